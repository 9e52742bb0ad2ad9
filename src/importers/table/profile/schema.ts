/** JSON schema of a profile; types.ts says what each thing means. */

const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text } as const;
const someTexts = { ...texts, minItems: 1 } as const;
const words = { type: 'object', additionalProperties: { type: 'string' } } as const;
const yes = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 1 } as const;
const headPath = { anyOf: [text, someTexts] } as const;
const headPaths = { type: 'array', items: headPath, minItems: 1 } as const;

function object(properties: Record<string, unknown>, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

const column = object(
  {
    field: text,
    heads: headPaths,
    parts: { type: 'array', items: headPaths, minItems: 1 },
    widths: { type: 'array', items: count },
    nth: count,
    set: words,
    pivot: object({ pattern: text, field: text, map: words }, ['pattern']),
    isRequired: yes,
    isFilled: yes,
    isSum: yes,
    unit: text,
    empty: { type: 'array', items: { type: 'string' } },
    map: words,
    pattern: text,
    unmatched: { enum: ['problem', 'empty'] },
    whenEmpty: { enum: ['above'] },
  },
  ['field'],
);

const rows = object({
  totals: texts,
  hasNoTotals: yes,
  memos: texts,
  set: {
    type: 'array',
    items: object(
      { labels: someTexts, after: texts, set: words, kind: { enum: ['line', 'subtotal', 'total'] } },
      ['labels'],
    ),
  },
  refuse: {
    type: 'array',
    items: object({ head: headPath, pattern: text, reason: text }, ['pattern', 'reason']),
  },
  only: { type: 'array', items: object({ head: headPath, is: someTexts }, ['head', 'is']) },
  skip: texts,
  end: texts,
  hierarchy: object(
    { by: { enum: ['code', 'outline'] }, field: text, orFields: texts, within: texts, whereSumsAgree: yes },
    ['by', 'field'],
  ),
  hasNoHead: yes,
});

const layout = object(
  {
    id: text,
    table: text,
    noun: text,
    titleZh: text,
    titleEn: text,
    match: object({ title: someTexts, notTitle: someTexts, position: count }),
    isRequired: yes,
    constants: words,
    unit: text,
    columns: { type: 'array', items: column, minItems: 1 },
    rows,
    upright: object(
      {
        label: headPaths,
        entries: {
          type: 'array',
          minItems: 1,
          items: object({ labels: someTexts, field: text, set: words, nth: count }, ['labels']),
        },
      },
      ['label', 'entries'],
    ),
  },
  ['id', 'noun', 'columns'],
);

const formats = ['csv', 'tsv', 'xlsx', 'ods', 'html', 'json-tables', 'jsonl', 'fiscal-data-package'];

export const profileSchema = object(
  {
    $schema: text,
    name: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    titleZh: text,
    titleEn: text,
    description: { type: 'string' },
    formats: { type: 'array', items: { enum: formats }, minItems: 1 },
    encoding: text,
    delimiter: text,
    decimalSign: { enum: ['.', ',', '·', '٫'] },
    groupSign: { type: 'string', maxLength: 1 },
    dateFormats: texts,
    units: { type: 'object', additionalProperties: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?$' } },
    dataset: object(
      {
        key: { type: 'string', pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}$' },
        name: text,
        nameZh: text,
        nameEn: text,
        publisherName: text,
        license: text,
      },
      ['key', 'name'],
    ),
    constants: words,
    document: {
      type: 'object',
      additionalProperties: object(
        {
          from: {
            type: 'array',
            items: { enum: ['parameter', 'metadata', 'title', 'fileName', 'sheet'] },
            minItems: 1,
          },
          name: text,
          pattern: text,
          map: words,
          isRequired: yes,
        },
        ['from'],
      ),
    },
    internalPhases: {
      type: 'array',
      items: { enum: ['proposed', 'approved', 'adjusted', 'executed', 'final', 'projected'] },
    },
    tables: { type: 'array', items: layout, minItems: 1 },
  },
  ['name', 'titleZh', 'titleEn', 'description', 'formats', 'tables'],
);
