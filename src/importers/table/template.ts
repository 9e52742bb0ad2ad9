import { HubError } from '../../errors.ts';
import { nouns } from './nouns/index.ts';
import { loadProfile } from './profile/load.ts';
import type { ColumnSpec, HeadPath, Profile, TableLayout } from './profile/types.ts';
import type { FieldSpec, FieldType, Merge, NounSpec } from './types.ts';
import { type SheetContent, writeWorkbook } from './write/xlsx.ts';

/**
 * A workbook to fill. Of a noun: one sheet with every field, heads in Chinese and English. Of a profile: one sheet for
 * each table that it reads. A last sheet explains the fields; what is an example stands there, so that no invented row
 * waits to be imported with the real ones.
 */
export async function template(name: string): Promise<Buffer> {
  const noun = nouns.get(name);
  return writeWorkbook(noun ? ofNoun(noun) : ofProfile(await loadProfile(name)));
}

function ofNoun(noun: NounSpec): SheetContent[] {
  return [
    {
      name: noun.titleZh,
      rows: [noun.fields.map(headOf)],
      widths: noun.fields.map((field) => widthOf(headOf(field))),
    },
    explanation([noun]),
  ];
}

/** In both languages. Money names its unit, because it is refused without one: whoever fills in 万元 writes so. */
const headOf = ({ headZh, headEn, type }: FieldSpec) =>
  `${headZh} ${headEn}${type === 'money' ? '（元）' : ''}`;

const widthOf = (head: string) =>
  Math.min(
    40,
    [...head].reduce((width, sign) => width + (sign > '\u2e80' ? 2 : 1), 2),
  );

const typeWords: Readonly<Record<FieldType, string>> = {
  text: '文字 text',
  code: '代码 code',
  integer: '整数 whole number',
  decimal: '数字 number',
  money: '金额 money',
  date: '日期 date',
  year: '年度 year',
  boolean: '是/否 yes/no',
  enum: '选项 one of',
};

const examples: Readonly<Record<FieldType, string>> = {
  text: '',
  code: '',
  integer: '12',
  decimal: '1.5',
  money: '1234.56',
  date: '2025-01-31',
  year: '2025',
  boolean: '是',
  enum: '',
};

function explanation(used: readonly NounSpec[]): SheetContent {
  const rows: string[][] = [
    [
      '表 Table',
      '列 Column',
      'Column',
      '字段 Field',
      '必填 Required',
      '类型 Type',
      '可填的值 Values',
      '例 Example',
      '说明 Description',
    ],
  ];
  for (const noun of used) {
    for (const field of noun.fields) {
      const values = Object.entries(field.values ?? {}).map(([code, words]) =>
        words[0] ? `${code}（${words[0]}）` : code,
      );
      rows.push([
        noun.name,
        headOf(field),
        field.name,
        field.isRequired ? '是 yes' : '',
        typeWords[field.type],
        values.join('、'),
        field.type === 'enum' ? (Object.keys(field.values ?? {})[0] ?? '') : examples[field.type],
        field.description,
      ]);
    }
  }
  return { name: '说明 Fields', rows, widths: [18, 36, 20, 12, 20, 50, 16, 70] };
}

function ofProfile(profile: Profile): SheetContent[] {
  const sheets = profile.tables.map((layout) => sheetOf(layout, nounOf(layout, profile)));
  const used = [...new Set(profile.tables.map((layout) => nounOf(layout, profile)))];
  return [...sheets, explanation(used)];
}

function nounOf(layout: TableLayout, profile: Profile): NounSpec {
  const noun = nouns.get(layout.noun);
  if (!noun) throw new HubError('BAD_INPUT', `Profile "${profile.name}": noun "${layout.noun}" is unknown`);
  return noun;
}

/** The table as the profile reads it: title, unit, heads one above the other, and room for rows. */
function sheetOf(layout: TableLayout, noun: NounSpec): SheetContent {
  const paths = layout.columns.flatMap((column) => pathsOf(column, noun));
  const depth = Math.max(1, ...paths.map((path) => path.length));
  // A short head stands on the lowest row, where its column's cells begin.
  const heads = Array.from({ length: depth }, (_, level) =>
    paths.map((path) => path[level - (depth - path.length)] ?? ''),
  );
  const above: string[][] = [[titleOf(layout)]];
  if (layout.unit !== undefined) above.push([`单位：${layout.unit}`]);
  const merges: Merge[] = [];
  for (const [level, names] of heads.slice(0, -1).entries())
    merges.push(...runs(names, above.length + level + 1));
  return {
    name: (layout.titleZh ?? layout.titleEn ?? layout.id).replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31),
    rows: [...above, ...heads],
    merges,
    headRows: above.length + depth,
    widths: paths.map((path) => Math.min(30, Math.max(12, (path.at(-1) ?? '').length * 2 + 2))),
  };
}

/** A title by which the profile knows the sheet. */
function titleOf(layout: TableLayout): string {
  const known = layout.match?.title?.find((title) => !isPattern(title));
  return known ?? layout.titleZh ?? layout.titleEn ?? layout.id;
}

const isPattern = (text: string) => text.length > 2 && text.startsWith('/') && text.endsWith('/');

function pathsOf(column: ColumnSpec, noun: NounSpec): string[][] {
  const field = noun.fields.find(({ name }) => name === column.field);
  const own = field?.headZh ?? column.field;
  if (column.parts) return column.parts.map((paths) => namesOf(paths, own));
  return [namesOf(column.heads ?? [], own)];
}

/** The first head that is written out; a pattern cannot stand in a sheet. */
function namesOf(paths: readonly HeadPath[], own: string): string[] {
  for (const path of paths) {
    const names = typeof path === 'string' ? [path] : [...path];
    if (names.every((name) => !isPattern(name))) return names;
  }
  return [own];
}

/** Cells of equal text beside each other are one cell. */
function runs(names: readonly string[], row: number): Merge[] {
  const merges: Merge[] = [];
  for (let left = 0; left < names.length; ) {
    let right = left;
    while (names[left] !== '' && names[right + 1] === names[left]) right += 1;
    if (right > left) merges.push({ top: row, left: left + 1, bottom: row, right: right + 1 });
    left = right + 1;
  }
  return merges;
}
