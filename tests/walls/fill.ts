import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ClientBase } from 'pg';
import type { TestHub } from '../hub.ts';
import { type CatalogColumn, type CatalogTable, readCatalog, superuserOf } from './catalog.ts';
import { Random } from './random.ts';

/**
 * Rows for every table of the hub, made from the catalog: a column that is added later is filled as well.
 *
 * Values are few and near each other, so that filters hit and orders tie; every text of `internal` and `sealed` holds
 * the canary word, which no public answer may ever hold.
 */
export const canary = 'CANARYZ';

export type FilledRow = Record<string, string | number | boolean | null | string[]>;
export type Filling = Map<string, FilledRow[]>;

const words = [
  'road',
  'Bridge',
  "O'Brien",
  'salt 100%',
  'paper_clip',
  'school "A"',
  '桥梁',
  '维修 工程',
  '\\back',
];
const amounts = [
  '0',
  '0.10',
  '1000',
  '1000.00',
  '-5.10',
  '2000.5',
  '99999999999999999999.5',
  '0.00000000000000000001',
];
const days = ['2024-02-29', '2025-12-31', '2026-01-01', '2026-03-01', '2026-03-02'];
const instants = [
  '2025-12-31T16:00:00.000Z',
  '2026-01-01T00:00:00.500Z',
  '2026-03-01T08:30:00.001Z',
  '0099-05-05T00:00:00Z',
];

/** Tables whose keys a column names, by the column's name without `_key` or `_keys`. */
const targets: Record<string, string> = {
  dataset: 'dataset',
  process: 'process',
  award: 'award',
  contract: 'contract',
  tender: 'tender',
  party: 'party',
  supplier: 'supplier',
  department: 'department',
  jurisdiction: 'jurisdiction',
  source: 'source',
  release: 'release',
  table: 'budget_table',
  line: 'budget_line',
  edition: 'catalog_edition',
  scheme: 'classification_scheme',
  function: 'classification',
  economic: 'classification',
};
/** Tables whose `parent_key` names another row of the table. */
const trees = ['department', 'jurisdiction', 'classification'];

/** Rows by table. */
export type Sizes = Readonly<Record<string, number>>;

const sizes: Sizes = {
  dataset: 3,
  jurisdiction: 4,
  department: 9,
  supplier: 6,
  process: 14,
  budget_table: 24,
  budget_line: 60,
  budget_amount: 96,
};
const first = [
  'jurisdiction',
  'dataset',
  'department',
  'supplier',
  'process',
  'classification_scheme',
].concat(['classification', 'budget_document', 'budget_table', 'budget_line', 'catalog_edition']);

/** Columns that the database writes itself, and tables that only functions fill. */
const filledIn = new Set(['id', 'from_revision']);
export const isFact = ({ schema, table }: CatalogTable) =>
  schema !== 'hub' && !table.endsWith('_version') && !table.startsWith('revision');

/** Fills every table in one revision; returns the rows as they were written. */
export async function fillHub(hub: TestHub, seed: number, wanted: Sizes = {}): Promise<Filling> {
  const client = await superuserOf(hub);
  const filling = makeRows((await readCatalog(client)).filter(isFact), new Random(seed), wanted);
  await asRevision(client, ['disclosed', 'internal'], async () => {
    for (const [place, rows] of filling) await insertRows(client, place, rows);
  });
  await client.end();
  return filling;
}

/** A revision by the superuser, who can write where no login of the hub can. */
export async function asRevision(
  client: ClientBase,
  schemas: readonly ('disclosed' | 'internal')[],
  work: () => Promise<void>,
): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const schema of schemas) await client.query(`SELECT ${schema}.begin_revision('walls')`);
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

