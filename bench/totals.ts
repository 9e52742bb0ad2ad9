/**
 * `budgetTotals` over 1,000,000 budget lines with 2,000,000 amounts, on the public login, beside plain SQL that adds the
 * same amounts and knows no counting rule. Prints the median and the slowest of ten, and the ratio of the medians.
 *
 * Usage: npm run bench -- totals [lines]
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import type { PoolClient } from 'pg';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { openHub } from '../src/db/hub.ts';
import { inRevision } from '../src/db/revision.ts';
import { publicViewer } from '../src/viewer.ts';

const lines = Number(process.argv[2] ?? 1_000_000);
/** Two tables a document, of 500 lines each. */
const documents = Math.max(5, Math.round(lines / 1_000));
const runs = 10;

const base = 'side: expenditure, breakdown: function, book: general, scope: own, phase: final';
const questions = [
  ['the sum of everything', '', '{ sums { amount } }', ''],
  [
    'by year',
    'groupBy: [FISCAL_YEAR]',
    '{ groups { nodes { fiscalYear sums { amount } } } }',
    't.fiscal_year',
  ],
  [
    'by widest class',
    'groupBy: [FUNCTION], functionLevel: 1, first: 30',
    '{ groups { nodes { functionalClass { name } sums { amount } } } }',
    'left(l.function_code, 3)',
  ],
  [
    'one year by widest class',
    'where: { fiscalYear: { in: [2025] } }, groupBy: [FUNCTION], functionLevel: 1, first: 30',
    '{ groups { nodes { functionalClass { name } sums { amount } } } }',
    'left(l.function_code, 3)',
  ],
  [
    'one body and all below it, by year',
    'where: { under: "X-BODY:10" }, groupBy: [FISCAL_YEAR]',
    '{ groups { nodes { fiscalYear sums { amount } } } }',
    't.fiscal_year',
  ],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'sunledger-bench-'));
