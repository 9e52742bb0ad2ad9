import { bodyOf } from '../city.ts';
import { bodyScheme, demoDataset } from '../marks.ts';
import { type Fen, fenText, share, yuan } from '../money.ts';
import { budgetBodies } from './bodies.ts';
import type { BudgetWorld } from './documents.ts';
import { overrides } from './planted.ts';
import { quotaOf } from './quota.ts';
import { budgetYears } from './years.ts';

/** Official vehicles a post (公务用车编制). */
export const vehiclesPerPost = '0.05';

/** Departments whose public funds are under a cap (总额控制), from the year in which caps were introduced. */
const capped = ['101', '105', '113'];
const firstCapYear = 2025;

const bureau = '示例市财政局';
const heads = [
  '标准类型',
  '领域',
  '部门代码',
  '部门代码体系',
  '辖区',
  '年度',
  '名称',
  '英文名称',
  '适用范围',
  '计算依据',
  '计量单位',
  '标准金额（元）',
  '币种',
  '数量上限',
  '生效日期',
  '失效日期',
  '发布机关',
  '文号',
];

type Row = Partial<Record<(typeof heads)[number], string>>;

/** Quotas, caps and the vehicle standard of the invented finance bureau. It binds the bodies of the city, not of districts. */
export function standardRows(world: BudgetWorld): string[][] {
  const rows: Row[] = [];
  const shared: Row = {
    辖区: demoDataset,
    发布机关: bureau,
    币种: 'CNY',
    部门代码体系: bodyScheme,
  };
  for (const year of budgetYears) {
    const valid = { 生效日期: `${year}-01-01`, 失效日期: `${year}-12-31`, 年度: String(year) };
    for (const body of budgetBodies.filter(({ code }) => code.startsWith('1')))
      rows.push({
        ...shared,
        ...valid,
        标准类型: '定额',
        领域: 'publicFunds',
        部门代码: body.code,
        名称: '公用经费定额',
        英文名称: 'Per-head quota of public funds',
        适用范围: body.isOrgan ? '行政单位' : '事业单位',
        计算依据: '人均',
        计量单位: '元/人·年',
        '标准金额（元）': fenText(quotaOf(body.isOrgan, year)),
        文号: `示财行〔${year - 1}〕58号（演示）`,
      });
    if (year < firstCapYear) continue;
    for (const code of capped)
      rows.push({
        ...shared,
        ...valid,
        标准类型: '总额控制',
        领域: 'operatingFunds',
        部门代码: code,
        名称: '机关运行经费总额控制数',
        英文名称: 'Cap on operating funds',
        适用范围: `${bodyOf(code).nameZh}本级`,
        计算依据: '总额',
        '标准金额（元）': fenText(capOf(world, code, year)),
        文号: `示财行〔${year}〕3号（演示）`,
      });
  }
  rows.push({
    ...shared,
    标准类型: '配置标准',
    领域: 'vehicle',
    名称: '公务用车编制',
    英文名称: 'Official vehicles a post',
    适用范围: '行政事业单位',
    计算依据: '人均',
    计量单位: '辆/人',
    数量上限: vehiclesPerPost,
    生效日期: '2022-01-01',
    文号: '示机管〔2021〕40号（演示）',
  });
  return [heads, ...rows.map((row) => heads.map((head) => row[head] ?? ''))];
}

/** A little above what people and quota give, in whole thousands; once below it. */
function capOf(world: BudgetWorld, code: string, year: number): Fen {
  const { filled, isOrgan } = world.of(code, year);
  const percent = overrides.capPercent(code, year) ?? 103;
  const step = yuan(1_000);
  return (share(BigInt(filled) * quotaOf(isOrgan, year), percent) / step) * step;
}

/** Posts, people and pensioners of each body itself on the first day of the year. */
export function headCountRows(world: BudgetWorld): string[][] {
  const rows = budgetYears.flatMap((year) =>
    budgetBodies.flatMap(({ code }) => {
      const { posts, filled, retired } = world.of(code, year);
      return (
        [
          ['编制', posts],
          ['实有', filled],
          ['离退休', retired],
        ] as const
      ).map(([kind, persons]) => [
        code,
        bodyScheme,
        demoDataset,
        String(year),
        kind,
        String(persons),
        `${year}-01-01`,
        kind === '编制' ? '编制部门核定' : '',
      ]);
    }),
  );
  return [['部门代码', '部门代码体系', '辖区', '年度', '人数类型', '人数', '截至日期', '备注'], ...rows];
}

export function csv(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return Buffer.from(`${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`);
}
