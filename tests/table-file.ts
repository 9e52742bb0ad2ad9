import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ImportSource, sourceOf } from '../src/importers/ocds/source.ts';
import type { TestHub } from './hub.ts';

/** A profile of an invented publisher: wide lines with two amounts, several bodies and years in one file. */
export const inventedProfile = {
  name: 'invented-lines',
  titleZh: '虚构',
  titleEn: 'Invented lines',
  description: 'Lines of an invented publisher.',
  formats: ['csv'],
  dataset: { key: 'invented', name: 'Invented' },
  constants: { currency: 'EUR', departmentScheme: 'invented-body', documentKind: 'budget', scope: 'own' },
  tables: [
    {
      id: 'lines',
      noun: 'budget',
      unit: 'one',
      constants: { side: 'expenditure', breakdown: 'function', book: 'general' },
      columns: [
        { field: 'fiscalYear', heads: ['year'] },
        { field: 'departmentCode', heads: ['body'] },
        { field: 'departmentName', heads: ['name'] },
        { field: 'functionCode', heads: ['code'] },
        { field: 'label', heads: ['label'] },
        { field: 'amount', heads: ['approved'], set: { phase: 'approved' } },
        { field: 'amount', heads: ['executed'], set: { phase: 'executed' } },
      ],
    },
  ],
} as const;

export interface Line {
  year: number;
  body: number;
  code: number;
  label: string;
  approved: string;
  executed: string;
}

export function profilePath(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sunledger-profile-')), 'invented-lines.json');
  writeFileSync(path, JSON.stringify(inventedProfile));
  return path;
}

export function csvOf(lines: readonly Line[]): string {
  const rows = lines.map(({ year, body, code, label, approved, executed }) =>
    [year, body, `Body ${body}`, code, label, approved, executed].join(','),
  );
  return `${['year,body,name,code,label,approved,executed', ...rows].join('\n')}\n`;
}

export const fileOf = (lines: readonly Line[], name = 'lines.csv'): ImportSource =>
  sourceOf(name, Buffer.from(csvOf(lines)));

/** Rows that look at everything, as the owner. */
export async function rowsOf(
  hub: TestHub,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  return (await hub.pool('migrator').query(text, values)).rows;
}

/** The lines of a dataset as they stand, in the order of their tables. */
export async function standing(hub: TestHub, dataset = 'invented'): Promise<Line[]> {
  return (await rowsOf(
    hub,
    `SELECT l.fiscal_year AS year, split_part(l.department_key, ':', 2)::integer AS body, l.function_code::integer AS code, l.label,
       max(a.amount::text) FILTER (WHERE a.phase = 'approved') AS approved, max(a.amount::text) FILTER (WHERE a.phase = 'executed') AS executed
     FROM disclosed.budget_line l JOIN disclosed.budget_amount a ON a.line_key = l.key
     WHERE l.dataset_key = $1 GROUP BY l.id ORDER BY l.fiscal_year, l.department_key, l.position`,
    [dataset],
  )) as unknown as Line[];
}

/** What a file can change, without what only says when and where it was read. */
export async function factsOf(hub: TestHub): Promise<Record<string, unknown>> {
  const tables = [
    'dataset',
    'department',
    'department_identifier',
    'budget_document',
    'budget_table',
    'budget_line',
    'budget_amount',
  ];
  const facts: Record<string, unknown> = {};
  for (const table of tables)
    facts[table] = await rowsOf(
      hub,
      `SELECT to_jsonb(t) - '{id,from_revision,source_key,row_number,cell,position}'::text[] AS row FROM disclosed.${table} t ORDER BY key`,
    );
  facts.versions = await rowsOf(hub, 'SELECT count(*)::integer AS count FROM disclosed.budget_line_version');
  return facts;
}
