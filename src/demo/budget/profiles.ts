import { loadProfile } from '../../importers/table/profile/load.ts';
import type { Profile, TableLayout } from '../../importers/table/profile/types.ts';
import { territories } from '../city.ts';
import { bodyScheme, demoDataset } from '../marks.ts';

/**
 * How the demo city's documents are read: its forms are those of Beijing (pack cn-beijing), its bodies and its
 * territory are its own, and its explanations stand in tables besides.
 */
export async function demoProfiles(): Promise<Record<'budget' | 'finalAccount' | 'adjustment', Profile>> {
  const [budget, final] = await Promise.all([
    loadProfile('cn-beijing-budget'),
    loadProfile('cn-beijing-final'),
  ]);
  return {
    budget: ofDemo(budget, 'budget', [operatingFunds('15')]),
    finalAccount: ofDemo(final, 'final', [scores, operatingFunds('16')]),
    adjustment: { ...ofDemo(budget, 'adjustment', []), tables: adjustmentLayouts },
  };
}

function ofDemo(profile: Profile, name: string, more: readonly TableLayout[]): Profile {
  const { dataset: _dataset, ...rest } = profile;
  const words = (label: string, pattern = '(\\S+)') => ({
    from: ['title'] as const,
    pattern: `${label}：${pattern}`,
  });
  return {
    ...rest,
    name: `demo-${name}`,
    constants: {
      ...profile.constants,
      jurisdiction: demoDataset,
      departmentScheme: bodyScheme,
      ...(name === 'adjustment' ? { documentKind: 'adjustment' } : {}),
    },
    document: {
      ...profile.document,
      jurisdiction: {
        ...words('辖区'),
        map: Object.fromEntries(territories.map(({ nameZh, key }) => [nameZh, key])),
        isRequired: true,
      },
      departmentCode: { ...words('单位代码'), isRequired: true },
      documentTitle: words('文件'),
      documentNumber: words('文号'),
      approvedOn: words('批复日期'),
      publishedOn: words('公开日期'),
    },
    tables: [...profile.tables, ...more],
  };
}

const operatingFunds = (seq: string): TableLayout => ({
  id: 'operating-funds',
  noun: 'operating-funds',
  match: { title: ['机关运行经费情况表'] },
  constants: { seq, definition: 'disclosure', definitionNote: '一般公共预算财政拨款基本支出中的公用经费' },
  columns: [
    { field: 'previous', heads: ['上年预算数'] },
    { field: 'budget', heads: ['预算数'], isRequired: true },
    { field: 'actual', heads: ['决算数'] },
    { field: 'changeReason', heads: ['增减变化原因'] },
  ],
});

const scores: TableLayout = {
  id: 'performance-scores',
  noun: 'performance-target',
  match: { title: ['项目支出绩效自评表'] },
  constants: { seq: '15', isOverall: 'false' },
  columns: [
    { field: 'projectName', heads: ['项目名称'], isRequired: true },
    { field: 'budget', heads: ['预算数'] },
    { field: 'executed', heads: ['执行数'] },
    { field: 'levelOne', heads: ['一级指标'] },
    { field: 'levelTwo', heads: ['二级指标'] },
    { field: 'indicator', heads: ['三级指标'], isRequired: true },
    { field: 'targetText', heads: ['指标值'] },
    { field: 'actualText', heads: ['实际完成值'] },
    { field: 'weight', heads: ['分值'] },
    { field: 'score', heads: ['得分'] },
  ],
  rows: { hasNoTotals: true },
};

const adjustmentLayouts: readonly TableLayout[] = [
  {
    id: 'adjusted-by-function',
    noun: 'budget',
    match: { title: ['预算调整表'] },
    isRequired: true,
    constants: { side: 'expenditure', breakdown: 'function', book: 'all', detail: '10', seq: '1' },
    columns: [
      { field: 'functionCode', heads: ['科目编码'], isRequired: true },
      { field: 'functionName', heads: ['科目名称'], isRequired: true },
      { field: 'amount', heads: ['年初预算数'], set: { phase: 'approved' }, isRequired: true },
      { field: 'amount', heads: ['调整预算数'], set: { phase: 'adjusted' }, isRequired: true },
    ],
    rows: { hierarchy: { by: 'code', field: 'functionCode' } },
  },
  {
    id: 'decisions',
    noun: 'budget-adjustment',
    match: { title: ['预算调整事项表'] },
    isRequired: true,
    constants: { table: 'adjusted-by-function' },
    columns: [
      { field: 'functionCode', heads: ['科目编码'], isRequired: true },
      { field: 'functionName', heads: ['科目名称'] },
      { field: 'amount', heads: ['调整金额'], isRequired: true },
      { field: 'decidedOn', heads: ['批准日期'] },
      { field: 'authority', heads: ['批准机关'] },
      { field: 'documentNumber', heads: ['批准文号'] },
      { field: 'reason', heads: ['调整原因'] },
    ],
  },
];
