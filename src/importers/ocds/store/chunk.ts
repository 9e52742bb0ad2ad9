import type { PoolClient } from 'pg';
import type { FactRow } from '../../../publish/facts.ts';
import type { Staging } from '../../../publish/stage.ts';
import { dayOf } from '../compile/dates.ts';
import type { CompiledProcess } from '../compile/index.ts';
import { later, linkParties } from '../compile/link.ts';
import type { Row } from '../compile/rows.ts';
import type { ProblemLog } from '../problems.ts';
import { type Ahead, type CompileOptions, compileOne, fits } from './ahead.ts';
import type { Fresh } from './arrange.ts';
import type { Incoming } from './incoming.ts';
import { insertStaged, stageReleases } from './kept-releases.ts';
import { Lookups, type Present, type ReleaseTable, releaseMark, type Stored } from './lookups.ts';

/** Releases of a file that are stored and compiled in one transaction. */
export interface ChunkOptions extends CompileOptions {
  /** Where releases go: `internal.release`, or in a dry run a temporary table. */
  into: ReleaseTable;
  problems: ProblemLog;
  /** Processes that were compiled already, on the guess that nothing is kept of them. */
  ahead: Map<string, Ahead>;
}

/** First and last day; null where nothing has a day. */
export interface Span {
  from: string | null;
  to: string | null;
}

export interface ChunkOutcome {
  releases: number;
  new: number;
  repeated: number;
  foreign: number;
  /** Processes that were compiled anew. */
  ocids: string[];
  /** First and last day of the merged releases. */
  merged: Span;
  /** The same of the releases in the chunk alone, new or not. */
  stated: Span;
}

/** Rule of releases that are kept and shown to nobody. */
export const foreignRule = 'foreign-ocid';

/** About this many bytes of kept releases (deflated) are compiled together. */
const batchBytes = 2 * 1024 * 1024;

/**
 * Sorts the releases of a chunk into new, repeated and foreign, and stages the rows of every process that a new one
 * belongs to, compiled from all its releases. Takes no lock of a revision; `storeChunk` does the rest inside it.
 */
export class Chunk {
  readonly outcome: ChunkOutcome;
  private readonly lookups: Lookups;
  private readonly fresh: Fresh[] = [];
  /** Serials of kept releases that this chunk supersedes. */
  private readonly superseded: string[] = [];
  private readonly departments = new Map<string, string | null>();
  /** Processes that are disclosed already. */
  private readonly present = new Set<string>();
  /** Processes of which something was withdrawn; true where all of it. */
  private withdrawn: ReadonlyMap<string, boolean> = new Map();
  /** Processes that had releases before. */
  private readonly known = new Set<string>();
  private readonly shared = {
    departments: new Map<string, Row>(),
    identifiers: new Map<string, Row>(),
    suppliers: new Map<string, Row>(),
  };

  constructor(
    private readonly client: PoolClient,
    private readonly staging: Staging,
    private readonly releases: readonly Incoming[],
    private readonly options: ChunkOptions,
  ) {
    this.lookups = new Lookups(
      client,
      options.into === 'internal.release' ? ['internal.release'] : ['internal.release', options.into],
    );
    this.outcome = {
      releases: releases.length,
      new: 0,
      repeated: 0,
      foreign: 0,
      ocids: [],
      merged: { from: null, to: null },
      stated: { from: null, to: null },
    };
  }

  /** Whether most of what it compiled was new, so that guessing the same of the next chunk pays. */
  get isMostlyNew(): boolean {
    return this.known.size * 2 < this.outcome.ocids.length;
  }

  get hasNew(): boolean {
    return this.fresh.length > 0;
  }

  async prepare(): Promise<void> {
    const touched = await this.sort();
    const ocids = [...touched.keys()];
    const sizes = await this.lookups.sizes(ocids);
    for (const ocid of sizes.keys()) this.known.add(ocid);
    this.withdrawn = await this.lookups.withdrawn(ocids);
    let batch: string[] = [];
    let size = 0;
    for (const ocid of ocids) {
      const more = sizes.get(ocid) ?? 0;
      if (batch.length > 0 && size + more > batchBytes) {
        await this.compile(batch, touched);
        [batch, size] = [[], 0];
      }
      batch.push(ocid);
      size += more;
    }
    if (batch.length > 0) await this.compile(batch, touched);
    await this.staging.add({
      'disclosed.department': [...this.shared.departments.values()],
      'disclosed.department_identifier': [...this.shared.identifiers.values()],
      'disclosed.supplier': [...this.shared.suppliers.values()],
    });
    this.outcome.ocids = ocids;
    if (this.fresh.length > 0) await stageReleases(this.client, this.fresh, this.options, this.departments);
  }

  /** Tells new releases from repeated ones; gives the new ones that count, by ocid. */
  private async sort(): Promise<Map<string, Incoming[]>> {
    const ocids = [...new Set(this.releases.map((release) => release.ocid))];
    const owners = await this.lookups.owners(ocids);
    for (const ocid of owners.keys()) this.present.add(ocid);
    const { datasetKey } = this.options;
    const present = await this.lookups.present(ocids, datasetKey);
    const touched = new Map<string, Incoming[]>();
    for (const release of this.releases) {
      const owner = owners.get(release.ocid) ?? datasetKey;
      const mark = releaseMark(release.ocid, release.releaseId, release.hash);
      if (owner !== datasetKey) {
        this.foreign(release, owner, mark, present);
        continue;
      }
      this.noteStated(release);
      if (present.counting.has(mark)) {
        this.outcome.repeated += 1;
        continue;
      }
      present.counting.add(mark);
      this.outcome.new += 1;
      const list = touched.get(release.ocid);
      if (list) list.push(release);
      else touched.set(release.ocid, [release]);
    }
    return touched;
  }