export async function insertRows(
  client: ClientBase,
  place: string,
  rows: readonly FilledRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!)
    .map((column) => `"${column}"`)
    .join(', ');
  await client.query(
    `INSERT INTO ${place} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${place}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** Rows of the tables given, in an order that foreign keys accept. */
export function makeRows(tables: readonly CatalogTable[], random: Random, wanted: Sizes = {}): Filling {
  const keys = new Map<string, string[]>();
  for (const { place, table } of tables) {
    const size = wanted[table] ?? sizes[table] ?? 16;
    keys.set(
      place,
      Array.from({ length: size }, (_, index) => keyOf(table, index)),
    );
  }
  for (const { place, table } of tables) {
    const sibling = /^internal\.(.*)_detail$/.exec(place)?.[1];
    if (sibling)
      keys.set(
        place,
        keys.get(`disclosed.${sibling}`)!.filter(() => random.chance(0.7)),
      );
    else if (place.startsWith('internal.') || place.startsWith('sealed.')) {
      keys.set(
        place,
        keys.get(place)!.map((key) => `${canary}-${table}-${key}`),
      );
    }
  }
  const rank = (table: string) => (first.includes(table) ? first.indexOf(table) : first.length);
  const sorted = [...tables].sort((a, b) => rank(a.table) - rank(b.table));
  const filling: Filling = new Map(
    sorted.map((table) => [
      table.place,
      keys.get(table.place)!.map((key, index) => makeRow(table, key, index, keys, random)),
    ]),
  );
  // An amount stands in the table of its line.
  const tableOf = new Map(filling.get('disclosed.budget_line')?.map((line) => [line.key, line.table_key]));
  for (const place of ['disclosed.budget_amount', 'internal.budget_amount']) {
    for (const row of filling.get(place) ?? []) row.table_key = tableOf.get(row.line_key)!;
  }
  return filling;
}

function keyOf(table: string, index: number): string {
  if (table === 'process') return `ocds-zz-${index}`;
  const odd = ['', "'", '"', '%', '汉', ' space', '\\', ':', 'é'][index % 9];
  return `${table}/${index}${odd}`;
}

function makeRow(
  table: CatalogTable,
  key: string,
  index: number,
  keys: ReadonlyMap<string, string[]>,
  random: Random,
): FilledRow {
  const row: FilledRow = {};
  for (const column of table.columns) {
    if (filledIn.has(column.name)) continue;
    row[column.name] = valueFor(table, column, key, index, keys, random);
  }
  if (table.table === 'dataset') Object.assign(row, datasets[index] ?? { kind: 'ocds', is_demo: false });
  if (table.table === 'process') row.ocid = key;
  for (const name of Object.keys(row)) {
    // An amount and its currency come together, except now and then.
    if (name.endsWith('_currency') && row[name.replace('currency', 'amount')] === null) row[name] = null;
  }
  if (table.place === 'internal.release') {
    const bytes = Buffer.from(JSON.stringify({ ocid: row.ocid, canary }));
    row.content = `\\x${deflateRawSync(bytes).toString('hex')}`;
    row.hash = `\\x${hashOf(index)}`;
    row.release_id = `r${index}`;
    row.ocid = `ocds-zz-${index % 14}`;
  }
  if (table.place === 'disclosed.release') {
    row.release_id = `r${index}`;
    row.ocid = `ocds-zz-${index % 14}`;
    row.content_hash = index % 3 === 0 ? hashOf(index) : null;
  }
  if (table.place === 'disclosed.party_link') row.party_key = keys.get('disclosed.party')![index]!;
  if (table.place === 'internal.submission') Object.assign(row, submission(index));
  // The database holds that approved plus changes is adjusted: changed lines and adjusted amounts are kept apart.
  const changed = keys.get('disclosed.budget_line')?.[0];
  if (table.place === 'disclosed.budget_adjustment') row.line_key = changed!;
  if (table.place === 'disclosed.budget_amount' && row.line_key === changed && row.phase === 'adjusted')
    row.phase = 'final';
  return row;
}

const hashOf = (index: number) => createHash('sha256').update(`release ${index}`).digest('hex');

const datasets: FilledRow[] = [
  { kind: 'ocds', is_demo: false },
  { kind: 'table', is_demo: false },
  { kind: 'demo', is_demo: true },
];

function submission(index: number): FilledRow {
  return {
    state: index % 2 === 0 ? 'draft' : 'submitted',
    basis: 'reviewed',
    is_secret: index % 5 === 0,
    submitted_by: `${canary} Li`,
    reviewed_by: null,
    published_by: null,
    reviewed_at: null,
    published_at: null,
    idempotency_key: `${canary}-${index}`,
  };
}

function valueFor(
  table: CatalogTable,
  column: CatalogColumn,
  key: string,
  index: number,
  keys: ReadonlyMap<string, string[]>,
  random: Random,
): FilledRow[string] {
  const { name, type } = column;
  const isHidden = table.schema !== 'disclosed';
  if (name === 'key') return key;
  if (column.allowed) return random.pick(column.allowed);
  if (name === 'parent_key' && trees.includes(table.table)) {
    // A forest: the superior stands before.
    return index > 1 && random.chance(0.7) ? keys.get(table.place)![random.below(index)]! : null;
  }
  const reference = /(?:^|_)([a-z]+)_keys?$/.exec(name)?.[1];
  const target = reference === undefined ? undefined : keys.get(`disclosed.${targets[reference]}`);
  if (target) {
    if (type === 'text[]') return [...new Set(random.some(target, 3))];
    return column.isNullable && random.chance(0.25) ? null : random.pick(target);
  }
  if (name === 'document_key') {
    const known = keys.get('disclosed.budget_document')!;
    return column.isNullable && random.chance(0.25) ? null : random.pick(known);
  }
  if (name === 'component') return random.pick(['total', 'total', 'total', 'basic']);
  if (name === 'period' && random.chance(0.6)) return null;
  if (name === 'fiscal_year') return column.isNullable && random.chance(0.2) ? null : 2024 + random.below(2);
  if (/^(function|economic|program|project)?_?code$/.test(name) && random.chance(0.8))
    return random.pick(['201', '20101', '2010101', '205', '2050201']);
  if (name === 'import_key') return random.pick(keys.get('internal.import')!);
  if (name === 'parent_key')
    return random.pick(['contract', 'award', 'tender'].flatMap((one) => keys.get(`disclosed.${one}`)!));
  if (name === 'subject_key')
    return random.pick(
      ['contract', 'award', 'tender', 'process', 'budget_line'].flatMap(
        (one) => keys.get(`disclosed.${one}`)!,
      ),
    );
  if (table.table === 'related_process' && name === 'identifier')
    return random.pick(keys.get('disclosed.process')!);
  if (table.table === 'department_identifier' && name === 'identifier') return `id ${index}`;
  if (name === 'sha256') return hashOf(index + (isHidden ? 1000 : 0));
  if (column.isNullable && random.chance(0.25)) return null;
  if (name.endsWith('currency')) return random.pick(['CNY', 'CNY', 'USD']);
  if (name === 'version') return '1.1';
  switch (type) {
    case 'text':
      if (isHidden) return `${canary} ${random.pick(words)}`;
      return ['procurement_method', 'main_procurement_category'].includes(name)
        ? random.pick(['open', 'direct', 'goods', 'works'])
        : random.chance(0.2)
          ? `${random.pick(words)} ${random.pick(words)}`
          : random.pick(words);
    case 'text[]':
      return random.some(words, 3);
    case 'numeric':
      return random.pick(amounts);
    case 'date':
      return random.pick(days);
    case 'timestamp(3) with time zone':
      return random.pick(instants);
    case 'integer':
      return random.below(4);
    case 'bigint':
      return 1 + random.below(5);
    case 'boolean':
      return random.chance(0.5);
    case 'bytea':
      return `\\x${Buffer.from(isHidden ? canary : 'bytes').toString('hex')}`;
    case 'jsonb':
      return isHidden ? `{"word": "${canary}"}` : '{}';
    default:
      throw new Error(`No value for "${table.place}.${name}" of type ${type}`);
  }
}

/** What each column holds, without nulls: filters are made near these. */
export function valuesOf(filling: Filling): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const [place, rows] of filling) {
    for (const column of Object.keys(rows[0] ?? {})) {
      values.set(
        `${place}.${column}`,
        rows.map((row) => row[column]).filter((value) => value !== null),
      );
    }
  }
  return values;
}
