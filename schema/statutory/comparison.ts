import { declare } from '../builder.ts';
import { refOf } from '../helpers/registry.ts';
import { byResponseKey } from '../helpers/response-key.ts';

const said = declare({ visibility: 'public' });

type Member = [
  type: 'String' | 'Int' | 'Decimal' | 'Date' | 'Boolean' | { object: string },
  description: string,
];

/** A type of what is computed: its members are found by their names. A name with `!` is never null. */
function computedType(name: string, description: string, members: Record<string, Member>): void {
  refOf(name).implement({
    description,
    ...said,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(members).map(([member, [type, words]]) => [
          member.replace('!', ''),
          t.field({
            type: typeof type === 'string' ? (type as 'String') : refOf(type.object),
            nullable: !member.endsWith('!'),
            description: words,
            resolve: byResponseKey,
            ...said,
          } as never),
        ]),
      ) as never,
  });
}

const money = { object: 'Money' };
const ratio = { object: 'Ratio' };

computedType('RatioPart', 'One of the two numbers of a ratio (比率的分子或分母).', {
  'name!': ['String', 'What it is: the field it comes from (名称).'],
  amount: ['Decimal', 'The number; null where it is not stated (数值).'],
  currency: ['String', 'Its currency, where it is money (币种).'],
});

computedType(
  'Ratio',
  'One number by another, both named (比率). Rounded half to even after ten decimals; null with the reason where it cannot be computed, never a division by zero.',
  {
    value: ['Decimal', 'Numerator by denominator (数值).'],
    currency: ['String', 'Currency of the value, where money is divided by a count (币种).'],
    'numerator!': [{ object: 'RatioPart' }, 'What is divided (分子).'],
    'denominator!': [{ object: 'RatioPart' }, 'What it is divided by (分母).'],
    reason: ['String', 'Why there is no value; null where there is one (无值原因).'],
  },
);

computedType('AmountChange', 'Change against the year before (增减变化).', {
  amount: [money, 'Difference; null where one of the two is not stated (增减额).'],
  'ratio!': [ratio, 'Difference by the amount before (增减率).'],
  reason: ['String', 'Published reason of the change (增减原因).'],
  'base!': [
    'String',
    'STATED: against the amount that this document states for the year before; LAST_YEAR: against last year’s own document; UNKNOWN (比较基数).',
  ],
});

computedType('PreviousYearComparison', 'The same a year before (与上年比较).', {
  'fiscalYear!': ['Int', 'The year before (上年度).'],
  amount: [money, 'Its amount (上年数).'],
  difference: [money, 'This year’s minus that (差额).'],
  'ratio!': [ratio, 'Difference by the amount before (增减率).'],
  reason: ['String', 'Why there is no comparison (无法比较的原因).'],
});

computedType(
  'PeerComparison',
  'Bodies of the same kind in the same territory and year (同类部门比较), this one included. Real ones with real ones, invented ones with invented ones.',
  {
    'count!': ['Int', 'How many bodies are compared; 0: none can be (部门数).'],
    kind: ['String', 'Kind of body (机构类型).'],
    median: [money, 'Middle of their amounts (中位数).'],
    rank: [
      'Int',
      'Place of this one, the largest amount first; equal amounts share the better place (名次).',
    ],
    ratio: [ratio, 'Its amount by the median (与中位数之比).'],
    reason: ['String', 'Why there is no comparison (无法比较的原因).'],
  },
);

computedType('UsedStandard', 'A standard that was reckoned with (所用标准). In full under `standards`.', {
  'key!': ['String', 'Natural key of the standard (主键).'],
  'name!': ['String', 'What is limited (名称).'],
  'domain!': ['String', 'Domain, for example publicFunds (领域).'],
  basis: ['String', 'What the limit is per (计量依据).'],
  limit: [money, 'The limit (标准金额).'],
  issuerName: ['String', 'Who issued it (发布机关).'],
  documentNumber: ['String', 'Number of its document (文号).'],
  appliesTo: ['String', 'To whom it applies, in words (适用范围).'],
  validFrom: ['Date', 'First day of validity (生效日期).'],
  validTo: ['Date', 'Last day of validity (失效日期).'],
  'isOtherIssuer!': [
    'Boolean',
    'True: issued for another territory; used because it was asked for (其他机关标准).',
  ],
});