  private async compile(
    ocids: readonly string[],
    touched: ReadonlyMap<string, readonly Incoming[]>,
  ): Promise<void> {
    const stored = await this.lookups.releases(ocids.filter((ocid) => this.known.has(ocid)));
    const processes = ocids.map((ocid) => this.processOf(ocid, stored.get(ocid) ?? [], touched.get(ocid)!));
    const known = await this.lookups.links(processes);
    // What is withdrawn as a whole names nobody.
    const isGone = ({ ocid }: CompiledProcess) => this.withdrawn.get(ocid) === true;
    linkParties(processes.filter(isGone), known);
    const links = linkParties(
      processes.filter((process) => !isGone(process)),
      known,
    );
    for (const row of links.departments) later(this.shared.departments, row);
    for (const row of links.departmentIdentifiers) this.shared.identifiers.set(row.key, row);
    for (const row of links.suppliers) later(this.shared.suppliers, row);
    for (const process of processes) this.note(process);
    const isFresh = ({ ocid }: CompiledProcess) =>
      this.options.into === 'internal.release' && !this.present.has(ocid) && !this.withdrawn.has(ocid);
    const fresh = rowsOf(processes.filter(isFresh));
    const rest = rowsOf(processes.filter((process) => !isFresh(process)));
    // Policies forbid COPY into tables of `internal`, so those rows are staged in any case.
    const details = [...(fresh['internal.party_detail'] ?? []), ...(rest['internal.party_detail'] ?? [])];
    delete fresh['internal.party_detail'];
    await this.staging.addFresh(fresh);
    await this.staging.add({ ...rest, 'internal.party_detail': details });
  }

  /** What was compiled ahead where the guess was right, else compiled now; nobody can tell which from the outcome. */
  private processOf(ocid: string, stored: readonly Stored[], incoming: readonly Incoming[]): CompiledProcess {
    const { ahead, problems } = this.options;
    const guess = ahead.get(ocid);
    if (guess && !this.known.has(ocid) && fits(guess, incoming)) {
      problems.merge(guess.problems);
      this.fresh.push(...guess.fresh);
      return guess.process;
    }
    const made = compileOne(ocid, stored, incoming, this.options, (problem) => problems.add(problem));
    this.fresh.push(...made.fresh);
    this.superseded.push(...made.superseded);
    return made.process;
  }

  private note({ ocid, rows, days }: CompiledProcess): void {
    this.departments.set(ocid, (rows['disclosed.process'][0]!.buyer_department_key as string | null) ?? null);
    for (const day of [days[0], days.at(-1)]) widen(this.outcome.merged, day ?? null);
  }

  private noteStated({ kind, date }: Incoming): void {
    if (kind !== 'linked' && date !== null) widen(this.outcome.stated, dayOf(date));
  }

  /** Keeps a release of a process that another dataset brought first, unless that dataset has it as well. */
  private foreign(release: Incoming, owner: string, mark: string, present: Present): void {
    this.outcome.foreign += 1;
    const { ocid, pointer } = release;
    const isShown = present.counting.has(mark);
    this.options.problems.add({
      rule: isShown ? 'foreign-repeated' : foreignRule,
      severity: isShown ? 'info' : 'warning',
      path: '/releases/ocid',
      pointer: `${pointer}/ocid`,
      message: isShown
        ? `The process belongs to dataset "${owner}", which has this release too`
        : `The process belongs to dataset "${owner}", which brought it first; the release is kept and not shown`,
      value: ocid,
    });
    if (isShown || present.foreign.has(mark)) return;
    present.foreign.add(mark);
    this.fresh.push({ release, state: 'foreign' });
  }

  /** Writes the releases themselves: inside the revision, or into the temporary table of a dry run. */
  async storeReleases(): Promise<void> {
    const { into } = this.options;
    if (this.superseded.length > 0 && into === 'internal.release') {
      await this.client.query(
        `UPDATE internal.release SET state = 'superseded' WHERE id = ANY ($1::bigint[])`,
        [this.superseded],
      );
    }
    await insertStaged(this.client, into);
    if (into === 'internal.release') await this.giveDepartments();
  }

  /** Releases that came before their process was linked belong to its buyer's department now. */
  private async giveDepartments(): Promise<void> {
    const ocids = this.outcome.ocids.filter((ocid) => this.known.has(ocid));
    if (ocids.length === 0) return;
    await this.client.query(
      `UPDATE internal.release r SET department_key = v.department
       FROM unnest($1::text[], $2::text[]) AS v (ocid, department)
       WHERE r.ocid = v.ocid AND r.state <> 'foreign' AND r.department_key IS DISTINCT FROM v.department`,
      [ocids, ocids.map((ocid) => this.departments.get(ocid) ?? null)],
    );
  }
}

function widen(span: Span, day: string | null): void {
  if (day === null) return;
  if (span.from === null || day < span.from) span.from = day;
  if (span.to === null || day > span.to) span.to = day;
}

function rowsOf(processes: readonly CompiledProcess[]): Record<string, FactRow[]> {
  const all: Record<string, FactRow[]> = {};
  for (const { rows } of processes) {
    for (const [table, list] of Object.entries(rows)) {
      let rest = all[table];
      if (!rest) {
        rest = [];
        all[table] = rest;
      }
      for (const row of list) rest.push(row);
    }
  }
  return all;
}
