import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Decimal } from 'decimal.js';
import { openHub } from '../src/db/hub.ts';
import type { Hub } from '../src/db/types.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { manchester, monthlyLists } from '../tests/real/plain-payments.ts';
import {
  budgetDocuments,
  finalDocuments,
  type PlainTable,
  readFunctionRows,
  readTables,
} from '../tests/real/plain-putuo.ts';
import { realBudgets } from '../tests/real/plain-tables.ts';
import { plainAwards, plainCandidates } from '../tests/real/plain-yichang.ts';
import { sharedData } from '../tests/shared-folder.ts';

/**
 * Imports every real file of tables into one fresh hub and prints a table in Markdown: for each file, table and phase
 * what was read, stored and left out, the sum of what is stored, and how far it is from a plain reading of the file
 * (sum over all years, components and periods of the absolute differences). `table-real.ts [WORDS]`: only files whose
 * name contains them.
 */
interface Line {
  table: string;
  phase: string;
  /** Rows of the file that say something, by the plain reading: of the table, or of the whole file. */
  read: number;
  /** Rows that are stored and counted. */
  rows: number;
  amounts: number;
  /** Key of a sum → sum; from the hub and from the plain reading. */
  stored: Record<string, string>;
  plain: Record<string, string>;
}

const wanted = process.argv[2] ?? '';
let worst = new Decimal(0);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-tables-'));
  process.env.SUNLEDGER_DATA = folder;
  const hub = await openHub({ onProgress: (line) => console.error(line) });
  try {
    console.log(
      '| file | table | phase | rows read | rows counted | amounts | quarantined | sums | total | plain reading | difference |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    const putuo = 'budgets/china-shanghai-putuo';
    for (const document of [...budgetDocuments, ...finalDocuments]) {
      const profile = finalDocuments.includes(document) ? 'putuo-final' : 'putuo-budget';
      await measure(hub, `${putuo}/tables/${document}.json`, profile, (source) =>
        tablesOf(hub, source, readTables(document)),
      );
    }
    await measure(hub, `${putuo}/functional-rows.csv`, 'putuo-function-rows', (source) =>
      tablesOf(hub, source, readFunctionRows()),
    );
    for (const { file, profile, plain } of realBudgets)
      await measure(hub, file, profile, async (source) => byPhase(await amountsOf(hub, source), plain()));
    for (const { file, profile, plain } of [manchester, ...monthlyLists()])
      await measure(hub, file, profile, async (source) => {
        const { byYear, rows } = plain();
        return [{ ...line('payments', 'paid', await paymentsOf(hub, source)), plain: byYear, read: rows }];
      });
    const yichang = 'procurement/china-yichang';
    await measure(hub, `${yichang}/awards.jsonl.gz`, 'yichang-awards', async (source) => {
      const { notices, sum } = plainAwards();
      const own = await pricesOf(hub, 'award', source);
      return [{ ...line('awards', 'awarded', own), plain: { total: sum }, read: notices }];
    });
    await measure(hub, `${yichang}/bid-candidates.jsonl`, 'yichang-candidates', async (source) => {
      const { rows, sum } = plainCandidates();
      return [
        { ...line('bids', 'bid', await pricesOf(hub, 'bid', source)), plain: { total: sum }, read: rows },
      ];
    });
    console.log(`\nLargest difference: ${worst.toFixed(2)}`);
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  hub: Hub,
  file: string,
  profile: string,
  linesOf: (source: string) => Promise<Line[]>,
): Promise<void> {
  if (!file.includes(wanted)) return;
  const source = await openSource(sharedData(file));
  let report: TableReport;
  try {
    report = await importTable(hub, source, { profile, onBadRow: 'quarantine' });
  } finally {
    await source.close();
  }
  if (report.state !== 'complete') console.error(`${file}: ${report.state}: ${report.lost.join('; ')}`);
  for (const { table, phase, read, rows, amounts, stored, plain } of await linesOf(
    `${report.dataset}/${report.sha256}`,
  )) {
    const difference = differenceOf(stored, plain);
    if (difference.gt(worst)) worst = difference;
    console.log(
      `| ${basename(file)} | ${table} | ${phase} | ${read} | ${rows} | ${amounts} | ${report.quarantined} | ${Object.keys(plain).length} | ${total(stored)} | ${total(plain)} | ${difference.toFixed(2)} |`,
    );
  }
}

/** `count: sum` or a sum alone. */
const amountOf = (text: string | undefined) => new Decimal(text?.split(': ').at(-1) ?? 0);
/** What the amounts called total add up to, over all years; of a file that has only parts, the parts. */
function total(sums: Record<string, string>): string {
  const whole = Object.keys(sums).filter((key) => /(^|\/)total\/?$/.test(key));
  const keys = whole.length > 0 ? whole : Object.keys(sums);
  return keys.reduce((all, key) => all.plus(amountOf(sums[key])), new Decimal(0)).toFixed();
}

function differenceOf(one: Record<string, string>, other: Record<string, string>): Decimal {
  let all = new Decimal(0);
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
    all = all.plus(amountOf(one[key]).minus(amountOf(other[key])).abs());
  return all;
}

interface Sum {
  key: string;
  rows: string;
  amounts: string;
  sum: string;
}

const line = (table: string, phase: string, sums: readonly Sum[]): Line => ({
  table,
  phase,
  read: 0,
  rows: sums.reduce((all, { rows }) => all + Number(rows), 0),
  amounts: sums.reduce((all, { amounts }) => all + Number(amounts), 0),
  stored: Object.fromEntries(sums.map(({ key, sum }) => [key, sum])),
  plain: {},
});

async function query(hub: Hub, text: string, source: string): Promise<Sum[]> {
  const { rows } = await hub.pool('writer').query<Sum>(text, [source]);
  return rows;
}

/** Year, phase, component and period of counted amounts of one file. */
const amountsOf = (hub: Hub, source: string) =>
  query(
    hub,
    `SELECT concat_ws('/', l.fiscal_year, a.phase, a.component, coalesce(a.period, '')) AS key,
            count(DISTINCT l.key) AS rows, count(*) AS amounts, trim_scale(sum(a.amount))::text AS sum
     FROM disclosed.budget_line l JOIN disclosed.budget_amount a ON a.line_key = l.key
     WHERE l.source_key = $1 AND l.row_kind = 'line' GROUP BY 1 ORDER BY 1`,
    source,
  );

const paymentsOf = (hub: Hub, source: string) =>
  query(
    hub,
    `SELECT extract(year FROM paid_on)::text AS key, count(*) AS rows, count(value_amount) AS amounts,
            trim_scale(sum(value_amount))::text AS sum
     FROM disclosed.payment WHERE source_key = $1 GROUP BY 1 ORDER BY 1`,
    source,
  );

/** Prices that are rates or sentences are rows without an amount. */
const pricesOf = (hub: Hub, table: 'award' | 'bid', source: string) =>
  query(
    hub,
    `SELECT 'total' AS key, count(*) AS rows, count(value_amount) AS amounts, trim_scale(sum(value_amount))::text AS sum
     FROM disclosed.${table} WHERE dataset_key = regexp_replace($1, '/[0-9a-f]{64}$', '')`,
    source,
  );

function byPhase(sums: readonly Sum[], plain: { rows: number; amounts: Record<string, string> }): Line[] {
  const phaseOf = (key: string) => key.split('/')[1]!;
  const phases = new Set([
    ...sums.map(({ key }) => phaseOf(key)),
    ...Object.keys(plain.amounts).map(phaseOf),
  ]);
  return [...phases].sort().map((phase) => ({
    ...line(
      'lines',
      phase,
      sums.filter(({ key }) => phaseOf(key) === phase),
    ),
    read: plain.rows,
    plain: Object.fromEntries(Object.entries(plain.amounts).filter(([key]) => phaseOf(key) === phase)),
  }));
}

/** Tables of statutory documents, each beside its plain reading. */
async function tablesOf(hub: Hub, source: string, plain: readonly PlainTable[]): Promise<Line[]> {
  const sums = await query(
    hub,
    `SELECT concat_ws('|', t.document_key, t.code, a.phase, a.component) AS key,
            count(DISTINCT l.key) AS rows, count(*) AS amounts, trim_scale(sum(a.amount))::text AS sum
     FROM disclosed.budget_line l
     JOIN disclosed.budget_table t ON t.key = l.table_key
     JOIN disclosed.budget_amount a ON a.line_key = l.key
     WHERE l.source_key = $1 AND l.row_kind = 'line' GROUP BY 1 ORDER BY 1`,
    source,
  );
  const counts = await query(
    hub,
    `SELECT concat_ws('|', t.document_key, t.code, a.phase) AS key, count(DISTINCT l.key) AS rows
     FROM disclosed.budget_line l
     JOIN disclosed.budget_table t ON t.key = l.table_key
     JOIN disclosed.budget_amount a ON a.line_key = l.key
     WHERE l.source_key = $1 AND l.row_kind = 'line' GROUP BY 1`,
    source,
  );
  const lines: Line[] = [];
  for (const table of plain.filter(({ lines: counted }) => counted > 0)) {
    const isOf = ({ key }: Sum) => {
      const [document, code, phase] = key.split('|') as [string, string, string];
      return code === table.table && phase === table.phase && isDocument(document, table.document);
    };
    const own = sums.filter(isOf).map((one) => ({ ...one, key: one.key.split('|').at(-1)! }));
    const rows = Number(counts.find(isOf)?.rows ?? 0);
    lines.push({
      ...line(`${table.document}: ${table.table}`, table.phase, own),
      rows,
      read: table.lines,
      plain: table.sums,
    });
  }
  return lines;
}

/** Whether the hub's document is the published one: of that year, of the department with its units or the unit alone. */
function isDocument(key: string, name: string): boolean {
  const [body, kind, year] = name.split('-') as [string, string, string];
  const names: Record<string, string> = { commerce: '商务委员会', wanli: '万里街道', finance: '财政局' };
  return (
    key.includes(names[body]!) &&
    key.includes(`/${year}/`) &&
    key.endsWith(kind === 'unit' ? '/own' : '/consolidated')
  );
}

await main();
