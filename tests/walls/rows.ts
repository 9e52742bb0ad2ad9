import type pg from 'pg';
import type { SchemaName } from '../../src/declare/types.ts';

/** A row in the form in which its values stand in JSON: what the naive executor reads. */
export type PlainRow = Record<string, unknown>;

/** Every row of every table and twin, by place, and the type of each column. */
export interface Store {
  rows: Map<string, PlainRow[]>;
  types: Map<string, Map<string, string>>;
  revisions: Record<'disclosed' | 'internal', { number: bigint; at: string }[]>;
}

/** Loads all with plain `SELECT`s as superuser; values as text where a JS number would lose something. */
export async function loadStore(client: pg.Client): Promise<Store> {
  const { rows: columns } = await client.query<{ place: string; name: string; type: string }>(`
    SELECT n.nspname || '.' || c.relname AS place, a.attname AS name, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('disclosed', 'internal') AND c.relkind = 'r' ORDER BY a.attnum`);
  const types: Store['types'] = new Map();
  for (const { place, name, type } of columns) {
    const table = types.get(place) ?? new Map<string, string>();
    types.set(place, table.set(name, type));
  }
  const rows: Store['rows'] = new Map();
  for (const [place, table] of types) {
    const list = [...table].map(([name, type]) => `${asText(`"${name}"`, type)} AS "${name}"`).join(', ');
    rows.set(place, (await client.query(`SELECT ${list} FROM ${place}`)).rows);
  }
  const revisionsOf = (schema: SchemaName) =>
    rows
      .get(`${schema}.revision`)!
      .map(({ number, at }) => ({ number: BigInt(String(number)), at: String(at) }));
  return {
    rows,
    types,
    revisions: { disclosed: revisionsOf('disclosed'), internal: revisionsOf('internal') },
  };
}

function asText(column: string, type: string): string {
  if (type === 'timestamp with time zone')
    return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return ['numeric', 'bigint', 'date', 'jsonb', 'bytea'].includes(type) ? `${column}::text` : column;
}

/** Compares two values of a column; null is not among them. */
export function compareValues(a: unknown, b: unknown, type: string): number {
  if (type === 'numeric') return compareDecimals(String(a), String(b));
  if (type === 'bigint') return Number(BigInt(String(a)) - BigInt(String(b)));
  if (type === 'integer') return (a as number) - (b as number);
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function compareDecimals(a: string, b: string): number {
  const scaled = (text: string) => {
    const [whole, fraction = ''] = text.replace('-', '').split('.');
    return BigInt(`${whole}${fraction.padEnd(30, '0')}`) * (text.startsWith('-') ? -1n : 1n);
  };
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
