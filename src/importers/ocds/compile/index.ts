import type { JsonObject } from '../../../json.ts';
import { inMergingOrder, type Merged, mergeReleases } from '../merge.ts';
import type { PersonMark } from '../person-mark.ts';
import type { Problem } from '../types.ts';
import { dayOf, instantOf } from './dates.ts';
import { keyPart } from './keys.ts';
import { mergeable, statedOnlyBy } from './needed.ts';
import { Parties, type Party } from './parties.ts';
import { PersonNumbers } from './persons.ts';
import { type Compilation, Place } from './place.ts';
import { newRows, type Row, type Rows } from './rows.ts';
import { type PartyColumn, Stages } from './stages.ts';
import { currentOnes } from './standing.ts';
import { storable } from './text.ts';

/** One release of a process, as it is kept. */
export interface KeptRelease {
  releaseId: string;
  /** SHA-256 of its bytes, hexadecimal. */
  hash: string;
  kind: 'release' | 'compiled' | 'linked';
  /** Superseded: another of the same id stands, or the same came before in other bytes. */
  isSuperseded: boolean;
  version: '1.0' | '1.1';
  date: string | null;
  content: JsonObject;
  /** Source (file) that brought it, and where in it. */
  sourceKey: string | null;
  pointer: string | null;
}

export interface CompiledProcess {
  ocid: string;
  datasetKey: string;
  rows: Rows;
  parties: readonly Party[];
  partyColumns: readonly PartyColumn[];
  /** Instants of the merged releases, oldest first; null where unreadable. */
  instants: readonly (string | null)[];
  /** Their days as published, sorted. */
  days: readonly string[];
}

/**
 * Rows of one process from all its releases, in whatever order they are given; one without releases of any kind has
 * only the addresses of its releases. Parties are not linked yet: `linkParties` does that. `personMark` gives what is
 * disclosed in place of natural persons' numbers.
 */
export function compileProcess(
  ocid: string,
  datasetKey: string,
  releases: readonly KeptRelease[],
  report: (problem: Problem) => void,
  personMark: PersonMark,
): CompiledProcess {
  const prefix = keyPart(ocid);
  const shared = { dataset_key: datasetKey, process_key: ocid };
  const ordered = inMergingOrder(currentOnes(releases));
  const current = ordered.filter((release) => !release.isSuperseded && release.kind !== 'linked');
  const merging = mergingOf(ocid, current, report);
  const { merged, content } = merging;
  const isReleased = merged.some((release) => release.kind === 'release');
  const rows = newRows();
  const keys = merged.map((release) => releaseKey(prefix, release));
  const instants = merged.map((release) =>
    release.date === null ? null : (instantOf(release.date)?.iso ?? null),
  );

  const persons = new PersonNumbers(content, personMark);
  const compilation = new ProcessCompilation(keys, merging, persons, report);
  const root = new Place(
    compilation,
    content,
    '/releases',
    '',
    merged.map((_, index) => index),
  );
  const parties = new Parties(prefix, shared, content.parties !== undefined, persons);
  if (root.has('parties')) parties.declare(root.keyed('parties'));
  const stages = new Stages(rows, shared, prefix, parties);
  const heading = stages.walk(root);
  parties.finish();
  stages.finish();
  rows['disclosed.party'] = parties.all.map((party) => party.row);
  rows['internal.party_detail'] = parties.details;
  releaseRows(rows, prefix, shared, ordered, new Set(merged));

  const tender = heading.tender;
  const known = instants.filter((instant) => instant !== null);
  const linked = ordered
    .map((release) =>
      release.kind === 'linked' && release.date !== null ? (instantOf(release.date)?.iso ?? null) : null,
    )
    .filter((instant) => instant !== null);
  const dated = (merged.length > 0 ? known : linked).sort();
  const process: Row = {
    key: ocid,
    dataset_key: datasetKey,
    ocid,
    title: (tender?.title as string | null) ?? titleOf(rows),
    description: (tender?.description as string | null) ?? null,
    language: root.text('language'),
    initiation_type: root.text('initiationType'),
    tag: [
      ...new Set(
        ordered
          .filter((release) => !release.isSuperseded && !(isReleased && release.kind === 'compiled'))
          .flatMap(tagsOf),
      ),
    ],
    content_state: merged.length === 0 ? 'linked' : isReleased ? 'released' : 'compiled',
    first_released_at: dated[0] ?? null,
    last_released_at: dated.at(-1) ?? null,
    buyer_party_key: heading.buyer?.row.key ?? null,
    buyer_department_key: null,
    procuring_entity_party_key: heading.procuringEntity?.row.key ?? null,
    procuring_entity_department_key: null,
    tender_status: (tender?.status as string | null) ?? null,
    procurement_method: heading.method,
    procurement_method_details: heading.methodDetails,
    main_procurement_category: heading.category,
    value_amount: tender?.value_amount ?? null,
    value_currency: tender?.value_currency ?? null,
    release_keys: keys,
  };
  rows['disclosed.process'].push(process);
  const days = merged
    .map((release) => (release.date === null ? null : dayOf(release.date)))
    .filter((day) => day !== null)
    .sort();
  return { ocid, datasetKey, rows, parties: parties.all, partyColumns: stages.partyColumns, instants, days };
}

