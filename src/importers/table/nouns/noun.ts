import type { PoolClient } from 'pg';
import type { JsonObject } from '../../../json.ts';
import type { FactRow } from '../../../publish/facts.ts';
import type { NounSpec, TableHead, TableProblem, TableRecord } from '../types.ts';
import type { Classifications } from './classifications.ts';
import type { Departments } from './departments.ts';
import type { Documents } from './documents.ts';

/** Where rows of facts go. */
export interface Sink {
  /** `scope`: values of the columns by which the table's rows are replaced, in the order of its `TableSpec`. */
  put(table: string, scope: readonly (string | number | null)[], row: FactRow): void;
  /**
   * A row that several rows of the file may state together: what one leaves open another fills. Gives the column in
   * which they contradict each other, null where none does.
   */
  merge(table: string, scope: readonly (string | number | null)[], row: FactRow): string | null;
  /** Work for the end of the file, when every other row is in its table or waits in its staging table. */
  later(work: (client: PoolClient, stageOf: (table: string) => string | null) => Promise<void>): void;
  /** States a scope without rows: an empty table. */
  state(table: string, scope: readonly (string | number | null)[]): void;
  /** Number of an occurrence of a key, from 1. */
  occurrence(key: string): number;
  /** Whether this number of a key is given for the first time; numbers come in their order. */
  reaches(key: string, number: number): boolean;
  /** A row above the facts: an edition, a supplier. Of equal keys the first that says something stands. */
  heading(table: string, row: FactRow): void;
  /** A supplier, which takes the name that is stated last. */
  named(table: string, row: FactRow): void;
  /** An OCDS release, for what is one. */
  release(release: JsonObject): void;
}

export interface Context {
  datasetKey: string;
  sourceKey: string;
  profile: string;
  departments: Departments;
  documents: Documents;
  classifications: Classifications;
  sink: Sink;
  /** A text as it may be disclosed: without numbers of natural persons. */
  clean(text: string): string;
  /** The number of a natural person becomes its mark. */
  identifier(scheme: string | undefined, identifier: string | undefined): string | null;
  /** The row is lost: it is not stored. */
  refuse(record: TableRecord, rule: string, problem: string, cell?: { field: string; value: string }): void;
  tell(problem: TableProblem): void;
  /** Adds to what the report says of the layout. */
  count(
    head: TableHead,
    record: TableRecord,
    sums: readonly { name: string; currency: string | null; text: string }[],
  ): void;
  /** A day that facts of this kind are of. */
  cover(kind: string, day: string | null): void;
  /** Phases that go to `internal`. */
  internalPhases: ReadonlySet<string>;
}

export interface Builder {
  add(record: TableRecord): void;
}

/** A kind of thing that tables hold, and how its rows become facts. */
export interface Noun extends NounSpec {
  /** Called for each head; an empty table states its scope at once. */
  open(head: TableHead, context: Context): Builder;
}

/** Place columns of a row of facts. */
export function placeOf(context: Context, record: TableRecord) {
  return {
    source_key: context.sourceKey,
    sheet: record.sheet ?? null,
    page: record.page ?? null,
    row_number: record.row,
  };
}
