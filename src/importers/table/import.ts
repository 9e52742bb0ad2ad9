import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Hub } from '../../db/types.ts';
import { HubError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { type ApplyCounts, applyStaged, type Removal } from '../../publish/apply.ts';
import type { FactRow } from '../../publish/facts.ts';
import { type Staged, Staging } from '../../publish/stage.ts';
import { sha256 } from '../ocds/compile/keys.ts';
import { personMarks } from '../ocds/person-mark.ts';
import type { ImportSource } from '../ocds/source.ts';
import { addUp, problemsOf } from '../ocds/store/applied.ts';
import { type DatasetFields, Heading } from '../ocds/store/heading.ts';
import { checkDataset, keepFile, lockImport } from '../ocds/store/session.ts';
import { LayoutCounts } from './layouts.ts';
import { builders } from './nouns/builders.ts';
import { newContext } from './nouns/context.ts';
import type { Builder, Context, Sink } from './nouns/noun.ts';
import { Occurrences } from './nouns/occurrences.ts';
import { withoutPersons } from './nouns/person-texts.ts';
import type { TableImportOptions } from './options.ts';
import { TableProblems } from './problems.ts';
import { interpret } from './profile/interpret.ts';
import { loadProfile } from './profile/load.ts';
import type { Profile } from './profile/types.ts';
import { openTableFile } from './read/index.ts';
import { lostOf, onlyChanged, type TableReport } from './report.ts';
import { Drafts } from './store/drafts.ts';
import { Coverage, sourceRows } from './store/heading.ts';
import { HeadingRows } from './store/heading-rows.ts';
import { TableJournal } from './store/journal.ts';
import type { CellChange } from './store/preview.ts';
import { reconcile } from './store/reconcile.ts';
import { releasesInto } from './store/releases.ts';
import { RowStore } from './store/rows.ts';
import { settledProblems, settleRows } from './store/settle.ts';
import { sourceMark } from './store/source-mark.ts';
import { tableSpecs } from './store/tables.ts';
import { Transaction, takeStatistics } from './store/transaction.ts';
import type { TableFile, TableHead } from './types.ts';

export type { TableImportOptions } from './options.ts';

const pieceRows = 30_000;
/** Problems that tell that the file states amounts that are not public. */
const internalRules = ['kept-internal', 'internal-phase'];

/**
 * Imports one file of tables by a profile. The whole file is one transaction and one public revision: it is stored or
 * it is not (contracts and notices become releases, which are stored after it). What the file states replaces what the same tables, departments and years held before; equal rows stay
 * untouched, so the same file again changes nothing. Problems of the data are reported, not thrown.
 */
export async function importTable(
  hub: Hub,
  source: ImportSource,
  options: TableImportOptions,
): Promise<TableReport> {
  const profile = typeof options.profile === 'string' ? await loadProfile(options.profile) : options.profile;
  try {
    return await new TableRun(hub, source, profile, options).run();
  } catch (error) {
    if (!(error instanceof OnlyInternal)) throw error;
    return new TableRun(hub, source, profile, options, true).run();
  }
}

/** Taken back: all that changed is internal, and the public number must not show that anything did. */
class OnlyInternal extends Error {}

class TableRun {
  private readonly started = performance.now();
  private readonly mode: TableReport['mode'];
  private readonly problems = new TableProblems();
  private readonly layouts = new LayoutCounts();
  private readonly occurrences = new Occurrences();
  private readonly headings = new HeadingRows();
  private readonly drafts = new Drafts();
  private readonly releases: JsonObject[] = [];
  private readonly builders = new Map<string, Builder>();
  private readonly changes: ApplyCounts['tables'] = {};
  private readonly fields: DatasetFields;
  private readonly internalPhases: ReadonlySet<string>;
  /** Stands for the file in what is public. */
  private readonly fileMark: string;
  private readonly sourceKey: string;
  private readonly coverage = new Coverage();
  private readonly laterWork: Parameters<Sink['later']>[0][] = [];
  private client!: PoolClient;
  private journal!: TableJournal;
  private rows!: RowStore;
  private context!: Context;
  private transaction!: Transaction;
  private cells: CellChange[] = [];
  private format: string | null = null;
  private encoding: string | null = null;
  private rowsRead = 0;
  private readonly revisions: string[] = [];
  private draftCounts: TableReport['drafts'] = null;
  private isDatasetStated = false;
  /** The file as a whole cannot be stored, however bad rows are taken. */
  private refusal = false;

  constructor(
    private readonly hub: Hub,
    private readonly source: ImportSource,
    private readonly profile: Profile,
    private readonly options: TableImportOptions,
    private readonly isInternal = false,
  ) {
    this.mode = options.mode ?? 'import';
    const { dataset } = options;
    const own = profile.dataset;
    const named = typeof dataset === 'string' ? { key: dataset } : dataset;
    const fields = named ?? own;
    if (!fields) {
      throw new HubError(
        'BAD_INPUT',
        `Profile "${profile.name}" names no dataset: expected one by "--dataset"`,
      );
    }
    // What a profile says of its dataset holds for that dataset only.
    this.fields = { kind: 'table', ...(own?.key === fields.key ? own : {}), ...fields };
    this.fields.sourceUrl ??= options.url;
    this.internalPhases = new Set(options.internalPhases ?? profile.internalPhases);
    this.fileMark = this.internalPhases.size > 0 ? sourceMark(hub.secret, source.sha256) : source.sha256;
    this.sourceKey = `${this.fields.key}/${this.fileMark}`;
  }

  async run(): Promise<TableReport> {
    this.client = await this.hub.pool('writer').connect();
    let failure: Error | undefined;
    try {
      await this.begin();
      await this.read();
      return await this.finish();
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      await this.leave(failure);
    }
  }

  private async begin(): Promise<void> {
    const { client, fields, source } = this;
    this.transaction = new Transaction(client, this.act(), this.isInternal);
    await client.query("SET temp_buffers = '64MB'").catch(() => {});
    await checkDataset(client, fields);
    const parameters = JSON.stringify(Object.entries(this.options.parameters ?? {}).sort());
    const mark = parameters === '[]' ? '' : `/${sha256(parameters).slice(0, 12)}`;
    const draft = this.mode === 'draft' ? 'draft/' : '';
    this.journal = new TableJournal(
      `${draft}${this.sourceKey}/${this.profile.name}${mark}`,
      fields.key,
      source,
    );
    if (this.mode !== 'dryRun') {
      // One import of a dataset at a time: two may state the same tables.
      await lockImport(client, `table/${fields.key}`);
      await keepFile(client, source, 'application/octet-stream');
      await this.journal.begin(client);
    }
    const withdrawn = await client.query('SELECT FROM disclosed.tombstone WHERE dataset_key = $1 LIMIT 1', [
      fields.key,
    ]);
    this.rows = new RowStore(client, fields.key, this.mode === 'import' && withdrawn.rowCount === 0);
    this.context = await this.makeContext();
  }

  private makeContext(): Promise<Context> {
    const sink: Sink = {
      put: (table, scope, row) =>
        this.mode === 'draft' ? this.drafts.put(table, scope, row) : this.rows.put(table, scope, row),
      merge: (table, scope, row) => this.rows.merge(table, scope, row),
      later: (work) => void this.laterWork.push(work),
      state: (table, scope) => this.rows.state(table, scope),
      occurrence: (key) => this.occurrences.next(key),
      reaches: (key, number) => this.occurrences.reaches(key, number),
      heading: (table, row) => this.headings.add(table, row),
      named: (table, row) => this.headings.name(table, row),
      release: (release) => void this.releases.push(release),
    };
    return newContext({
      client: this.client,
      datasetKey: this.fields.key,
      sourceKey: this.sourceKey,
      profile: this.profile.name,
      personMark: personMarks(this.hub.secret),
      internalPhases: this.internalPhases,
      problems: this.problems,
      layouts: this.layouts,
      coverage: this.coverage,
      sink,
    });
  }

  private async read(): Promise<void> {
    let file: TableFile | null = null;
    let writing: Promise<void> = Promise.resolve();
    const piece = this.options.pieceRows ?? pieceRows;
    const report = (problem: Parameters<TableProblems['add']>[0]) => this.problems.add(problem);
    try {
      file = await openTableFile(this.source, {
        encoding: this.options.encoding ?? this.profile.encoding,
        delimiter: this.options.delimiter ?? this.profile.delimiter,
        report,
      });
      this.format = file.format;
      this.encoding = file.encoding;
      const parts = interpret(file, this.profile, {
        parameters: { ...this.options.parameters },
        fileName: this.source.name,
        report,
      });
      for await (const part of parts) {
        if (part.kind === 'table') await this.openTable(part.head);
        else {
          const builder = this.builders.get(part.layout)!;
          await this.loadBodies(part.records);
          for (const record of part.records) {
            withoutPersons(record, this.context.clean);
            builder.add(record);
          }
          this.rowsRead += part.records.length;
          this.options.onProgress?.({ rows: this.rowsRead });
        }
        // A file's bytes may last for many rows without a turn of the event loop; the database gets its rows in one.
        await nextTurn();
        if (this.isRefused) {
          // Nothing of it is kept; what is left is read for the report, and nobody waits for it.
          await writing;
          this.rows.drop();
          await this.transaction.rollback();
        } else if (this.rows.size >= piece) {
          await writing;
          writing = this.rows.write(await this.openPiece());
          // A rejection is taken where `writing` is awaited.
          writing.catch(() => {});
        }
      }
      await writing;
    } catch (error) {
      await writing.catch(() => {});
      if (!(error instanceof HubError)) throw error;
      report({ rule: 'refused', severity: 'error', problem: error.message });
      this.refusal = true;
    } finally {
      await file?.close();
    }
  }

  private get isRefused(): boolean {
    return this.refusal || (this.problems.hasLoss && this.options.onBadRow !== 'quarantine');
  }

  private async openTable(head: TableHead): Promise<void> {
    const noun = builders.get(head.noun);
    if (!noun) {
      throw new HubError(
        'BAD_INPUT',
        `Profile "${this.profile.name}": noun "${head.noun}" is unknown: expected one of ${[...builders.keys()].join(', ')}`,
      );
    }
    this.layouts.open(head);
    this.context.documents.nextHead();
    await this.rows.prepare(tableSpecs);
    await this.context.departments.load([head.fields.departmentScheme ?? this.fields.key]);
    this.builders.set(head.layout, noun.open(head, this.context));
  }

  private async loadBodies(records: readonly { fields: Readonly<Record<string, string>> }[]): Promise<void> {
    const schemes = new Set<string>();
    for (const { fields } of records) {
      const scheme = fields.departmentScheme;
      if (scheme !== undefined) schemes.add(scheme);
    }
    if (schemes.size > 0) await this.context.departments.load(schemes);
  }

  private act() {
    return {
      source: `import:${this.fileMark}`,
      actor: this.options.actor ?? 'import',
      reason: `import of ${this.source.name} by profile ${this.profile.name}`,
    };
  }

  /**
   * Takes the rows that wait and makes their place. Only fresh rows open the revision before the end, because they go
   * straight into their tables. Not beside the reading: each of its short questions would wait for its turn there.
   */
  private async openPiece(): Promise<ReturnType<RowStore['take']>> {
    const hasFresh = this.rows.hasFresh;
    const taken = this.rows.take();
    await this.transaction.open();
    if (hasFresh) {
      const above = await this.rowsAbove();
      await this.transaction.openRevision();
      const staging = new Staging(this.client);
      await staging.add(above);
      const { staged } = await settleRows(this.client, staging.tables, null);
      this.add(await applyStaged(this.client, staged));
    }
    return taken;
  }

  /** Dataset, bodies, documents, tables, editions: what has come since the last call. */
  private async rowsAbove(): Promise<Record<string, FactRow[]>> {
    const heading = new Heading(
      this.fields,
      { name: this.source.name, sha256: this.source.sha256, size: this.source.size, url: this.options.url },
      this.sourceKey,
      false,
    );
    const dataset = this.isDatasetStated ? [] : await heading.dataset(this.client, null);
    this.isDatasetStated = true;
    return {
      ...(dataset.length > 0 ? { 'disclosed.dataset': dataset } : {}),
      ...(await this.context.departments.take()),
      ...this.context.classifications.take(),
      ...this.context.documents.take(),
      ...this.headings.take(),
    };
  }

  private add(applied: ApplyCounts): void {
    addUp(this.changes, applied.tables);
    for (const { rule, severity, message, value, path } of problemsOf(applied))
      this.problems.add({ rule, severity, problem: `${message} (${path.slice(1)})`, value });
  }

  private async finish(): Promise<TableReport> {
    if (this.isRefused) await this.transaction.rollback();
    else if (this.mode === 'draft') await this.storeDrafts();
    else await this.apply();
    // Some things are found out only beside the facts: a line that is not there, amounts that contradict adjustments.
    const { isRefused } = this;
    if (!isRefused && this.releases.length > 0) await this.storeReleases();
    const state = isRefused ? 'refused' : this.problems.hasLoss ? 'incomplete' : 'complete';
    const lost = lostOf(this.problems, isRefused);
    if (this.mode !== 'dryRun') {
      const stored = this.mode === 'draft' && state === 'complete' ? 'draft' : state;
      await this.journal.finish(this.client, stored, lost[0] ?? null, this.problems.list());
    }
    return {
      file: this.source.name,
      sha256: this.source.sha256,
      size: this.source.size,
      dataset: this.fields.key,
      profile: this.profile.name,
      format: this.format,
      encoding: this.encoding,
      mode: this.mode,
      state,
      layouts: this.layouts.list(),
      documents: this.context.documents.documentKeys.length,
      quarantined: this.problems.lostRows,
      changes: isRefused ? {} : onlyChanged(this.changes),
      drafts: this.draftCounts,
      revisions: this.revisions,
      cells: this.cells,
      problems: this.problems.list(),
      lost,
      seconds: (performance.now() - this.started) / 1000,
    };
  }

  private async apply(): Promise<void> {
    const { client } = this;
    await this.transaction.open();
    const isDry = this.mode === 'dryRun';
    const above = await this.rowsAbove();
    // A dry run goes the whole way as well and is taken back at its end, so that it finds what an import would find.
    await this.transaction.openRevision();
    const staging = new Staging(client);
    await staging.add(above);
    const heading = await settleRows(client, staging.tables, null);
    await this.store(heading.staged);
    this.rows.putMerged();
    await this.rows.write(this.rows.take());
    if (this.laterWork.length > 0) await this.doLater();
    if (this.isRefused) return this.transaction.rollback();
    const settled = await settleRows(client, this.rows.staged, {
      rows: this.rows,
      datasetKey: this.fields.key,
      mostCells: isDry ? (this.options.mostCells === undefined ? 200 : this.options.mostCells) : 0,
    });
    this.cells = settled.cells;
    const found = settledProblems(settled, this.problems.hasLoss);
    for (const problem of found) this.problems.add(problem);
    if (found.some(({ severity }) => severity === 'error')) {
      this.refusal = true;
      return this.transaction.rollback();
    }
    await this.store(settled.staged, settled.removals);
    for (const [table, inserted] of this.rows.inserted)
      addUp(this.changes, { [table]: { inserted, updated: 0, removed: 0 } });
    const stage = this.rows.staged.find(({ table }) => table === 'internal.budget_amount')?.stage;
    const contradictions = await this.transaction.contradictions(this.fields.key, stage);
    for (const problem of contradictions) this.problems.add(problem);
    this.refusal ||= contradictions.length > 0;
    if (this.refusal) return this.transaction.rollback();
    if (isDry) {
      await this.reconcile();
      return this.transaction.rollback();
    }
    const changed = Object.keys(onlyChanged(this.changes));
    if (changed.length === 0) await this.transaction.rollback();
    else {
      // A file that changed nothing but internal amounts is no public source: its hash would tell what they may be.
      if (changed.some((table) => table.startsWith('disclosed.'))) await this.stateSource();
      else if (!this.isInternal) throw new OnlyInternal();
      const number = await this.transaction.commit();
      if (number !== null) this.revisions.push(number);
    }
    await takeStatistics(client, this.changes);
    // Only now, so that nobody waits for it: a document that does not add up is published all the same.
    await this.reconcile();
  }

  private async store(staged: readonly Staged[], removals: readonly Removal[] = []): Promise<void> {
    // Of what is disclosed nothing changes then; without a public number it could not even be stated again.
    const open = this.isInternal ? staged.filter(({ table }) => table.startsWith('internal.')) : staged;
    this.add(await applyStaged(this.client, open, { removals }));
  }

  private reconcile(): Promise<void> {
    const { documents, datasetKey, sourceKey } = this.context;
    return reconcile(this.client, documents.documentKeys, { datasetKey, sourceKey }, (problem) =>
      this.problems.add(problem),
    );
  }

  private async doLater(): Promise<void> {
    const stages = new Map(this.rows.staged.map(({ table, stage }) => [table, stage]));
    for (const work of this.laterWork) await work(this.client, (table) => stages.get(table) ?? null);
    await this.rows.write(this.rows.take());
  }

  /** The file becomes a source once it has changed something. */
  private async stateSource(): Promise<void> {
    const { years } = this.context.documents;
    if (years.to > 0) {
      this.coverage.add('budget', `${years.from}-01-01`);
      this.coverage.add('budget', `${years.to}-12-31`);
    }
    const rows = await sourceRows(
      this.client,
      {
        datasetKey: this.fields.key,
        sourceKey: this.sourceKey,
        source: this.source,
        hash: this.problems.has(...internalRules) ? null : this.source.sha256,
        url: this.options.url ?? null,
        format: this.format ?? 'table',
      },
      this.coverage.list(),
    );
    const staging = new Staging(this.client);
    await staging.add(rows);
    await this.store(staging.tables);
  }

  private async storeDrafts(): Promise<void> {
    this.rows.putMerged((table, scope, row) => this.drafts.put(table, scope, row));
    await this.transaction.open();
    if (this.laterWork.length > 0) await this.doLater();
    if (this.isRefused) return this.transaction.rollback();
    const headings = await this.rowsAbove();
    this.draftCounts = await this.drafts.store(
      this.client,
      {
        datasetKey: this.fields.key,
        actor: this.options.actor ?? 'import',
        profile: this.profile.name,
        sourceKey: this.sourceKey,
        headings,
      },
      () => this.transaction.openInternalRevision(),
    );
    await this.transaction.commit();
  }

  private async storeReleases(): Promise<void> {
    const report = await releasesInto(
      this.hub,
      this.releases,
      {
        name: this.source.name,
        dataset: this.fields,
        mode: this.mode,
        url: this.options.url,
        actor: this.options.actor,
      },
      (problem) => this.problems.add(problem),
    );
    addUp(this.changes, report.changes);
    this.revisions.push(...report.revisions);
    if (this.mode === 'draft')
      this.draftCounts = { new: report.newReleases, repeated: report.repeatedReleases };
  }

  private async leave(failure: Error | undefined): Promise<void> {
    try {
      await this.transaction?.rollback();
      await this.client.query('SELECT pg_advisory_unlock_all()');
      await this.client.query('DISCARD TEMP');
      this.client.release();
    } catch (error) {
      this.client.release((failure ?? error) as Error);
    }
  }
}
