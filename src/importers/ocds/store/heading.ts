import type { PoolClient } from 'pg';
import type { FactRow, FactSet } from '../../../publish/facts.ts';
import { storable } from '../compile/text.ts';
import type { PackageMeta } from '../types.ts';
import type { Span } from './chunk.ts';

/** A publisher's data, as the caller names it; what is not given is taken from the packages. */
export interface DatasetFields {
  key: string;
  kind?: 'ocds' | 'table' | 'demo' | undefined;
  name?: string | undefined;
  nameZh?: string | undefined;
  nameEn?: string | undefined;
  publisherName?: string | undefined;
  license?: string | undefined;
  jurisdictionKey?: string | undefined;
  sourceUrl?: string | undefined;
  timeZone?: string | undefined;
}

/** The file that is read. */
export interface SourceFile {
  name: string;
  sha256: string;
  size: number;
  url?: string | undefined;
}

const text = (value: string | undefined) => (value?.trim() ? storable(value.trim()) : null);

/** Rows that stand above the processes of an import. Each is stated only where it says something new. */
export class Heading {
  constructor(
    private readonly fields: DatasetFields,
    private readonly file: SourceFile,
    private readonly sourceKey: string,
    private readonly isComplete: boolean,
  ) {}

  /**
   * The dataset. What it says already stays: later files only add what is missing, so that a dataset is not renamed
   * with every file. Empty when there is nothing to add.
   */
  async dataset(client: PoolClient, meta: PackageMeta | null): Promise<FactRow[]> {
    const { rows } = await client.query<Record<string, string | boolean | null>>(
      `SELECT key, name, name_zh, name_en, kind, is_demo, publisher_name, publisher_scheme, publisher_identifier,
         publisher_uri, license, publication_policy, jurisdiction_key, source_url, time_zone
       FROM disclosed.dataset WHERE key = $1`,
      [this.fields.key],
    );
    const present = rows[0];
    const { fields } = this;
    const publisher = text(fields.publisherName ?? meta?.publisher?.name);
    const known = text(fields.name) ?? publisher;
    const stated: Record<string, string | boolean | null> = {
      key: fields.key,
      name: known ?? fields.key,
      name_zh: text(fields.nameZh),
      name_en: text(fields.nameEn),
      kind: fields.kind ?? 'ocds',
      is_demo: fields.kind === 'demo',
      publisher_name: publisher,
      publisher_scheme: text(meta?.publisher?.scheme),
      publisher_identifier: text(meta?.publisher?.uid),
      publisher_uri: text(meta?.publisher?.uri),
      license: text(fields.license ?? meta?.license),
      publication_policy: text(meta?.publicationPolicy),
      jurisdiction_key: text(fields.jurisdictionKey),
      source_url: text(fields.sourceUrl),
      time_zone: text(fields.timeZone),
    };
    if (!present) return [stated];
    const filled: Record<string, string | boolean | null> = { ...present };
    for (const [column, value] of Object.entries(stated)) filled[column] ??= value;
    if (present.name === fields.key && known) filled.name = known;
    return Object.keys(filled).some((column) => filled[column] !== present[column]) ? [filled] : [];
  }

  /** The source, its publication record and the coverage, from the first chunk that brings something. */
  async rest(
    client: PoolClient,
    { merged, stated }: { merged: Span; stated: Span },
    at: Date,
  ): Promise<FactSet> {
    const known = await client.query('SELECT FROM disclosed.source WHERE key = $1', [this.sourceKey]);
    const { key } = this.fields;
    const moment = at.toISOString();
    const source: FactRow = {
      key: this.sourceKey,
      dataset_key: key,
      name: storable(this.file.name),
      url: this.file.url ?? null,
      format: 'ocds',
      size: this.file.size,
      sha256: this.file.sha256,
      first_read_at: moment,
    };
    const publication: FactRow = {
      key: `import/${this.sourceKey}`,
      dataset_key: key,
      kind: 'import',
      subject_type: 'Dataset',
      subject_key: key,
      basis: 'alreadyPublished',
      source_key: this.sourceKey,
      source_url: this.file.url ?? null,
      content_hash: this.file.sha256,
      published_at: moment,
    };
    return {
      ...(known.rowCount === 0
        ? { 'disclosed.source': [source], 'disclosed.publication': [publication] }
        : {}),
      'disclosed.coverage': [await this.coverage(client, this.isComplete ? stated : merged)],
    };
  }

  /**
   * A claim to be complete covers the days that its own file states, in a row of its own: neither what other files
   * brought nor the time between two such files becomes complete by it.
   */
  private async coverage(client: PoolClient, days: Span): Promise<FactRow> {
    const coverage = `${this.fields.key}/process${this.isComplete ? `/${this.file.sha256}` : ''}`;
    const { rows } = await client.query<Span>(
      'SELECT from_on AS "from", to_on AS "to" FROM disclosed.coverage WHERE key = $1',
      [coverage],
    );
    const present = rows[0];
    const bound = (values: (string | null | undefined)[]) =>
      values.filter((value) => typeof value === 'string').sort();
    return {
      key: coverage,
      dataset_key: this.fields.key,
      kind: 'process',
      from_on: bound([days.from, present?.from])[0] ?? null,
      to_on: bound([days.to, present?.to]).at(-1) ?? null,
      is_complete: this.isComplete,
    };
  }
}
