export type Language = 'zh' | 'en';

/** The query that a newcomer runs first: it works on the demo and on every real dataset. */
export const firstQuery = `# 最近签订的五份合同 / the five contracts signed last
{
  contracts(first: 5) {
    nodes {
      title
      dateSigned
      value { amount currency }
    }
  }
}
`;

/** Budgets by year and department: every amount counts once, whatever tables and units state it. */
export const budgetQuery = `# 各部门各年度预算 / budgets by year and department
query BudgetsByYear {
  budgetTotals(
    side: expenditure
    breakdown: function
    book: all
    scope: consolidated
    phase: approved
    groupBy: [FISCAL_YEAR, DEPARTMENT]
  ) {
    coverage
    groups {
      nodes {
        fiscalYear
        department { name }
        sums { amount currency }
      }
    }
    notCounted(first: 5) {
      reason
      table { title }
      instead { title }
    }
  }
}
`;

export interface LandingText {
  lang: string;
  title: string;
  lead: string;
  groups: [string, string][];
  try: string;
  openQuery: string;
  budgets: [before: string, link: string];
  fromShell: string;
  data: string;
  demo: string;
  empty: string;
  unknown: string;
  doors: [string, string][];
  doorsTitle: string;
  other: { href: string; label: string; lang: string };
  skip: string;
}

export const landingText: Record<Language, LandingText> = {
  zh: {
    lang: 'zh-Hans',
    title: '阳光账本 Sunledger',
    lead: '各部门的预算、采购和支出，在一个接口里查得到、对得上、引得准。公开的数据不需要账号。',
    groups: [
      ['公众与透明度网站', '直接查询 /graphql，无需密钥，允许跨域。'],
      ['记者', '在 GraphiQL 里边写边查，字段都有中文说明。'],
      ['机关内部分析', '用令牌查询内部明细；公开接口里没有这些字段。'],
    ],
    try: '第一条查询',
    openQuery: '在 GraphiQL 中打开',
    budgets: ['另一条：', '各部门各年度预算，每笔金额只计一次'],
    fromShell: '在命令行中：',
    data: '当前数据',
    demo: '虚构的示例城市，不是真实数据。',
    empty: '还没有数据。导入一个文件：',
    unknown: '数据库暂时没有响应，稍后再看。',
    doorsTitle: '入口',
    doors: [
      ['/graphiql', '查询编辑器：补全、字段说明'],
      ['/graphql', 'GraphQL 接口（POST，或 GET 查询）'],
      ['/healthz', '进程是否在运行'],
      ['/readyz', '能否应答'],
    ],
    other: { href: '/en', label: 'English', lang: 'en' },
    skip: '跳到正文',
  },
  en: {
    lang: 'en',
    title: 'Sunledger 阳光账本',
    lead: 'Budgets, purchases and payments of government bodies behind one interface: to search, to compare, to cite. Public data needs no account.',
    groups: [
      ['Public and transparency sites', 'Ask /graphql directly: no key, any origin.'],
      ['Journalists', 'Write and run queries in GraphiQL; every field is described.'],
      [
        'Analysts inside government',
        'Ask for internal detail with a token; the public interface does not contain those fields.',
      ],
    ],
    try: 'A first query',
    openQuery: 'Open in GraphiQL',
    budgets: ['Another: ', 'budgets by year and department, every amount counted once'],
    fromShell: 'From a shell:',
    data: 'Data in use',
    demo: 'An invented city, not real data.',
    empty: 'No data yet. Import a file:',
    unknown: 'The database does not answer at the moment; look again later.',
    doorsTitle: 'Doors',
    doors: [
      ['/graphiql', 'query editor with completion and documentation'],
      ['/graphql', 'GraphQL endpoint (POST, or GET for queries)'],
      ['/healthz', 'is the process alive'],
      ['/readyz', 'can it answer'],
    ],
    other: { href: '/', label: '中文', lang: 'zh-Hans' },
    skip: 'Skip to content',
  },
};
