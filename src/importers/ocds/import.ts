import type { PoolClient } from 'pg';
import { openRevision } from '../../db/revision.ts';
import type { Hub } from '../../db/types.ts';
import { type JsonObject, writeJson } from '../../json.ts';
import { type ApplyCounts, applyStaged, previewStaged } from '../../publish/apply.ts';
import { Staging } from '../../publish/stage.ts';
import type { FeedChunk } from './feed/chunks.ts';
import { feed } from './feed/index.ts';
import { type PersonMark, personMarks } from './person-mark.ts';
import { type ImportReport, lostOf, notShownOf } from './report.ts';
import { type ImportSource, sourceOf } from './source.ts';
import { type Ahead, type CompileOptions, compileAhead } from './store/ahead.ts';
import { addUp, problemsOf } from './store/applied.ts';
import { Chunk, type ChunkOptions, foreignRule } from './store/chunk.ts';
import { datasetOf, foreignOwners } from './store/dataset-of.ts';
import { storeDrafts } from './store/drafts.ts';
import { type DatasetFields, Heading } from './store/heading.ts';
import { type Incoming, incomingOf } from './store/incoming.ts';
import { Journal } from './store/journal.ts';
import { beginDryRun, checkDataset, keepFile, lockImport } from './store/session.ts';
import type { PackageMeta } from './types.ts';

export interface ImportOptions {
  /** Dataset that the releases belong to; without it the one that the first ocid belongs to, see `datasetOf`. */
  dataset?: string | DatasetFields | undefined;
  /** Import: stores and publishes. Dry run: says what would change. Draft: releases wait as submissions. */
  mode?: ImportReport['mode'] | undefined;
  /** Public address that the file came from. */
  url?: string | undefined;
  /** Name of the publisher, for files that do not say it. */
  publisher?: string | undefined;
  /** Who imports, for the record of the revision. */
  actor?: string | undefined;
  /** True: the dataset holds all processes of its time, not a part. */
  isComplete?: boolean | undefined;
  /** Told now and then how far reading is. */
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Largest number of releases in one transaction; tests make it small. */
  chunkReleases?: number | undefined;
  /** Files of this size or more are read by a thread of their own; tests make it small. */
  ownThreadFrom?: number | undefined;
  /** False: every process is compiled in its transaction only. The outcome is the same, which tests compare. */
  compilesAhead?: boolean | undefined;
}

export interface ImportProgress {
  bytes: number;
  size: number;
  releases: number;
}

const chunkReleases = 2000;
const chunkBytes = 4 * 1024 * 1024;
/** One chunk at a time in the whole hub: two imports may hold releases of the same process. */
const importLock = 7303;

/** Releases that a program made, as an import: they are kept, merged and compiled like a publisher's. */
export async function importReleases(
  hub: Hub,
  releases: Iterable<JsonObject>,
  options: ImportOptions & { name: string },
): Promise<ImportReport> {
  const lines = Array.from(releases, (release) => `${writeJson(release)}\n`);
  return importOcds(hub, sourceOf(options.name, Buffer.from(lines.join(''))), options);
}

/**
 * Imports one OCDS file: keeps every release, compiles each process it touches from all its releases, and applies the
 * rows. Works in chunks; each is one transaction and one public revision, and notes how far it came. Killed at any
 * moment and run again, it ends in the state that it would have reached undisturbed. The same file again changes
 * nothing. Problems of the data are reported, not thrown; thrown is only what is no problem of the data.
 */
export async function importOcds(
  hub: Hub,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return new ImportRun(hub, source, options).run();
}