computedType('StandardComparison', 'Against the cap that binds it (与标准比较).', {
  'state!': ['String', 'WITHIN, ABOVE, or UNKNOWN with the reason (状态).'],
  standard: [{ object: 'UsedStandard' }, 'The cap (总额控制标准).'],
  ratio: [ratio, 'Amount by the cap (占标准比例).'],
  reason: ['String', 'Why it is not known (未知原因).'],
});

computedType('Comparison', 'An amount beside others (比较). Each part is computed only where asked.', {
  'previousYear!': [{ object: 'PreviousYearComparison' }, 'The year before (与上年比较).'],
  'peers!': [{ object: 'PeerComparison' }, 'Bodies of the same kind (同类部门比较).'],
  'standard!': [{ object: 'StandardComparison' }, 'The cap, where one is recorded (与标准比较).'],
});

computedType('BudgetComparison', 'A body’s budget sum of a year beside others (部门预算比较).', {
  'fiscalYear!': ['Int', 'Budget year (预算年度).'],
  amount: [money, 'The body’s sum by the rule of `budgetTotals` (合计).'],
  'coverage!': ['String', 'all; basic, project: the only part that the table counted shows (覆盖范围).'],
  'compare!': [{ object: 'Comparison' }, 'Last year, peers, cap (比较).'],
});

computedType('UsedHeadCount', 'The head count that was reckoned with (所用人数).', {
  'key!': ['String', 'Natural key of the count (主键).'],
  'kind!': ['String', 'actual, establishment (人员类别).'],
  'persons!': ['Int', 'How many (人数).'],
  asOfOn: ['Date', 'Day of the count (截至日期).'],
});

refOf('QuotaItem').implement({
  description: 'One quota times the head count (定额项目).',
  ...said,
  fields: (t) => ({
    standard: t.field({
      type: refOf('UsedStandard'),
      nullable: false,
      description: 'The quota per head (定额).',
      resolve: byResponseKey,
      ...said,
    }),
    amount: t.field({
      type: refOf('Money'),
      description: 'Limit times head count (金额).',
      resolve: byResponseKey,
      ...said,
    }),
  }),
});

refOf('DepartmentQuota').implement({
  description:
    'What the quotas per head allow a body in a year (定额测算): head count times quota, under the cap where one is recorded, with all inputs.',
  ...said,
  fields: (t) => {
    const field = (type: unknown, nullable: boolean, description: string) =>
      t.field({ type: type as 'String', nullable, description, resolve: byResponseKey, ...said } as never);
    return {
      state: field(
        'String',
        false,
        'KNOWN; CAPPED: the cap is lower than the quotas add up to; UNKNOWN with the reason (状态).',
      ),
      reason: field('String', true, 'Why it is not known, for example `no standard recorded` (未知原因).'),
      fiscalYear: field('Int', false, 'Budget year (预算年度).'),
      headCount: field(refOf('UsedHeadCount'), true, 'People in service, else posts (人数).'),
      items: field([refOf('QuotaItem')], false, 'The quotas used (所用定额).'),
      quota: field([refOf('Money')], false, 'What they add up to, one a currency (定额合计).'),
      cap: field(refOf('UsedStandard'), true, 'Cap recorded for the body (总额控制).'),
      amount: field([refOf('Money')], false, 'The quota under the cap (测算金额).'),
      isOtherIssuer: field(
        'Boolean',
        false,
        'True: a standard of another issuer was asked for and used (其他机关标准).',
      ),
    } as never;
  },
});
