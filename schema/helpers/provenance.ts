import type { AnyFieldRef, Fields } from './fields.ts';

const open = { visibility: 'public' } as const;

/** Where a row stands in its source: file, sheet, page, row and, where one number is a row, the cell. */
export function provenance(t: Fields, options: { hasCell?: boolean } = {}): Record<string, AnyFieldRef> {
  return {
    source: t.relation({
      target: 'Source',
      on: { source_key: 'key' },
      ...open,
      description: 'File that it was read from (来源文件).',
    }),
    sheet: t.column('sheet', {
      type: 'String',
      ...open,
      description: 'Sheet of the workbook, or name of the table in the file (工作表).',
    }),
    page: t.column('page', {
      type: 'Int',
      ...open,
      description: 'Page of the published document, from 1 (页码).',
    }),
    rowNumber: t.column('rowNumber', {
      type: 'Int',
      ...open,
      description: 'Row of the sheet or line of the file, from 1 (行号).',
    }),
    ...(options.hasCell
      ? {
          cell: t.column('cell', {
            type: 'String',
            ...open,
            description:
              'Cell of the sheet, for example `E7`; of a row with several amounts each with its name, `budget B7, actual H7` (单元格).',
          }),
        }
      : {}),
  };
}

export function department(t: Fields): AnyFieldRef {
  return t.relation({
    target: 'Department',
    on: { department_key: 'key' },
    ...open,
    description: 'Body that it is about (部门、单位); null where the source gives none that is known.',
  });
}

export function dataset(t: Fields): AnyFieldRef {
  return t.relation({
    target: 'Dataset',
    on: { dataset_key: 'key' },
    ...open,
    description: 'Dataset that brought it (数据集).',
  });
}

/** Which law or document states a row of a pack, where, and how sure that is. */
export function authority(t: Fields): Record<string, AnyFieldRef> {
  const text = (name: string, description: string) =>
    t.column(name, { type: 'String', ...open, description });
  return {
    issuerName: text('issuerName', 'Who issued it (发布机关).'),
    documentNumber: text('documentNumber', 'Number of the document that states it (文号).'),
    law: text('law', 'Law or document that it rests on (依据).'),
    sourcePage: text('sourcePage', 'Address or page where it was read (来源页).'),
    confidence: text('confidence', 'How sure it is: high, medium, low (可信度).'),
    note: text('note', 'What else is to be said (说明).'),
  };
}

export function validity(t: Fields): Record<string, AnyFieldRef> {
  return {
    validFrom: t.column('validFrom', {
      type: 'Date',
      ...open,
      description: 'First day on which it holds (生效日期).',
    }),
    validTo: t.column('validTo', {
      type: 'Date',
      ...open,
      description: 'Last day on which it holds; null: until further notice (失效日期).',
    }),
  };
}