interface Merging extends Pick<Merged, 'sourcesOf' | 'statedBy'> {
  merged: readonly KeptRelease[];
  content: JsonObject;
}

/**
 * The releases, merged; where there are none, the latest compiled one. Beside releases a compiled one takes part, at
 * its own date, where it alone states a contract or the like: publishers give some facts in their records only, and
 * not in every edition of these. Asked are the latest first.
 */
function mergingOf(
  ocid: string,
  current: readonly KeptRelease[],
  report: (problem: Problem) => void,
): Merging {
  const compiled = current.filter((release) => release.kind === 'compiled');
  const isFull = current.length > compiled.length;
  const contents = new Map<KeptRelease, JsonObject>();
  const merge = (): Merging => {
    const merged = current.filter((release) => contents.has(release));
    const union = mergeReleases(
      ocid,
      merged.map((release) => ({ ...release, content: contents.get(release)! })),
    );
    return { merged, content: union.release, sourcesOf: union.sourcesOf, statedBy: union.statedBy };
  };
  for (const release of isFull ? current : compiled.slice(-1))
    if (!isFull || release.kind === 'release') contents.set(release, release.content);
  let merging = merge();
  for (const release of isFull ? compiled.reverse() : []) {
    const named = statedOnlyBy(release.content, merging.content);
    if (named.length === 0) continue;
    report(stillNeeded(release, named));
    contents.set(release, mergeable(release.content, merging.content, release.version));
    merging = merge();
  }
  return merging;
}

function stillNeeded({ pointer }: KeptRelease, named: readonly string[]): Problem {
  return {
    rule: 'compiled-release-still-needed',
    severity: 'info',
    path: '/compiledRelease',
    pointer: pointer ?? '',
    message:
      'The compiled release states what no single release does, so it is merged with them at its own date',
    value: storable(named.join(', ')),
  };
}

/** A name for a process without a tender's title: that of its first contract or award. */
function titleOf(rows: Rows): string | null {
  const titled = [...rows['disclosed.contract'], ...rows['disclosed.award']].find(
    (row) => row.title !== null,
  );
  return (titled?.title as string | undefined) ?? null;
}

function tagsOf(release: KeptRelease): string[] {
  const { tag } = release.content;
  const tags = Array.isArray(tag) ? tag : [tag];
  return tags.filter((item) => typeof item === 'string').map(storable);
}

/** Which releases there are; the current one of an id has the plain key, those it superseded a mark of their bytes. */
function releaseRows(
  rows: Rows,
  prefix: string,
  shared: { dataset_key: string; process_key: string },
  ordered: readonly KeptRelease[],
  merged: ReadonlySet<KeptRelease>,
): void {
  const full = new Map(
    ordered.filter((release) => release.kind !== 'linked').map((release) => [release.releaseId, release]),
  );
  const urls = new Map<KeptRelease, string>();
  for (const link of ordered) {
    if (link.kind !== 'linked') continue;
    const target = full.get(linkedId(link));
    if (target) urls.set(target, String(link.content.url));
  }
  for (const release of ordered) {
    if (release.kind === 'linked' && full.has(linkedId(release))) continue;
    const key = releaseKey(prefix, release);
    const url = release.kind === 'linked' ? release.content.url : urls.get(release);
    rows['disclosed.release'].push({
      key: release.isSuperseded ? `${key}~${release.hash.slice(0, 16)}` : key,
      ...shared,
      ocid: shared.process_key,
      release_id: storable(release.releaseId),
      date: release.date === null ? null : (instantOf(release.date)?.iso ?? null),
      published_date: release.date === null ? null : storable(release.date),
      tag: tagsOf(release),
      language: typeof release.content.language === 'string' ? storable(release.content.language) : null,
      kind: release.kind,
      url: typeof url === 'string' ? storable(url) : null,
      content_hash: release.kind === 'linked' ? null : release.hash,
      source_key: release.sourceKey,
      pointer: release.pointer,
      is_merged: merged.has(release),
    });
  }
}

/** A compiled release and a link may have the id of a release. */
function releaseKey(prefix: string, { kind, releaseId }: KeptRelease): string {
  return `${prefix}/${kind === 'linked' ? 'link' : kind}/${keyPart(releaseId)}`;
}

/** A link's fragment names the release within its package. */
function linkedId(link: KeptRelease): string {
  const [, fragment] = link.releaseId.split('#');
  return fragment === undefined || fragment === '' ? link.releaseId : fragment;
}

class ProcessCompilation implements Compilation {
  readonly isSingle: boolean;
  readonly sourcesOf: Merged['sourcesOf'];
  readonly statedBy: Merged['statedBy'];
  private readonly merged: readonly KeptRelease[];
  private readonly allKeys: readonly string[];

  constructor(
    private readonly keys: readonly string[],
    { merged, sourcesOf, statedBy }: Merging,
    readonly persons: PersonNumbers,
    readonly report: (problem: Problem) => void,
  ) {
    this.merged = merged;
    this.sourcesOf = sourcesOf;
    this.statedBy = statedBy;
    this.isSingle = merged.length === 1;
    this.allKeys = keys;
  }

  pointerOf(position: number): string {
    return this.merged[position]?.pointer ?? '';
  }

  keysOf(sources: readonly number[]): readonly string[] {
    return sources.length === this.keys.length ? this.allKeys : sources.map((source) => this.keys[source]!);
  }
}
