import * as final from './final-model.ts';
import {
  basicOf,
  carriedOver,
  economic,
  type Item,
  items,
  ofBook,
  personnelPart,
  projects,
  publicPart,
  purchases,
  sumOf,
  totalOf,
  yuan,
} from './model.ts';

/** Table → component → sum of the counted rows in yuan, straight from the model. */
export type Expected = Record<string, Record<string, string>>;

/** Parts without money are printed as empty cells and are no amounts. */
const shown = (parts: Record<string, bigint>) =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([component, amount]) => (amount ? [[component, yuan(amount)]] : [])),
  );

const sum = (of: readonly Item[], part: (one: Item) => bigint) => sumOf(of.map(part));
const general = ofBook('general');
const funds = ofBook('governmentFunds');
const own = items.filter(({ book }) => book === null);
const amounts = (of: readonly { amount: bigint }[]) => sumOf(of.map(({ amount }) => amount));
const spending = (of: readonly Item[]) => ({
  total: sum(of, totalOf),
  basic: sum(of, basicOf),
  project: sum(of, ({ project }) => project),
});

export function expectedBudget(): Expected {
  const all = sum(items, totalOf);
  const generalIncome = sum(general, totalOf) - carriedOver;
  return {
    'summary-income': shown({ total: all - carriedOver, opening: carriedOver }),
    'summary-expenditure': shown({ total: all }),
    'income-by-unit': shown({
      total: all - carriedOver,
      withOpening: all,
      general: generalIncome,
      governmentFunds: sum(funds, totalOf),
      institutional: sum(own, totalOf),
      opening: carriedOver,
      'opening.general': carriedOver,
    }),
    'expenditure-by-function': shown(spending(items)),
    projects: shown({
      total: amounts(projects),
      general: amounts(projects.filter(({ book }) => book === 'general')),
      governmentFunds: amounts(projects.filter(({ book }) => book === 'governmentFunds')),
      own: amounts(projects.filter(({ book }) => book === null)),
    }),
    'procurement-detail': shown({ total: amounts(purchases) }),
    'appropriation-income': shown({
      total: generalIncome + sum(funds, totalOf),
      opening: carriedOver,
    }),
    'appropriation-expenditure': shown({
      total: sum(general, totalOf) + sum(funds, totalOf),
      general: sum(general, totalOf),
      governmentFunds: sum(funds, totalOf),
    }),
    'general-by-function': shown({
      ...spending(general),
      personnel: sum(general, ({ personnel }) => personnel),
      publicFunds: sum(general, ({ publicFunds }) => publicFunds),
    }),
    'basic-by-economic': shown({
      total: amounts(economic),
      personnel: sumOf(economic.map(personnelPart)),
      publicFunds: sumOf(economic.map(publicPart)),
    }),
    'funds-by-function': shown(spending(funds)),
    'capital-by-function': {},
  };
}

export function expectedFinal(): Expected {
  const { closingBasicOf, closingOf, closingProjectOf, incomeOf, openingOf, spentOf, sumBy } = final;
  const [general, funds, own] = [
    final.ofBook('general'),
    final.ofBook('governmentFunds'),
    final.ofBook(null),
  ];
  const appropriated = [...general, ...funds];
  const spending = (of: readonly final.FinalItem[]) => ({
    total: sumBy(of, spentOf),
    basic: sumBy(of, final.basicOf),
    project: sumBy(of, ({ project }) => project),
  });
  return {
    'summary-income': shown({ total: sumBy(final.items, incomeOf), opening: sumBy(final.items, openingOf) }),
    'summary-expenditure': shown({
      total: sumBy(final.items, spentOf),
      closing: sumBy(final.items, closingOf),
    }),
    'income-by-function': shown({
      total: sumBy(final.items, incomeOf),
      appropriation: sumBy(appropriated, incomeOf),
      institutional: sumBy(own, incomeOf),
    }),
    'expenditure-by-function': shown(spending(final.items)),
    'appropriation-income': shown({
      total: sumBy(appropriated, incomeOf),
      opening: sumBy(appropriated, openingOf),
    }),
    'appropriation-expenditure': shown({
      total: sumBy(appropriated, spentOf),
      general: sumBy(general, spentOf),
      governmentFunds: sumBy(funds, spentOf),
      closing: sumBy(appropriated, closingOf),
      'closing.general': sumBy(general, closingOf),
      'closing.governmentFunds': sumBy(funds, closingOf),
    }),
    'general-account-income': shown({
      total: sumBy(general, incomeOf),
      basic: sumBy(general, ({ income }) => income[0]),
      project: sumBy(general, ({ income }) => income[1]),
      opening: sumBy(general, openingOf),
      'opening.basic': sumBy(general, ({ opening }) => opening[0]),
      'opening.project': sumBy(general, ({ opening }) => opening[1]),
    }),
    'general-account': shown({
      ...spending(general),
      closing: sumBy(general, closingOf),
      'closing.basic': sumBy(general, closingBasicOf),
      'closing.project': sumBy(general, closingProjectOf),
    }),
    'general-by-function': shown(spending(general)),
    'basic-by-economic': shown({ total: sumOf(final.economic.map(({ amount }) => amount)) }),
    'funds-by-function-income': shown({ total: sumBy(funds, incomeOf), opening: sumBy(funds, openingOf) }),
    'funds-by-function': shown({ ...spending(funds), closing: sumBy(funds, closingOf) }),
    'funds-basic': {},
    'capital-by-function': {},
  };
}
