import { HubError } from '../../../errors.ts';
import type { FieldSpec, NounSpec, Report, Sheet, TableFile } from '../types.ts';
import { fieldOf } from './bind.ts';
import { comparable } from './text.ts';
import type { DocumentField, Profile, TableLayout } from './types.ts';
import { type Formats, fieldReader, isBad } from './value.ts';

/** Every table may say its number among the tables of its document, whatever it holds. */
export const tableNumber: FieldSpec = {
  name: 'seq',
  type: 'integer',
  headZh: '表号',
  headEn: 'Table number',
  description: '表在文件中的序号。 Number of the table in its document.',
};

/** What a document says once for all its tables. */
export class DocumentFields {
  /** What earlier sheets said: a title without a year belongs to the year of the one before. */
  private readonly earlier = new Map<string, string>();

  constructor(
    private readonly profile: Profile,
    private readonly nouns: ReadonlyMap<string, NounSpec>,
    private readonly formats: Formats,
    private readonly file: TableFile,
    private readonly fileName: string,
    private readonly parameters: Readonly<Record<string, string>>,
    private readonly report: Report,
  ) {
    for (const [name, value] of Object.entries(parameters)) this.checkParameter(name, value);
  }

  /** Fields of a table, or null where a required one is missing: then the table is not read. */
  of(layout: TableLayout, sheet: Sheet, titles: readonly string[]): Record<string, string> | null {
    const noun = this.nouns.get(layout.noun) as NounSpec;
    const fields: Record<string, string> = {};
    let isWhole = true;
    const put = (name: string, text: string): void => {
      const field = fieldOf(noun, name) ?? (name === tableNumber.name ? tableNumber : undefined);
      // What other nouns of the profile want and this one does not know.
      if (!field) return;
      const value = fieldReader(field, this.formats)(text);
      if (isBad(value)) {
        isWhole = false;
        this.problem(sheet, layout, value.rule, `The document's "${name}": ${value.problem}`, text);
      } else if (value) fields[name] = value.text;
    };
    for (const [name, value] of Object.entries(this.profile.constants ?? {})) put(name, value);
    for (const [name, spec] of Object.entries(this.profile.document ?? {})) {
      if (!fieldOf(noun, name)) continue;
      const found = this.find(name, spec, sheet, titles);
      if (found === null) {
        if (!spec.isRequired || fields[name] !== undefined) continue;
        isWhole = false;
        this.problem(sheet, layout, 'missing-field', this.missing(name, spec));
      } else if ('refused' in found) {
        isWhole = false;
        this.problem(sheet, layout, 'bad-value', found.problem, found.refused);
      } else put(name, found.text);
    }
    for (const [name, value] of Object.entries(layout.constants ?? {})) put(name, value);
    for (const [name, value] of Object.entries(this.parameters)) {
      // `--set unit` is the unit of amounts, whatever fields a noun has.
      if (name !== 'unit' && this.profile.document?.[name] === undefined) put(name, value);
    }
    return isWhole ? fields : null;
  }

  private find(
    name: string,
    spec: DocumentField,
    sheet: Sheet,
    titles: readonly string[],
  ): { text: string } | { refused: string; problem: string } | null {
    for (const source of spec.from) {
      for (const text of this.texts(source, name, spec.name ?? name, sheet, titles)) {
        const part = partOf(text, spec.pattern);
        if (part === null) continue;
        // What a person says needs no translation where it is the value already.
        const value = spec.map ? mapped(spec.map, part, source === 'parameter') : part;
        if (value === null) {
          const known = Object.keys(spec.map ?? {}).join('", "');
          return {
            refused: part,
            problem: `"${part}" (${source}) is not known as "${name}"; the profile knows "${known}".`,
          };
        }
        if (source === 'title' || source === 'sheet') this.earlier.set(name, value);
        return { text: value };
      }
    }
    const earlier = this.earlier.get(name);
    return earlier === undefined ? null : { text: earlier };
  }

  private texts(
    source: DocumentField['from'][number],
    field: string,
    name: string,
    sheet: Sheet,
    titles: readonly string[],
  ): readonly string[] {
    const one =
      source === 'parameter'
        ? this.parameters[field]
        : source === 'metadata'
          ? this.file.metadata[name]
          : source === 'fileName'
            ? this.fileName
            : source === 'sheet'
              ? sheet.name
              : undefined;
    if (source === 'title') return titles;
    return one === undefined || one.trim() === '' ? [] : [one];
  }

  private missing(name: string, spec: DocumentField): string {
    const places = spec.from.map((source) =>
      source === 'parameter'
        ? `the command ("--set ${name}=…")`
        : source === 'metadata'
          ? `the file's own "${spec.name ?? name}"`
          : source === 'fileName'
            ? 'the file name'
            : source === 'sheet'
              ? 'the name of the sheet'
              : 'a title',
    );
    const pattern = spec.pattern ? ` that matches /${spec.pattern}/` : '';
    return `"${name}" is needed and found nowhere; right would be ${places.join(' or ')}${pattern}.`;
  }

  private problem(sheet: Sheet, layout: TableLayout, rule: string, problem: string, value?: string): void {
    this.report({ rule, severity: 'error', sheet: sheet.name, value, problem: `${layout.id}: ${problem}` });
  }

  private checkParameter(name: string, value: string): void {
    if (name === 'unit') return;
    const known = new Set(Object.keys(this.profile.document ?? {}));
    for (const layout of this.profile.tables) {
      const noun = this.nouns.get(layout.noun);
      for (const field of noun?.fields ?? []) known.add(field.name);
      const fixed = layout.constants?.[name] ?? this.profile.constants?.[name];
      const isDeclared = this.profile.document?.[name] !== undefined;
      if (fixed !== undefined && !isDeclared && comparable(fixed) !== comparable(value)) {
        throw new HubError(
          'BAD_INPUT',
          `"--set ${name}=${value}" contradicts the profile "${this.profile.name}", which says "${fixed}" for the table "${layout.id}".`,
        );
      }
    }
    if (known.has(name)) return;
    const nearest = [...known].sort().join(', ');
    throw new HubError(
      'BAD_INPUT',
      `"--set ${name}=${value}": the profile "${this.profile.name}" knows no "${name}"; right is one of unit, ${nearest}.`,
    );
  }
}

function partOf(text: string, pattern: string | undefined): string | null {
  if (pattern === undefined) return text.trim();
  const found = new RegExp(pattern, 'u').exec(text);
  return found ? (found[1] ?? found[0]).trim() : null;
}

function mapped(map: Readonly<Record<string, string>>, text: string, isSaid: boolean): string | null {
  const key = comparable(text);
  for (const [from, to] of Object.entries(map)) if (comparable(from) === key) return to;
  if (isSaid && Object.values(map).includes(text)) return text;
  return map['*'] ?? null;
}

/** The field by which any noun of a profile knows a name. */
export function anyField(
  profile: Profile,
  nouns: ReadonlyMap<string, NounSpec>,
  name: string,
): FieldSpec | undefined {
  for (const layout of profile.tables) {
    const noun = nouns.get(layout.noun);
    const field = noun && fieldOf(noun, name);
    if (field) return field;
  }
  return undefined;
}
