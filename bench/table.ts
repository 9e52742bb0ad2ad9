import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parse } from 'csv-parse';
import { from as copyFrom } from 'pg-copy-streams';
import { openHub } from '../src/db/hub.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { rowsOf } from './copy.ts';

/**
 * The tabular import next to its limit, in one run: `bench/table.ts [LINES]` (default 400000). Makes a file of budget
 * lines with codes and two amounts each, imports a quarter of it and then the whole in processes of their own, then
 * measures what cannot be avoided: reading the same CSV and nothing else, and COPY of the same rows into empty tables
 * with the same columns and indexes. The goal is 20,000 lines a second, memory that does not grow with the lines, and
 * a workbook of 200,000 rows within 512 MB. Prints Markdown.
 */
const lines = Number(process.argv[2] ?? 400_000);
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'sunledger-bench-'));
const run = promisify(execFile);

const profile = {
  name: 'bench-budget',
  titleZh: '基准',
  titleEn: 'Bench',
  description: 'Budget lines for the bench.',
  formats: ['csv', 'xlsx'],
  constants: { currency: 'EUR', departmentScheme: 'bench-body', documentKind: 'budget', scope: 'own' },
  tables: [
    {
      id: 'lines',
      noun: 'budget',
      unit: 'one',
      constants: { side: 'expenditure', breakdown: 'function', book: 'general' },
      columns: [
        { field: 'fiscalYear', heads: ['year'] },
        { field: 'departmentCode', heads: ['body'] },
        { field: 'departmentName', heads: ['body name'] },
        { field: 'functionCode', heads: ['function'] },
        { field: 'functionName', heads: ['function name'] },
        { field: 'economicCode', heads: ['economic'] },
        { field: 'economicName', heads: ['economic name'] },
        { field: 'amount', heads: ['approved'], set: { phase: 'approved' } },
        { field: 'amount', heads: ['executed'], set: { phase: 'executed' } },
      ],
    },
  ],
};
const heads = [
  'year',
  'body',
  'body name',
  'function',
  'function name',
  'economic',
  'economic name',
  'approved',
  'executed',
];

/** Every line its own codes; 2,000 lines a body and year. */
function row(index: number): string[] {
  const table = Math.floor(index / 2000);
  const within = index % 2000;
  const code = 1_000_000 + Math.floor(within / 20);
  const economic = 30_101 + (within % 20);
  return [
    String(2001 + (table % 20)),
    String(100 + Math.floor(table / 20)),
    `Body number ${100 + Math.floor(table / 20)}`,
    String(code),
    `Function ${code}`,
    String(economic),
    `Economic class ${economic}`,
    `${(index * 7919) % 10_000_000}.${String(index % 100).padStart(2, '0')}`,
    `${(index * 6113) % 10_000_000}.${String((index + 13) % 100).padStart(2, '0')}`,
  ];
}

async function writeCsv(path: string, count: number): Promise<void> {
  const stream = createWriteStream(path);
  let piece = `${heads.join(',')}\n`;
  for (let index = 0; index < count; index++) {
    piece += `${row(index).join(',')}\n`;
    if (piece.length < 1 << 20) continue;
    if (!stream.write(piece)) await new Promise<void>((done) => stream.once('drain', () => done()));
    piece = '';
  }
  stream.end(piece);
  await finished(stream);
}

interface Measured {
  seconds: number;
  peak: number;
  state: string;
  lost: string[];
  lines: number;
}

async function measure(data: string, file: string): Promise<Measured> {
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', join(root, 'bench/table-child.ts'), file, join(folder, 'profile.json'), 'bench'],
    { cwd: root, env: { ...process.env, SUNLEDGER_DATA: join(folder, data) }, maxBuffer: 1 << 28 },
  );
  const measured = JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured;
  if (measured.state !== 'complete') throw new Error(`The import was not whole: ${measured.lost.join('; ')}`);
  return measured;
}

async function readAlone(path: string): Promise<number> {
  const started = performance.now();
  for await (const _ of createReadStream(path, { highWaterMark: 1 << 20 }).pipe(parse())) {
    // Reading is all.
  }
  return (performance.now() - started) / 1000;
}

async function copyAlone(data: string): Promise<number> {
  const hub = await openHub({ folder: join(folder, data) });
  const [reader, writer] = [await hub.pool('writer').connect(), await hub.pool('migrator').connect()];
  let seconds = 0;
  try {
    for (const table of ['disclosed.budget_line', 'disclosed.budget_amount']) {
      const pieces = await rowsOf(reader, table);
      await writer.query(`CREATE TABLE disclosed.copied (LIKE ${table} INCLUDING ALL EXCLUDING IDENTITY)`);
      const started = performance.now();
      await pipeline(pieces, writer.query(copyFrom('COPY disclosed.copied FROM STDIN')));
      seconds += (performance.now() - started) / 1000;
      await writer.query('DROP TABLE disclosed.copied');
    }
  } finally {
    reader.release();
    writer.release();
    await hub.close();
  }
  return seconds;
}

const line = (name: string, file: string, measured: Measured, limit: number | null) =>
  console.log(
    `| ${name} | ${(statSync(file).size / 1e6).toFixed(0)} MB | ${measured.lines} | ${measured.seconds.toFixed(1)} | ${Math.round(measured.lines / measured.seconds)} | ${(measured.peak / 1e6).toFixed(0)} | ${limit === null ? '' : (limit / measured.seconds).toFixed(2)} |`,
  );

try {
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
  const [small, large, book] = [
    join(folder, 'small.csv'),
    join(folder, 'large.csv'),
    join(folder, 'book.xlsx'),
  ];
  await writeCsv(small, lines / 4);
  await writeCsv(large, lines);
  console.log('| file | size | lines | s | lines/s | peak MB | ratio to parse + COPY |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  line('CSV, a quarter', small, await measure('small', small), null);
  const whole = await measure('large', large);
  const limit = (await readAlone(large)) + (await copyAlone('large'));
  line('CSV', large, whole, limit);
  line('the same again', large, await measure('large', large), null);
  const table = [heads, ...Array.from({ length: 200_000 }, (_, index) => row(index))];
  writeFileSync(book, await writeWorkbook([{ name: 'lines', rows: table }]));
  line('XLSX', book, await measure('book', book), null);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
