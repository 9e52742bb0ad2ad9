import type { FactRow } from '../../../publish/facts.ts';
import type { TableHead, TableRecord } from '../types.ts';
import { type Column, needed, Reading } from './fact.ts';
import { Expander } from './fields.ts';
import { codePart, identity, mark, within } from './keys.ts';
import { type Builder, type Context, type Noun, placeOf } from './noun.ts';
import * as law from './spec/law.ts';
import { headCount as headCountSpec } from './spec/statutory.ts';

/** A fact that stands in no budget document. */
interface LooseFact {
  spec: Omit<Noun, 'open'>;
  required: readonly string[];
  columns: readonly Column[];
  /** Adds the row; gives false where the row is refused. */
  add(reading: Reading, row: Record<string, FactRow[string]>, context: Context): boolean;
}

function looseNoun(fact: LooseFact): Noun {
  return { ...fact.spec, open: (head, context) => new LooseBuilder(fact, head, context) };
}

class LooseBuilder implements Builder {
  private readonly expander: Expander;

  constructor(
    private readonly fact: LooseFact,
    private readonly head: TableHead,
    private readonly context: Context,
  ) {
    this.expander = new Expander(head);
  }

  add(record: TableRecord): void {
    const { fact, context } = this;
    // Totals of a list are checked by the reader of the table and are no facts.
    if (record.kind === 'total') {
      context.count(this.head, record, []);
      return;
    }
    for (const entry of this.expander.expand(record)) {
      const reading = new Reading(entry);
      if (fact.required.some((name) => needed(context, reading, name) === null)) continue;
      const row = {
        dataset_key: context.datasetKey,
        ...reading.columns(context, fact.columns),
        ...placeOf(context, record),
      };
      if (!fact.add(reading, row, context)) continue;
      context.count(this.head, record, reading.sums(fact.columns, reading.get('currency') ?? null));
    }
  }
}

/** The body that a row names; null where it names none. */
export function bodyOf(
  context: Context,
  reading: Reading,
  namedOn: string | undefined,
  name = reading.get('departmentName'),
): string | null {
  return context.departments.resolve({
    scheme: reading.get('departmentScheme') ?? context.datasetKey,
    code: reading.get('departmentCode'),
    name: name === undefined ? undefined : context.clean(name),
    parentCode: reading.get('parentDepartmentCode'),
    parentName: reading.get('parentDepartmentName'),
    jurisdiction: reading.get('jurisdiction'),
    namedOn: `${namedOn ?? '0001-01-01'}T00:00:00.000Z`,
    namedBy: `${context.datasetKey}/${namedOn ?? '-'}`,
  });
}

/** Key with the number that tells it from equal ones. */
function numbered(context: Context, base: string): string {
  return `${base}#${context.sink.occurrence(base)}`;
}

const names: readonly Column[] = [
  ['name', 'name', 'text'],
  ['name_zh', 'nameZh', 'text'],
  ['name_en', 'nameEn', 'text'],
];

const validity: readonly Column[] = [
  ['valid_from', 'validFrom', 'date'],
  ['valid_to', 'validTo', 'date'],
];

const provenance: readonly Column[] = [
  ['document_number', 'documentNumber', 'text'],
  ['law', 'law', 'text'],
  ['source_page', 'sourcePage', 'text'],
  ['confidence', 'confidence', 'code'],
  ['note', 'note', 'text'],
];

const issuer: Column = ['issuer_name', 'issuerName', 'text'];
const jurisdiction: Column = ['jurisdiction_key', 'jurisdiction', 'code'];

export const headCount = looseNoun({
  spec: headCountSpec,
  required: ['kind', 'persons'],
  columns: [
    ['fiscal_year', 'fiscalYear', 'integer'],
    ['as_of_on', 'asOfOn', 'date'],
    ['kind', 'kind', 'code'],
    ['persons', 'persons', 'integer'],
    ['note', 'note', 'text'],
  ],
  add(reading, row, context) {
    const year = reading.get('fiscalYear');
    const department = bodyOf(context, reading, reading.get('asOfOn') ?? (year && `${year}-01-01`));
    if (department === null) {
      context.refuse(
        reading.record,
        'no-department',
        'The row names no department: expected a code or a name',
      );
      return false;
    }
    // A file states the counts of a body and year as a whole, so both stand in the key.
    const when = `${year ?? '-'}/${reading.get('asOfOn') ?? '-'}`;
    const base = `${context.datasetKey}/head-count/${within(department)}/${when}/${codePart(reading.get('kind')!)}`;
    context.sink.put('disclosed.head_count', [department, year === undefined ? null : Number(year)], {
      key: numbered(context, base),
      department_key: department,
      ...row,
    });
    return true;
  },
});

