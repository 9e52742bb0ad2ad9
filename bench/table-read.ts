import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSource } from '../src/importers/ocds/source.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { writeWorkbook, writeZip } from '../src/importers/table/write/xlsx.ts';

/**
 * Reading tables and nothing else, each file in a process of its own: `bench/table-read.ts [ROWS]` (default 200000).
 * CSV, a workbook with texts in its cells and one with shared texts as spreadsheet programs write them. Seconds are
 * those of the processor, so that other programs of the machine do not count. The goal is 400,000 cells a second from
 * CSV and 512 MB for the workbooks.
 */
export interface TableReadMeasure {
  file: string;
  megabytes: number;
  rows: number;
  cells: number;
  seconds: number;
  cpuSeconds: number;
  peak: number;
}

const HEADS = ['code', 'name', 'body', 'approved', 'adjusted', 'executed', 'note', 'decided'];

function row(index: number): string[] {
  const cents = String(index % 100).padStart(2, '0');
  return [
    String(2_010_000 + index),
    `项目名称第${index}号`,
    `Body ${index % 300}`,
    `${index * 7}.${cents}`,
    String(index),
    `${index * 3}.${cents}`,
    `A note about line ${index}, with some words`,
    '2025-01-02',
  ];
}

export async function measureTableRead(rows = 200_000): Promise<TableReadMeasure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-bench-'));
  try {
    const all = Array.from({ length: rows }, (_, index) => row(index));
    const csv = all.map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','));
    writeFileSync(join(folder, 'table.csv'), `${[HEADS.join(','), ...csv].join('\n')}\n`);
    writeFileSync(join(folder, 'inline.xlsx'), await inlineWorkbook(all));
    writeFileSync(join(folder, 'shared.xlsx'), sharedWorkbook(all));
    const measures: TableReadMeasure[] = [];
    for (const name of ['table.csv', 'inline.xlsx', 'shared.xlsx']) {
      const file = join(folder, name);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(import.meta.url), '--read', file],
        { cwd: resolve(import.meta.dirname, '..') },
      );
      measures.push({ file: name, megabytes: statSync(file).size / 1e6, ...JSON.parse(stdout) });
    }
    return measures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isNumber = (cell: string): boolean => /^\d+\.?\d*$/.test(cell);

function inlineWorkbook(rows: readonly string[][]): Promise<Buffer> {
  const cells = rows.map((texts) => texts.map((text) => (isNumber(text) ? { number: text } : text)));
  return writeWorkbook([{ name: 'lines', rows: [HEADS, ...cells] }]);
}

function sharedWorkbook(rows: readonly string[][]): Buffer {
  const numbers = new Map<string, number>();
  const cell = (text: string, column: number, index: number): string => {
    const reference = `${String.fromCharCode(65 + column)}${index + 1}`;
    if (isNumber(text)) return `<c r="${reference}"><v>${text}</v></c>`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return `<c r="${reference}" t="s"><v>${number}</v></c>`;
  };
  const xml = [HEADS, ...rows].map(
    (cells, index) =>
      `<row r="${index + 1}">${cells.map((text, column) => cell(text, column, index)).join('')}</row>`,
  );
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${target.replace(/.*\/|\d*\.xml$/g, '')}" Target="${target}"/>`;
  const parts: [string, string][] = [
    ['[Content_Types].xml', '<Types/>'],
    [
      'xl/workbook.xml',
      `<workbook xmlns:r="${relations}"><sheets><sheet name="lines" sheetId="1" r:id="a"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships><Relationship Id="a" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>${relation('b', 'sharedStrings.xml')}</Relationships>`,
    ],
    ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${xml.join('')}</sheetData></worksheet>`],
    [
      'xl/sharedStrings.xml',
      `<sst>${[...numbers.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    ],
  ];
  return writeZip(parts.map(([name, text]) => [name, Buffer.from(text)]));
}

/** In the process of its own. */
async function readOne(path: string): Promise<Omit<TableReadMeasure, 'file' | 'megabytes'>> {
  const started = performance.now();
  const before = process.cpuUsage();
  const report = (): void => {};
  const file = await openTableFile(await openSource(path), { report });
  let rows = 0;
  let cells = 0;
  for await (const sheet of file.sheets()) {
    for await (const batch of sheet.rows()) {
      rows += batch.length;
      for (const { cells: own } of batch) cells += own.length;
    }
  }
  await file.close();
  const { user, system } = process.cpuUsage(before);
  return {
    rows,
    cells,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

export function tableReadMarkdown(measures: readonly TableReadMeasure[]): string {
  const lines = measures.map(
    ({ file, megabytes, rows, cells, seconds, cpuSeconds, peak }) =>
      `| ${file} | ${megabytes.toFixed(1)} | ${rows} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${(cells / cpuSeconds / 1000).toFixed(0)} | ${(peak / 1e6).toFixed(0)} |`,
  );
  return [
    '| file | MB | rows | s | processor s | thousand cells per processor second | peak MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [flag, path] = process.argv.slice(2);
  if (flag === '--read' && path !== undefined) console.log(JSON.stringify(await readOne(path)));
  else console.log(tableReadMarkdown(await measureTableRead(flag === undefined ? undefined : Number(flag))));
}
