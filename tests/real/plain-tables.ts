import { exact, plainRecords, Sums } from './plain-csv.ts';

/** What a file holds by a plain reading of it: nothing of the importer, exact integers. */
export interface PlainTable {
  /** Rows that say something. */
  rows: number;
  /** Rows that give a line. */
  lines: number;
  /** `fiscal year/phase/component/period` → count: sum of the amounts that lines hold. */
  amounts: Record<string, string>;
  /** The same of rows that are sums of others. */
  totals: Record<string, string>;
}

export interface RealTable {
  name: string;
  /** Below the folder of real files. */
  file: string;
  profile: string;
  currency: string;
  plain: () => PlainTable;
}

type Row = Record<string, string>;
interface Said {
  year: string;
  phase: string;
  amount: string;
  component?: string;
  period?: string;
  isTotal?: boolean;
  factor?: bigint;
}

function read(file: string, say: (row: Row) => Said[], delimiter?: string): PlainTable {
  const amounts = new Sums();
  const totals = new Sums();
  let rows = 0;
  for (const row of plainRecords(file, delimiter)) {
    rows += 1;
    for (const { year, phase, amount, component, period, isTotal, factor } of say(row))
      (isTotal ? totals : amounts).add(
        `${year}/${phase}/${component ?? 'total'}/${period ?? ''}`,
        exact(amount) * (factor ?? 1n),
      );
  }
  return { rows, lines: rows, amounts: amounts.plain(), totals: totals.plain() };
}

const taiwan = (file: string): RealTable => ({
  name: `Taiwan ${file}`,
  file: `budgets/taiwan-central/${file}`,
  profile: 'taiwan-central-budget',
  currency: 'TWD',
  plain: () =>
    read(`budgets/taiwan-central/${file}`, (row) =>
      row.amount === 'NaN'
        ? []
        : [
            {
              year: row.year!,
              phase: file.includes('proposed') ? 'proposed' : 'approved',
              amount: row.amount!,
            },
          ],
    ),
});

const classes = (name: string, file: string, profile: string, phase: string): RealTable => ({
  name,
  file,
  profile,
  currency: 'USD',
  plain: () =>
    read(file, (row) => {
      const parts = Object.keys(row).filter((head) => head.startsWith('class_'));
      const sum = parts.reduce((all, head) => all + exact(row[head]!), 0n);
      if (sum !== exact(row.total!)) throw new Error(`Total of ${row.dept_name} is not that of its classes.`);
      return parts.map((head) => ({ year: row.fiscal_year!, phase, amount: row[head]! }));
    }),
});

const cashTotals = ['Current Year Appropriation', 'Total Disbursements'];
const taxTotals = /^(wage|earnings|net_profits|wage_earnings_net_profits(_city|_pica)?|all_taxes)$/;
const month = (number: string) => `M${number.padStart(2, '0')}`;
const macedonia: Record<string, [string, string]> = {
  '2014-01-01': ['2014', 'approved'],
  '2014-09-09': ['2014', 'adjusted'],
  '2015-01-01': ['2015', 'approved'],
};
const australia: [string, string, string][] = [
  ['2014-15', '2015', 'projected'],
  ['2015-16', '2016', 'proposed'],
  ['2016-17', '2017', 'projected'],
  ['2017-18', '2018', 'projected'],
  ['2018-19', '2019', 'projected'],
];
const obligations: Record<string, string> = {
  'Target Budget': 'adjusted',
  'Adopted Budget': 'approved',
  Actual: 'executed',
  'Current Projection': 'projected',
};

