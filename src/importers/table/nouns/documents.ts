import type { FactRow } from '../../../publish/facts.ts';
import type { TableHead } from '../types.ts';
import type { Departments } from './departments.ts';
import type { Fields } from './fields.ts';
import { within } from './keys.ts';

/** Where a line stands: its document and table, and what both say of it. */
export interface Place {
  documentKey: string;
  tableKey: string;
  departmentKey: string | null;
  departmentName: string | null;
  fiscalYear: number;
  kind: string;
  side: string | null;
  breakdown: string;
  book: string | null;
  scope: string;
  coverage: string;
  /** Lines so far. */
  position: number;
  /** Sheet of its first line. */
  sheet: string | null;
}

/** Phase of the amounts of a document that does not say it. */
export const phaseOfDocument: Readonly<Record<string, string>> = {
  proposal: 'proposed',
  budget: 'approved',
  adjustment: 'adjusted',
  execution: 'executed',
  finalAccount: 'final',
  forecast: 'projected',
};

/** What of a row says to which body and document it belongs, and to which table. */
const placing: ReadonlySet<string> = new Set([
  'departmentScheme',
  'departmentCode',
  'departmentName',
  'parentDepartmentName',
  'parentDepartmentCode',
  'jurisdiction',
  'fiscalYear',
  'fiscalYearLabel',
  'documentKind',
  'scope',
  'documentTitle',
  'documentNumber',
  'issuerName',
  'approvedOn',
  'publishedOn',
  'url',
  'side',
  'breakdown',
  'book',
  'coverage',
  'detail',
  'seq',
]);

/** Where the row itself says these, one layout holds several tables. */
const telling = ['side', 'breakdown', 'book', 'coverage'] as const;

export class Documents {
  private readonly places = new Map<string, Place | string>();
  private readonly positions = new Map<string, Place>();
  private readonly documents = new Map<string, FactRow>();
  private readonly tables = new Map<string, FactRow>();
  private changedDocuments = new Set<string>();
  private changedTables = new Set<string>();
  readonly years = { from: 9999, to: 0 };

  constructor(
    private readonly datasetKey: string,
    private readonly sourceKey: string,
    private readonly profile: string,
    private readonly departments: Departments,
    private readonly clean: (text: string) => string,
  ) {}

  /** The place of a line; a sentence where it has none. */
  place(fields: Fields, head: TableHead, defaultBreakdown: string | null): Place | string {
    let mark = head.layout;
    for (const name in fields.record) if (placing.has(name)) mark += `\n${name}=${fields.record[name]}`;
    for (const name in fields.set) if (placing.has(name)) mark += `\n${name}:${fields.set[name]}`;
    // A head that comes again (another sheet, another page) may say something else.
    mark += `\n${head.title ?? ''}\n${head.sheet ?? ''}`;
    let place = this.places.get(mark);
    if (place === undefined) {
      place = this.open(fields, head, defaultBreakdown);
      this.places.set(mark, place);
    }
    return place;
  }

  /** Forgets which rows lead where, because another head says something else of them. */
  nextHead(): void {
    this.places.clear();
  }

  /** Document of a line, without stating that it is there. */
  keyOf(fields: Fields): { documentKey: string; departmentKey: string | null } | string {
    const year = fields.get('fiscalYear');
    if (year === undefined)
      return 'No fiscal year: expected a column, a constant of the profile, or --set fiscalYear=…';
    const kind = fields.get('documentKind') ?? 'budget';
    const scope = fields.get('scope') ?? 'own';
    const departmentName = this.text(fields, 'departmentName');
    const documentKeyOf = (body: string) => `${this.datasetKey}/${body}/${year}/${kind}/${scope}`;
    const code = fields.get('departmentCode');
    const jurisdiction = fields.get('jurisdiction');
    const departmentKey = this.departments.resolve({
      scheme: fields.get('departmentScheme') ?? this.datasetKey,
      code,
      name: departmentName ?? undefined,
      parentCode: fields.get('parentDepartmentCode'),
      parentName: this.text(fields, 'parentDepartmentName') ?? undefined,
      jurisdiction,
      namedOn: `${fields.get('publishedOn') ?? `${year}-01-01`}T00:00:00.000Z`,
      namedBy: within(documentKeyOf(code ?? departmentName ?? '-')),
    });
    return { documentKey: documentKeyOf(within(departmentKey ?? jurisdiction ?? '-')), departmentKey };
  }