// For root, PostgreSQL runs as another user, who must be able to enter.
chmodSync(folder, 0o755);
const hub = await openHub({ folder, onProgress: (line) => console.error(line) });
try {
  const started = Date.now();
  await inRevision(hub, { source: 'bench', actor: 'bench' }, fill);
  for (const table of [
    'budget_document',
    'budget_table',
    'budget_line',
    'budget_amount',
    'classification',
    'department',
  ])
    await hub.pool('migrator').query(`VACUUM (ANALYZE) disclosed.${table}`);
  console.error(`${documents * 1_000} lines written in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  await measure();
} finally {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Bodies with five years each: a table by function and one by economic class, approved and final. */
async function fill(client: PoolClient): Promise<void> {
  const bodies = Math.ceil(documents / 5);
  await client.query(
    `INSERT INTO disclosed.dataset (key, name, kind, is_demo) VALUES ('bench', 'bench', 'table', false)`,
  );
  await client.query(
    `INSERT INTO disclosed.department (key, name, parent_key)
     SELECT 'X-BODY:' || n, 'Body ' || n, CASE WHEN n % 10 <> 0 THEN 'X-BODY:' || (n - n % 10) END FROM generate_series(0, $1::int - 1) n`,
    [bodies],
  );
  await client.query(
    `INSERT INTO disclosed.classification_scheme (key, scheme, edition, kind, name, pack_key) VALUES ('fn@1', 'fn', '1', 'functional', 'fn', 'p')`,
  );
  await client.query(
    `INSERT INTO disclosed.classification (key, scheme_key, scheme, edition, kind, code, level, parent_key, name, pack_key)
     SELECT 'fn@1/' || c, 'fn@1', 'fn', '1', 'functional', c, length(c) / 2, CASE WHEN length(c) > 3 THEN 'fn@1/' || left(c, -2) END, 'Class ' || c, 'p'
     FROM (SELECT (200 + a)::text AS c FROM generate_series(1, 25) a
       UNION ALL SELECT (200 + a)::text || lpad(b::text, 2, '0') FROM generate_series(1, 25) a, generate_series(1, 5) b
       UNION ALL SELECT (200 + a)::text || lpad(b::text, 2, '0') || lpad(d::text, 2, '0') FROM generate_series(1, 25) a, generate_series(1, 5) b, generate_series(1, 4) d) x`,
  );
  await client.query(
    `INSERT INTO disclosed.budget_document (key, dataset_key, department_key, fiscal_year, kind, scope)
     SELECT 'bench/X-BODY:' || n / 5 || '/' || y || '/finalAccount/own', 'bench', 'X-BODY:' || n / 5, y, 'finalAccount', 'own'
     FROM generate_series(0, $1::int - 1) n CROSS JOIN LATERAL (SELECT 2021 + n % 5 AS y) year`,
    [documents],
  );
  await client.query(
    `INSERT INTO disclosed.budget_table (key, dataset_key, document_key, department_key, fiscal_year, code, side, breakdown, book, scope)
     SELECT d.key || '/' || b, 'bench', d.key, d.department_key, d.fiscal_year, b, 'expenditure', b, 'general', 'own'
     FROM disclosed.budget_document d, unnest(ARRAY['function', 'economic']) b`,
  );
  await client.query(
    `INSERT INTO disclosed.budget_line (key, dataset_key, document_key, table_key, department_key, fiscal_year, side, breakdown, book, scope, row_kind, position, function_code, function_name, function_key)
     SELECT t.key || '/' || c.code || '#' || c.place, 'bench', t.document_key, t.key, t.department_key, t.fiscal_year, 'expenditure', t.breakdown, 'general', 'own', 'line', c.place, c.code, c.name, c.key
     FROM disclosed.budget_table t, (SELECT code, name, key, row_number() OVER (ORDER BY code) AS place FROM disclosed.classification WHERE level = 3) c`,
  );
  await client.query(
    `INSERT INTO disclosed.budget_amount (key, dataset_key, line_key, table_key, department_key, phase, component, amount, currency, cell)
     SELECT l.key || '/' || p || '/total', 'bench', l.key, l.table_key, l.department_key, p, 'total', l.position * 137.25, 'CNY', 'E7'
     FROM disclosed.budget_line l, unnest(ARRAY['approved', 'final']) p`,
  );
}

async function measure(): Promise<void> {
  console.log(
    '| question | plain SQL, ms | hub, ms | slowest, ms | ratio |\n| --- | --- | --- | --- | --- |',
  );
  for (const [name, args, selection, group] of questions) {
    const source = `{ budgetTotals(${base}, ${args}) ${selection} }`;
    const filter = args.includes('2025')
      ? 'AND t.fiscal_year = 2025'
      : args.includes('under')
        ? `AND t.department_key = ANY (ARRAY(SELECT key FROM disclosed.department WHERE key = 'X-BODY:10' OR parent_key = 'X-BODY:10'))`
        : '';
    const plain = `SELECT ${group || "''"}, a.currency, sum(a.amount) FROM disclosed.budget_table t JOIN disclosed.budget_line l ON l.table_key = t.key JOIN disclosed.budget_amount a ON a.line_key = l.key AND a.table_key = t.key
      WHERE t.side = 'expenditure' AND t.breakdown = 'function' AND t.book = 'general' AND t.scope = 'own' AND l.row_kind = 'line' AND a.phase = 'final' AND a.component = 'total' AND a.period IS NULL ${filter} GROUP BY 1, 2`;
    const limit = await times(() => hub.pool('export').query(plain));
    const ours = await times(async () => {
      const contextValue = {
        hub,
        viewer: publicViewer,
        requestId: 'bench',
        today: '2026-01-01',
        reads: newReadLog(),
      };
      const { errors } = await graphql({ schema: schemaFor('public'), source, contextValue });
      if (errors) throw errors[0]!;
    });
    const middle = (list: number[]) => list[list.length >> 1]!;
    console.log(
      `| ${name} | ${middle(limit).toFixed(0)} | ${middle(ours).toFixed(0)} | ${ours.at(-1)!.toFixed(0)} | ${(middle(limit) / middle(ours)).toFixed(2)} |`,
    );
  }
}

/** Milliseconds of each run, sorted; the first, which plans and reads from disk, is not counted. */
async function times(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const list: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    list.push(performance.now() - started);
  }
  return list.sort((a, b) => a - b);
}
