import type { PoolClient } from 'pg';
import type { FactRow, FactSet } from '../../../publish/facts.ts';
import { storable } from '../../ocds/compile/text.ts';
import type { ImportSource } from '../../ocds/source.ts';

/** Days that the facts of one kind in the file are of. */
export interface Covered {
  kind: string;
  from: string | null;
  to: string | null;
}

/** First and last day of the facts of each kind. */
export class Coverage {
  private readonly kinds = new Map<string, Covered>();

  add(kind: string, day: string | null): void {
    const present = this.kinds.get(kind);
    if (!present) this.kinds.set(kind, { kind, from: day, to: day });
    else if (day !== null) {
      if (present.from === null || day < present.from) present.from = day;
      if (present.to === null || day > present.to) present.to = day;
    }
  }

  list(): Covered[] {
    return [...this.kinds.values()];
  }
}

/** The file as a source, the record of its publication, and what is collected by it. */
export async function sourceRows(
  client: PoolClient,
  {
    datasetKey,
    sourceKey,
    source,
    hash,
    url,
    format,
  }: {
    datasetKey: string;
    sourceKey: string;
    source: ImportSource;
    /** Null where the file also states what is not public. */
    hash: string | null;
    url: string | null;
    format: string;
  },
  covered: readonly Covered[],
): Promise<FactSet> {
  const known = await client.query('SELECT FROM disclosed.source WHERE key = $1', [sourceKey]);
  const moment = new Date().toISOString();
  const rows: Record<string, FactRow[]> = {};
  if (known.rowCount === 0) {
    rows['disclosed.source'] = [
      {
        key: sourceKey,
        dataset_key: datasetKey,
        name: storable(source.name),
        url,
        format,
        size: source.size,
        sha256: hash,
        first_read_at: moment,
      },
    ];
    rows['disclosed.publication'] = [
      {
        key: `import/${sourceKey}`,
        dataset_key: datasetKey,
        kind: 'import',
        subject_type: 'Dataset',
        subject_key: datasetKey,
        basis: 'alreadyPublished',
        source_key: sourceKey,
        source_url: url,
        content_hash: hash,
        published_at: moment,
      },
    ];
  }
  const coverage: FactRow[] = [];
  for (const { kind, from, to } of covered) {
    const key = `${datasetKey}/${kind}`;
    const present = await client.query<{ from: string | null; to: string | null; complete: boolean }>(
      'SELECT from_on::text AS from, to_on::text AS to, is_complete AS complete FROM disclosed.coverage WHERE key = $1',
      [key],
    );
    const before = present.rows[0];
    const days = (values: (string | null | undefined)[]) =>
      values.filter((value) => typeof value === 'string').sort();
    coverage.push({
      key,
      dataset_key: datasetKey,
      kind,
      from_on: days([from, before?.from])[0] ?? null,
      to_on: days([to, before?.to]).at(-1) ?? null,
      is_complete: before?.complete ?? false,
    });
  }
  if (coverage.length > 0) rows['disclosed.coverage'] = coverage;
  return rows;
}
