import { bodyScheme, demoDataset } from '../marks.ts';
import { type Document, documentKey, markOf } from './documents.ts';
import { missingTables } from './planted.ts';
import { titleOf } from './print.ts';

const kinds: Partial<Record<Document['kind'], string>> = { budget: '预算', finalAccount: '决算' };

/** What was published where and when (信息公开记录): every budget and final account. */
export function disclosureRows(documents: readonly Document[]): string[][] {
  const heads = [
    '部门代码',
    '部门代码体系',
    '公开类型',
    '标题',
    '对象类型',
    '对象键',
    '年度',
    '公开日期',
    '公开媒体',
    '网址',
    '是否完整',
    '缺少内容',
  ];
  const rows = documents.flatMap((document) => {
    const kind = kinds[document.kind];
    if (kind === undefined) return [];
    const mark = markOf(document);
    const missing = missingTables.filter(([of]) => of === mark).map(([, table]) => table);
    return [
      [
        document.body,
        bodyScheme,
        kind,
        titleOf(document),
        'BudgetDocument',
        documentKey(mark),
        String(document.year),
        document.publishedOn,
        '示例市政府门户网站（演示）',
        `https://budgets.demo.invalid/${demoDataset}/${mark}`,
        missing.length === 0 ? '是' : '否',
        missing.join('；'),
      ],
    ];
  });
  return [heads, ...rows];
}