export const standard = looseNoun({
  spec: law.standard,
  required: ['kind', 'domain', 'name'],
  columns: [
    ['kind', 'kind', 'code'],
    ['domain', 'domain', 'code'],
    jurisdiction,
    issuer,
    ['fiscal_year', 'fiscalYear', 'integer'],
    ['code', 'code', 'code'],
    ...names,
    ['applies_to', 'appliesTo', 'text'],
    ['basis', 'basis', 'code'],
    ['unit_name', 'unitName', 'text'],
    ['limit_amount', 'limit', 'number'],
    ['limit_currency', 'currency', 'code'],
    ['quantity', 'quantity', 'number'],
    ['quantity_text', 'quantityText', 'text'],
    ['min_service_years', 'minServiceYears', 'integer'],
    ...validity,
    ...provenance,
  ],
  add(reading, row, context) {
    const department = bodyOf(context, reading, reading.get('validFrom'));
    const what = identity(
      [reading.get('domain'), reading.get('code')],
      [
        reading.get('name'),
        reading.get('appliesTo'),
        reading.get('validFrom'),
        reading.get('fiscalYear'),
        reading.get('jurisdiction'),
        department ?? undefined,
        // Two documents may set one standard: each states its own as a whole.
        reading.get('documentNumber'),
      ],
    );
    const kind = reading.get('kind')!;
    const scope = [reading.get('jurisdiction') ?? null, kind, (row.document_number as string | null) ?? null];
    context.sink.put('disclosed.standard', scope, {
      key: numbered(context, `${context.datasetKey}/standard/${codePart(kind)}/${what}`),
      department_key: department,
      ...row,
      limit_currency: row.limit_amount === null ? null : row.limit_currency!,
    });
    return true;
  },
});

export const catalogItem = looseNoun({
  spec: law.catalogItem,
  required: ['edition', 'name'],
  columns: [
    ['code', 'code', 'code'],
    ['code_edition', 'codeEdition', 'code'],
    ...names,
    ['category', 'category', 'code'],
    ['organization_form', 'organizationForm', 'code'],
    ['limit_amount', 'limit', 'number'],
    ['limit_currency', 'currency', 'code'],
    ['confidence', 'confidence', 'code'],
    ['note', 'note', 'text'],
  ],
  add(reading, row, context) {
    const edition = reading.get('edition')!;
    const editionKey = `${context.datasetKey}/catalog/${within(edition)}`;
    const named = reading.get('editionName');
    context.sink.heading('disclosed.catalog_edition', {
      key: editionKey,
      dataset_key: context.datasetKey,
      ...reading.columns(context, [
        jurisdiction,
        ['code_edition', 'codeEdition', 'code'],
        ...validity,
        ['url', 'url', 'text'],
        issuer,
        ['document_number', 'documentNumber', 'text'],
        ['law', 'law', 'text'],
        ['source_page', 'sourcePage', 'text'],
      ]),
      name: context.clean(named ?? edition),
      is_complete: reading.get('isComplete') === 'true',
      source_key: context.sourceKey,
    });
    const position = context.sink.occurrence(`${editionKey}\nposition`);
    const base = `${editionKey}/${identity([reading.get('code')], reading.get('code') === undefined ? [reading.get('name')] : [])}`;
    context.sink.put('disclosed.catalog_item', [editionKey], {
      key: numbered(context, base),
      edition_key: editionKey,
      position: position * 100,
      ...row,
      limit_currency: row.limit_amount === null ? null : row.limit_currency!,
    });
    return true;
  },
});

export const threshold = looseNoun({
  spec: law.threshold,
  required: ['kind'],
  columns: [
    jurisdiction,
    ['authority_level', 'authorityLevel', 'code'],
    ['category', 'category', 'code'],
    ['subcategory', 'subcategory', 'text'],
    ['kind', 'kind', 'code'],
    ['min_value', 'min', 'number'],
    ['max_value', 'max', 'number'],
    ['comparator', 'comparator', 'code'],
    ['currency', 'currency', 'code'],
    ['tax_basis', 'taxBasis', 'code'],
    ...validity,
    issuer,
    ...provenance,
  ],
  add(reading, row, context) {
    const what = identity(
      [reading.get('kind'), reading.get('category'), reading.get('authorityLevel')],
      [
        reading.get('subcategory'),
        reading.get('jurisdiction'),
        reading.get('validFrom'),
        reading.get('documentNumber'),
      ],
    );
    const scope = [reading.get('jurisdiction') ?? null, (row.document_number as string | null) ?? null];
    context.sink.put('disclosed.threshold', scope, {
      key: numbered(context, `${context.datasetKey}/threshold/${what}`),
      unit: reading.get('unit') ?? 'amount',
      ...row,
    });
    return true;
  },
});