  private open(fields: Fields, head: TableHead, defaultBreakdown: string | null): Place | string {
    const found = this.keyOf(fields);
    if (typeof found === 'string') return found;
    const { documentKey, departmentKey } = found;
    const breakdown = fields.get('breakdown') ?? defaultBreakdown;
    if (breakdown === null) return 'No breakdown: expected a column or a constant of the profile';
    let table = head.table;
    for (const name of telling) {
      const own = fields.own(name);
      if (own !== undefined) table += `.${own}`;
    }
    const place: Place = {
      documentKey,
      tableKey: `${documentKey}/${within(table)}`,
      departmentKey,
      departmentName: this.text(fields, 'departmentName'),
      fiscalYear: Number(fields.get('fiscalYear')),
      kind: fields.get('documentKind') ?? 'budget',
      side: fields.get('side') ?? null,
      breakdown,
      book: fields.get('book') ?? null,
      scope: fields.get('scope') ?? 'own',
      coverage: fields.get('coverage') ?? 'all',
      position: 0,
      sheet: head.sheet,
    };
    this.years.from = Math.min(this.years.from, place.fiscalYear);
    this.years.to = Math.max(this.years.to, place.fiscalYear);
    this.keepDocument(place, fields);
    this.keepTable(place, table, fields, head);
    const present = this.positions.get(place.tableKey);
    if (present) return present;
    this.positions.set(place.tableKey, place);
    return place;
  }

  private text(fields: Fields, name: string): string | null {
    const text = fields.get(name);
    return text === undefined ? null : this.clean(text);
  }

  private keepDocument(place: Place, fields: Fields): void {
    const row: FactRow = {
      key: place.documentKey,
      dataset_key: this.datasetKey,
      department_key: place.departmentKey,
      jurisdiction_key: fields.get('jurisdiction') ?? null,
      fiscal_year: place.fiscalYear,
      fiscal_year_label: this.text(fields, 'fiscalYearLabel'),
      kind: place.kind,
      scope: place.scope,
      title: this.text(fields, 'documentTitle'),
      document_number: this.text(fields, 'documentNumber'),
      issuer_name: this.text(fields, 'issuerName'),
      approved_on: fields.get('approvedOn') ?? null,
      published_on: fields.get('publishedOn') ?? null,
      url: this.text(fields, 'url'),
      profile: this.profile,
      source_key: this.sourceKey,
    };
    if (merge(this.documents, row)) this.changedDocuments.add(place.documentKey);
  }

  private keepTable(place: Place, code: string, fields: Fields, head: TableHead): void {
    const detail = fields.get('detail');
    const seq = fields.get('seq');
    const row: FactRow = {
      key: place.tableKey,
      dataset_key: this.datasetKey,
      document_key: place.documentKey,
      department_key: place.departmentKey,
      fiscal_year: place.fiscalYear,
      seq: seq === undefined ? null : Number(seq),
      code,
      title: head.title === null ? null : this.clean(head.title),
      side: place.side,
      breakdown: place.breakdown,
      book: place.book,
      scope: place.scope,
      coverage: place.coverage,
      detail: detail === undefined ? 0 : Number(detail),
      is_empty: head.isEmpty,
      empty_note: head.emptyNote === null ? null : this.clean(head.emptyNote),
      unit_text: head.unit,
      currency: fields.get('currency') ?? null,
      source_key: this.sourceKey,
      sheet: head.sheet,
      page: head.page,
    };
    if (merge(this.tables, row)) this.changedTables.add(place.tableKey);
  }

  /** Keys of the documents that the file states. */
  get documentKeys(): string[] {
    return [...this.documents.keys()];
  }

  /** Rows that are new or say more since the last call. */
  take(): Record<string, FactRow[]> {
    const taken: Record<string, FactRow[]> = {};
    if (this.changedDocuments.size > 0)
      taken['disclosed.budget_document'] = [...this.changedDocuments].map((key) => this.documents.get(key)!);
    if (this.changedTables.size > 0)
      taken['disclosed.budget_table'] = [...this.changedTables].map((key) => this.tables.get(key)!);
    this.changedDocuments = new Set();
    this.changedTables = new Set();
    return taken;
  }
}

/** Adds what the row there does not say yet; a table that has rows in one place is not empty. */
function merge(rows: Map<string, FactRow>, row: FactRow): boolean {
  const key = row.key as string;
  const present = rows.get(key);
  if (!present) {
    rows.set(key, row);
    return true;
  }
  const merged: Record<string, FactRow[string]> = { ...present };
  let isChanged = false;
  for (const [column, value] of Object.entries(row)) {
    if (column === 'is_empty' ? !value && present.is_empty : merged[column] === null && value !== null) {
      merged[column] = value;
      isChanged = true;
    }
  }
  if (merged.is_empty === false && merged.empty_note !== null) merged.empty_note = null;
  if (isChanged) rows.set(key, merged);
  return isChanged;
}
