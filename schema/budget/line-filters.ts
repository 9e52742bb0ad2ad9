import type { Filters } from '../helpers/filters.ts';

const open = { visibility: 'public' } as const;

/** Filters on the codes of a budget line: of lists of lines and of what sums are made of. */
export const lineCodes = (f: Filters) => ({
  functionCode: f.code('functionCode', { ...open, description: 'Functional code (功能分类编码).' }),
  functionUnder: f.under({
    column: 'function_key',
    tree: 'Classification',
    ...open,
    description: 'Key of a functional class: it and all classes below it (功能分类及下级).',
  }),
  economicCode: f.code('economicCode', { ...open, description: 'Economic code (经济分类编码).' }),
  economicUnder: f.under({
    column: 'economic_key',
    tree: 'Classification',
    ...open,
    description: 'Key of an economic class: it and all classes below it (经济分类及下级).',
  }),
  programCode: f.code('programCode', { ...open, description: 'Program code (项目类别编码).' }),
  projectCode: f.code('projectCode', { ...open, description: 'Project code (项目编码).' }),
  fundSourceCode: f.code('fundSourceCode', { ...open, description: 'Fund source code (资金来源编码).' }),
  itemCode: f.code('itemCode', { ...open, description: 'Item code (明细项目编码).' }),
});