export const disclosure = looseNoun({
  spec: law.disclosure,
  required: ['kind', 'title'],
  columns: [
    ['kind', 'kind', 'code'],
    ['title', 'title', 'text'],
    ['subject_type', 'subjectType', 'code'],
    ['subject_key', 'subjectKey', 'code'],
    ['fiscal_year', 'fiscalYear', 'integer'],
    ['published_on', 'publishedOn', 'date'],
    ['medium_name', 'mediumName', 'text'],
    ['url', 'url', 'text'],
    ['content_hash', 'contentHash', 'code'],
    ['missing', 'missing', 'list'],
    ['note', 'note', 'text'],
  ],
  add(reading, row, context) {
    const year = reading.get('fiscalYear');
    const department = bodyOf(context, reading, reading.get('publishedOn') ?? (year && `${year}-01-01`));
    const what = `${codePart(reading.get('kind')!)}~${mark([year, reading.get('title'), reading.get('url')].join('\n'))}`;
    const complete = reading.get('isComplete');
    context.sink.put('disclosed.disclosure', [department, year === undefined ? null : Number(year)], {
      key: numbered(context, `${context.datasetKey}/disclosure/${within(department ?? '-')}/${what}`),
      department_key: department,
      is_complete: complete === undefined ? null : complete === 'true',
      ...row,
    });
    return true;
  },
});

export const classification = looseNoun({
  spec: law.classification,
  required: ['scheme', 'edition', 'code', 'name'],
  columns: [
    ['scheme', 'scheme', 'code'],
    ['edition', 'edition', 'code'],
    ['code', 'code', 'code'],
    ...names,
    ...validity,
    ['three_public_category', 'threePublicCategory', 'code'],
    ['basic_group', 'basicGroup', 'code'],
    ['category', 'category', 'code'],
    ['maps_to', 'mapsTo', 'list'],
    ['law', 'law', 'text'],
    ['source_page', 'sourcePage', 'text'],
    ['confidence', 'confidence', 'code'],
    ['note', 'note', 'text'],
  ],
  add(reading, row, context) {
    const [scheme, edition] = [reading.get('scheme')!, reading.get('edition')!];
    if (!context.classifications.isOwn(scheme, edition)) {
      context.refuse(
        reading.record,
        'foreign-scheme',
        `Scheme "${scheme}" belongs to a jurisdiction pack or to another dataset: expected a scheme of this dataset`,
        { field: 'scheme', value: scheme },
      );
      return false;
    }
    const schemeKey = `${scheme}@${edition}`;
    const keyOf = (code: string) => `${schemeKey}/${codePart(code)}`;
    const kind = reading.get('kind') ?? 'other';
    const level = reading.get('level');
    const parent = reading.get('parentCode');
    context.sink.heading('disclosed.classification_scheme', {
      key: schemeKey,
      dataset_key: context.datasetKey,
      scheme,
      edition,
      kind,
      name: context.clean(reading.get('schemeName') ?? scheme),
      jurisdiction_key: reading.get('jurisdiction') ?? null,
      is_complete: reading.get('isComplete') === 'true',
      issuer_name: reading.get('issuerName') ?? null,
      document_number: reading.get('documentNumber') ?? null,
    });
    const { source_key: _source, sheet: _sheet, page: _page, row_number: _row, ...own } = row;
    const conflict = context.sink.merge('disclosed.classification', [schemeKey], {
      key: keyOf(reading.get('code')!),
      scheme_key: schemeKey,
      kind,
      level: level === undefined ? 1 : Number(level),
      parent_key: parent === undefined ? null : keyOf(parent),
      ...own,
    });
    if (conflict === null) return true;
    context.refuse(
      reading.record,
      'stated-twice',
      `Another row states "${conflict}" of code "${reading.get('code')}" differently: expected one row a code`,
      { field: conflict, value: String(row[conflict]) },
    );
    return false;
  },
});
