import { interpret } from '../src/importers/table/profile/interpret.ts';
import type { Profile, TableLayout } from '../src/importers/table/profile/types.ts';
import type {
  Merge,
  NounSpec,
  SheetRow,
  TableFile,
  TableFormat,
  TableHead,
  TableProblem,
  TableRecord,
} from '../src/importers/table/types.ts';

/** A sheet as a test writes it: rows of cells, null where a cell is one with another. */
export interface TestSheet {
  name?: string;
  title?: string;
  unit?: string;
  merges?: Merge[];
  rows: readonly (readonly (string | null)[])[];
  pages?: readonly number[];
}

export function fileOf(
  sheets: readonly TestSheet[],
  more: { format?: TableFormat; metadata?: Record<string, string>; batch?: number } = {},
): TableFile {
  const batch = more.batch ?? 7;
  return {
    format: more.format ?? 'csv',
    encoding: 'utf-8',
    metadata: more.metadata ?? {},
    async *sheets() {
      for (const [position, sheet] of sheets.entries()) {
        const rows: SheetRow[] = sheet.rows.map((cells, at) => ({
          number: at + 1,
          cells: cells.map((cell) => cell ?? ''),
          ...(sheet.pages?.[at] === undefined ? {} : { page: sheet.pages[at] }),
        }));
        yield {
          name: sheet.name ?? `sheet ${position + 1}`,
          title: sheet.title,
          unit: sheet.unit,
          merges: sheet.merges ?? [],
          async *rows() {
            for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
          },
        };
      }
    },
    close: async () => {},
  };
}

export interface Outcome {
  heads: TableHead[];
  records: (TableRecord & { layout: string })[];
  problems: TableProblem[];
}

export async function read(
  profile: Profile,
  file: TableFile,
  more: {
    parameters?: Record<string, string>;
    fileName?: string;
    nouns?: ReadonlyMap<string, NounSpec>;
  } = {},
): Promise<Outcome> {
  const outcome: Outcome = { heads: [], records: [], problems: [] };
  const parts = interpret(file, profile, {
    parameters: more.parameters ?? {},
    fileName: more.fileName ?? 'file.csv',
    report: (problem) => outcome.problems.push(problem),
    batchRows: 3,
    ...(more.nouns ? { nouns: more.nouns } : {}),
  });
  for await (const part of parts) {
    if (part.kind === 'table') outcome.heads.push(part.head);
    else outcome.records.push(...part.records.map((record) => ({ ...record, layout: part.layout })));
  }
  return outcome;
}

/** A profile of layouts, with what every profile must say. */
export function profileOf(tables: readonly TableLayout[], more: Partial<Profile> = {}): Profile {
  return {
    name: 'test',
    titleZh: '测试',
    titleEn: 'Test',
    description: 'For a test.',
    formats: ['csv'],
    tables,
    ...more,
  };
}

/** A table of codes, names and one amount, as most budgets are. */
export function budgetLayout(more: Partial<TableLayout> = {}): TableLayout {
  return {
    id: 'by-function',
    noun: 'budget',
    columns: [
      { field: 'functionCode', heads: ['Code'], isRequired: true },
      { field: 'functionName', heads: ['Name'] },
      { field: 'amount', heads: ['Amount'], isRequired: true },
    ],
    unit: 'one',
    ...more,
  };
}

export function rulesOf(outcome: Outcome): string[] {
  return outcome.problems.map((problem) => `${problem.severity} ${problem.rule}`);
}

export function problem(outcome: Outcome, rule: string): TableProblem {
  const found = outcome.problems.find((one) => one.rule === rule);
  if (!found) throw new Error(`no problem "${rule}", only ${rulesOf(outcome).join(', ') || 'none'}`);
  return found;
}

/** Texts of the amounts that count, in order. */
export function counted(outcome: Outcome, field = 'amount'): string[] {
  return outcome.records
    .filter((record) => record.kind === 'line')
    .flatMap((record) => record.values.filter((value) => value.field === field).map((value) => value.text));
}