/** The flat budget files, each with its profile. */
export const realBudgets: RealTable[] = [
  ...Array.from({ length: 14 }, (_, index) => taiwan(`tw${2006 + index}ap.csv`)),
  taiwan('2013ap-proposed.csv'),
  {
    name: 'Madrid',
    file: 'budgets/spain-madrid/gastos_v40_2012-2015.csv.gz',
    profile: 'madrid-gastos',
    currency: 'EUR',
    plain: () =>
      read('budgets/spain-madrid/gastos_v40_2012-2015.csv.gz', (row) => [
        { year: row.AÑO!, phase: 'approved', amount: row.IMPORTE! },
      ]),
  },
  classes(
    'Philadelphia adopted',
    'budgets/usa-philadelphia/budgeted-department-spending-adopted.csv',
    'philadelphia-adopted-budget',
    'approved',
  ),
  classes(
    'Philadelphia actual',
    'budgets/usa-philadelphia/actual-department-spending.csv',
    'philadelphia-actual-spending',
    'executed',
  ),
  {
    name: 'Philadelphia obligations',
    file: 'budgets/usa-philadelphia/department-obligations.csv.gz',
    profile: 'philadelphia-obligations',
    currency: 'USD',
    plain: () =>
      read('budgets/usa-philadelphia/department-obligations.csv.gz', (row) => {
        const said = { year: row.fiscal_year!, phase: obligations[row.variable!]!, amount: row.total! };
        if (row.time_period === 'YTD') return [{ ...said, period: `ytd-Q${row.report_quarter}` }];
        const isOutlook = row.variable === 'Target Budget' || row.variable === 'Current Projection';
        return [isOutlook ? { ...said, period: `year-at-Q${row.report_quarter}` } : said];
      }),
  },
  {
    name: 'Philadelphia cash',
    file: 'budgets/usa-philadelphia/cash-reports-spending.csv',
    profile: 'philadelphia-cash',
    currency: 'USD',
    plain: () =>
      read('budgets/usa-philadelphia/cash-reports-spending.csv', (row) => [
        {
          year: row.fiscal_year!,
          phase: Number(row.fiscal_month) <= 3 * Number(row.quarter) ? 'executed' : 'projected',
          component: `reportQ${row.quarter}`,
          period: month(row.fiscal_month!),
          amount: row.amount!,
          factor: 1_000_000n,
          isTotal: cashTotals.includes(row.category!),
        },
      ]),
  },
  {
    name: 'Philadelphia tax',
    file: 'budgets/usa-philadelphia/city-tax-collections.csv',
    profile: 'philadelphia-tax',
    currency: 'USD',
    plain: () =>
      read('budgets/usa-philadelphia/city-tax-collections.csv', (row) => [
        {
          year: row.fiscal_year!,
          phase: 'executed',
          component: row.kind!,
          period: month(row.fiscal_month!),
          amount: row.total!,
          isTotal: taxTotals.test(row.name!),
        },
      ]),
  },
  {
    name: 'Australia',
    file: 'budgets/australia-federal/201505181230budget1516.csv',
    profile: 'australia-pbs-2015-16',
    currency: 'AUD',
    plain: () =>
      read('budgets/australia-federal/201505181230budget1516.csv', (row) =>
        australia
          .filter(([head]) => !['', '-', 'nfp'].includes(row[head]!.trim()))
          .map(([head, year, phase]) => ({
            year,
            phase,
            amount: row[head]!.trim().replaceAll(',', ''),
            factor: 1000n,
          })),
      ),
  },
  {
    name: 'North Macedonia',
    file: 'budgets/north-macedonia/MFBudzetIRebalansNaRMmk-MK.csv.gz',
    profile: 'north-macedonia-budget',
    currency: 'MKD',
    plain: () =>
      read(
        'budgets/north-macedonia/MFBudzetIRebalansNaRMmk-MK.csv.gz',
        (row) => {
          const [year, phase] = macedonia[row['Датум на објавување']!.slice(0, 10)]!;
          return [{ year, phase, amount: row.Буџет! }];
        },
        ';',
      ),
  },
  {
    name: 'US federal budget authority',
    file: 'budgets/usa-federal/budget_authority.csv',
    profile: 'us-federal-budget-authority',
    currency: 'USD',
    plain: () =>
      read('budgets/usa-federal/budget_authority.csv', (row) =>
        Object.entries(row)
          .filter(([head]) => /^(\d{4}|TQ)$/.test(head))
          .map(([head, cell]) => ({
            year: head === 'TQ' ? '1976' : head,
            phase: head !== 'TQ' && Number(head) >= 2018 ? 'projected' : 'approved',
            ...(head === 'TQ' && { period: 'TQ' }),
            amount: cell.replaceAll(',', ''),
            factor: 1000n,
          })),
      ),
  },
  {
    name: 'Slovakia',
    file: 'budgets/slovakia-eu-beneficiaries/SLOV2014EA_HTML.csv.gz',
    profile: 'slovakia-eu-beneficiaries',
    currency: 'EUR',
    plain: () =>
      read('budgets/slovakia-eu-beneficiaries/SLOV2014EA_HTML.csv.gz', (row) => [
        { year: row.Year!, phase: 'executed', amount: row['Sum (EURO)']! },
      ]),
  },
  {
    name: 'EU absorption',
    file: 'budgets/eu-funds/2007-2013_Funds_Absoption_Rate.csv',
    profile: 'eu-funds-absorption',
    currency: 'EUR',
    plain: () =>
      read('budgets/eu-funds/2007-2013_Funds_Absoption_Rate.csv', (row) => {
        const said = {
          year: row.Year!,
          phase: 'executed',
          isTotal: row.Fund === 'TOTAL' || row['Member State'] === 'EU28',
        };
        return [
          { ...said, amount: row['Total Paid']! },
          { ...said, component: 'advance', amount: row.Advance! },
          { ...said, component: 'interim', amount: row.Interim! },
        ];
      }),
  },
  {
    name: 'EU allocations',
    file: 'budgets/eu-funds/Total_EU_Allocations_per_MS_for_2014-2020.csv',
    profile: 'eu-funds-allocations',
    currency: 'EUR',
    plain: () =>
      read('budgets/eu-funds/Total_EU_Allocations_per_MS_for_2014-2020.csv', (row) => [
        { year: '2014', phase: 'approved', amount: row.Amount!, isTotal: row.Fund === 'Total (€)' },
      ]),
  },
];