class ImportRun {
  private readonly started = performance.now();
  private readonly mode: ImportReport['mode'];
  private readonly personMark: PersonMark;
  /** The package that speaks for the file, as far as it was read. */
  private meta: PackageMeta | null = null;
  private readonly ocids = new Set<string>();
  private readonly changes: ApplyCounts['tables'] = {};
  private readonly revisions: string[] = [];
  private journal: Journal | null = null;
  private heading: Heading | null = null;
  private fields: DatasetFields | null;
  /** Session that holds the lock of this import; in a dry run also the one open transaction. */
  private session: PoolClient | null = null;
  private staging: Staging | null = null;
  /** Whether the chunk stored last brought mostly processes that the hub did not have. */
  private guessesNew = false;
  private drySeen = new Set<string>();
  private storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly hub: Hub,
    private readonly source: ImportSource,
    private readonly options: ImportOptions,
  ) {
    this.mode = options.mode ?? 'import';
    this.personMark = personMarks(hub.secret);
    const { dataset } = options;
    this.fields =
      dataset === undefined ? null : typeof dataset === 'string' ? { key: dataset } : { ...dataset };
  }

  async run(): Promise<ImportReport> {
    const reading = {
      chunkReleases: this.options.chunkReleases ?? chunkReleases,
      chunkBytes,
      onProgress: (progress: { bytes: number; releases: number }) =>
        this.options.onProgress?.({ ...progress, size: this.source.size }),
    };
    const chunks = feed(this.source, reading, this.options.ownThreadFrom);
    try {
      let refusal: string | null = null;
      for await (const chunk of chunks) {
        refusal = chunk.refusal;
        await this.begin(chunk.releases[0]?.ocid ?? null);
        const pending = incomingOf(chunk, this.journal!.position);
        // One chunk is stored while the next is read and compiled.
        const ahead = await this.compileAhead(pending);
        for (const release of chunk.releases) this.ocids.add(release.ocid);
        await this.storing;
        this.storing = this.store(chunk, pending, ahead);
        // A rejection is taken where `storing` is awaited.
        this.storing.catch(() => {});
      }
      await this.storing;
      return await this.finish(refusal);
    } finally {
      await this.storing.catch(() => {});
      await this.leave();
    }
  }

  /** Takes the lock of this file in this dataset, and the place where an interrupted import stopped. */
  private async begin(firstOcid: string | null): Promise<void> {
    if (this.journal) return;
    this.session = await this.hub.pool('writer').connect();
    this.fields ??= { key: firstOcid === null ? 'unnamed' : await datasetOf(this.session, firstOcid) };
    if (this.options.publisher) this.fields.publisherName ??= this.options.publisher;
    if (this.options.url) this.fields.sourceUrl ??= this.options.url;
    const file = {
      name: this.source.name,
      sha256: this.source.sha256,
      size: this.source.size,
      url: this.options.url,
    };
    const key = `${this.fields.key}/${file.sha256}`;
    this.journal = new Journal(this.mode === 'draft' ? `draft/${key}` : key, this.fields.key, file);
    this.heading = new Heading(this.fields, file, key, this.options.isComplete ?? false);
    // Staged rows stay in memory. Refused once the session has used a temporary table, which is as well.
    await this.session.query("SET temp_buffers = '64MB'").catch(() => {});
    await checkDataset(this.session, this.fields);
    if (this.mode === 'dryRun') {
      await beginDryRun(this.session);
      this.staging = new Staging(this.session);
      return;
    }
    await lockImport(this.session, this.journal.key);
    await keepFile(this.session, this.source);
    await this.journal.begin(this.session);
  }

  private async compileAhead(pending: readonly Incoming[]): Promise<Map<string, Ahead>> {
    if (!this.journal!.isOpen) return new Map();
    const isGuessed = this.guessesNew && this.mode !== 'draft' && this.options.compilesAhead !== false;
    return compileAhead(pending, this.compileOptions, (ocid) => !isGuessed || this.ocids.has(ocid));
  }

  private async store(
    chunk: FeedChunk,
    pending: readonly Incoming[],
    ahead: Map<string, Ahead>,
  ): Promise<void> {
    const journal = this.journal!;
    const end = chunk.first + chunk.releases.length;
    // Committed before an interruption, with the problems up to here.
    if (chunk.releases.length > 0 && end <= journal.position) return;
    for (const group of chunk.problems) journal.problems.add(group, group.count);
    this.meta = chunk.meta;
    if (pending.length === 0) return;
    if (this.mode === 'dryRun') await this.storeDry(pending, ahead, end);
    else if (this.mode === 'draft') await this.transaction((client) => this.storeDraft(client, pending, end));
    else await this.transaction((client) => this.storeChunk(client, pending, ahead, end));
  }

  private get compileOptions(): CompileOptions {
    return { datasetKey: this.fields!.key, importKey: this.journal!.key, personMark: this.personMark };
  }

  private chunkOptions(into: ChunkOptions['into'], ahead: Map<string, Ahead>): ChunkOptions {
    return { ...this.compileOptions, into, ahead, problems: this.journal!.problems };
  }

  private async storeChunk(
    client: PoolClient,
    pending: readonly Incoming[],
    ahead: Map<string, Ahead>,
    position: number,
  ): Promise<void> {
    await client.query('SELECT pg_advisory_xact_lock($1)', [importLock]);
    const staging = new Staging(client);
    const chunk = new Chunk(client, staging, pending, this.chunkOptions('internal.release', ahead));
    await chunk.prepare();
    this.guessesNew = chunk.isMostlyNew;
    this.count(chunk.outcome, position);
    if (chunk.hasNew) {
      const { ocids } = chunk.outcome;
      if (ocids.length > 0) {
        await staging.add({ 'disclosed.dataset': await this.heading!.dataset(client, this.meta) });
        await staging.add(await this.heading!.rest(client, chunk.outcome, new Date()));
      }
      const { disclosed } = await openRevision(client, this.act(), { disclosed: ocids.length > 0 });
      await chunk.storeReleases();
      if (ocids.length > 0) {
        this.add(
          await applyStaged(client, staging.tables, { replaceProcesses: ocids, fresh: staging.freshRows }),
        );
        this.revisions.push(disclosed!);
      }
    }
    if (chunk.hasNew || this.journal!.isOpen) await this.journal!.save(client);
    if (chunk.hasNew) this.isChanged = true;
  }

  private isChanged = false;

  private async storeDraft(
    client: PoolClient,
    pending: readonly Incoming[],
    position: number,
  ): Promise<void> {
    const outcome = await storeDrafts(client, pending, this.fields!.key, this.actor, () =>
      openRevision(client, this.act(), { disclosed: false }),
    );
    this.count({ releases: pending.length, foreign: 0, ...outcome }, position);
    if (outcome.new > 0) this.isChanged = true;
    if (outcome.new > 0 || this.journal!.isOpen) await this.journal!.save(client);
  }

  private async storeDry(
    pending: readonly Incoming[],
    ahead: Map<string, Ahead>,
    position: number,
  ): Promise<void> {
    const again = [...new Set(pending.map((release) => release.ocid))].filter((ocid) =>
      this.drySeen.has(ocid),
    );
    await this.staging!.drop(again);
    const chunk = new Chunk(
      this.session!,
      this.staging!,
      pending,
      this.chunkOptions('pg_temp.dry_release', ahead),
    );
    await chunk.prepare();
    this.guessesNew = chunk.isMostlyNew;
    this.count(chunk.outcome, position);
    for (const ocid of chunk.outcome.ocids) this.drySeen.add(ocid);
    if (chunk.hasNew) await chunk.storeReleases();
  }

  private count(
    outcome: { releases: number; new: number; repeated: number; foreign: number },
    position: number,
  ): void {
    const { counters } = this.journal!;
    counters.releases += outcome.releases;
    counters.new += outcome.new;
    counters.repeated += outcome.repeated;
    counters.foreign += outcome.foreign;
    this.journal!.position = position;
  }

  private add(applied: ApplyCounts): void {
    addUp(this.changes, applied.tables);
    for (const problem of problemsOf(applied)) this.journal!.problems.add(problem);
  }

  private get actor(): string {
    return this.options.actor ?? 'import';
  }

  private act() {
    return {
      source: `import:${this.source.sha256}`,
      actor: this.actor,
      reason: `import of ${this.source.name}`,
    };
  }

  private async transaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = this.session!;
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  private async finish(refusal: string | null): Promise<ImportReport> {
    const journal = this.journal!;
    if (this.mode === 'dryRun') {
      this.add(
        await previewStaged(this.session!, this.staging!.tables, { replaceProcesses: [...this.drySeen] }),
      );
    } else if (
      this.mode === 'import' &&
      this.revisions.length + (journal.isOpen ? journal.counters.new : 0) > 0
    ) {
      await this.transaction((client) => this.nameDataset(client));
    }
    const found = { processes: this.ocids.size, contracts: await this.countContracts() };
    const lost = lostOf(journal.problems.list());
    const isRefused = refusal !== null || (lost.length > 0 && journal.counters.releases === 0);
    const state = isRefused ? 'refused' : lost.length > 0 ? 'incomplete' : 'complete';
    if (this.mode !== 'dryRun' && (journal.isOpen || this.isChanged)) {
      const stored = this.mode === 'draft' && state === 'complete' ? 'draft' : state;
      await this.transaction((client) => journal.finish(client, stored, lost[0] ?? null, found));
    }
    const { counters } = journal;
    return {
      file: this.source.name,
      sha256: this.source.sha256,
      size: this.source.size,
      dataset: this.fields!.key,
      mode: this.mode,
      state,
      releases: counters.releases,
      newReleases: counters.new,
      repeatedReleases: counters.repeated,
      foreignReleases: counters.foreign,
      ...found,
      changes: this.changes,
      revisions: this.revisions,
      problems: journal.problems.list(),
      lost,
      notShown: await this.notShown(),
      seconds: (performance.now() - this.started) / 1000,
    };
  }

  /** What packages say behind their releases may come after the last chunk. */
  private async nameDataset(client: PoolClient): Promise<void> {
    await client.query('SELECT pg_advisory_xact_lock($1)', [importLock]);
    const known = await client.query('SELECT FROM disclosed.dataset WHERE key = $1', [this.fields!.key]);
    const rows = known.rowCount === 0 ? [] : await this.heading!.dataset(client, this.meta);
    if (rows.length === 0) return;
    const staging = new Staging(client);
    await staging.add({ 'disclosed.dataset': rows });
    const { disclosed } = await openRevision(client, this.act());
    this.add(await applyStaged(client, staging.tables));
    this.revisions.push(disclosed!);
  }

  /** Kept releases that nobody sees, because other datasets own their processes. */
  private async notShown(): Promise<string[]> {
    const groups = this.journal!.problems.list().filter(({ rule }) => rule === foreignRule);
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    if (count === 0) return [];
    return notShownOf(count, await foreignOwners(this.session!, [...this.ocids], this.fields!.key));
  }

  private async countContracts(): Promise<number> {
    let contracts = 0;
    const ocids = [...this.ocids];
    const stage = this.staging?.tables.find((entry) => entry.table === 'disclosed.contract')?.stage;
    const table = this.mode === 'dryRun' ? stage : 'disclosed.contract';
    for (let at = 0; at < ocids.length && table && this.mode !== 'draft'; at += 10_000) {
      const { rows } = await this.session!.query<{ count: string }>(
        `SELECT count(*) AS count FROM ${table} WHERE process_key = ANY ($1) AND dataset_key = $2`,
        [ocids.slice(at, at + 10_000), this.fields!.key],
      );
      contracts += Number(rows[0]!.count);
    }
    return contracts;
  }

  private async leave(): Promise<void> {
    const session = this.session;
    this.session = null;
    if (!session) return;
    try {
      if (this.mode === 'dryRun') await session.query('ROLLBACK');
      else await session.query('SELECT pg_advisory_unlock_all()');
      session.release();
    } catch (error) {
      session.release(error as Error);
    }
  }
}
