import { declarationOf } from '../../declare/types.ts';
import { jsonObject } from '../columns.ts';
import type { Compiler } from '../compile.ts';
import { conditionsOf, type FilterFacts } from '../filter.ts';
import { pageLimits } from '../page.ts';
import { rowKey } from '../row-key.ts';
import type { Selected } from '../selection.ts';
import { DerivedSource, type Source } from '../source.ts';
import { and, identifier, join, type Sql, sql } from '../sql.ts';
import type { TotalsStatement } from './budget.ts';
import { filterType } from './budget-rows.ts';
import { checked, publishedId } from './dimensions.ts';
import { groupOrder, groupPage } from './groups.ts';
import { datasetsOf, groupKey, Parts, sumsOf } from './statement.ts';

interface PaymentDimension {
  id: Sql;
  shows: readonly (readonly [column: string, value: Sql])[];
}

const columns = [
  'year',
  'month',
  'dataset_key',
  'department_key',
  'payer_name',
  'supplier_key',
  'payee_name',
].concat(['expense_type', 'organisational_unit', 'currency']);

/** Compiles `paymentTotals`: every payment once, by its day, or where it has none by the month of its list. */
export function paymentTotals(compiler: Compiler, selected: Selected): TotalsStatement {
  const where = (selected.args.where ?? {}) as Record<string, unknown>;
  const groupBy = checked((selected.args.groupBy as string[] | null | undefined) ?? []);
  const facts: FilterFacts = { datasets: null, currencies: new Set() };
  const payment = compiler.source('Payment');
  const conditions = conditionsOf(compiler, payment, filterType(selected), where, 'where', facts);
  const order = groupOrder(selected.args.orderBy);
  const { cursor } = pageLimits(selected.args, compiler.viewer);
  const datasets = datasetsOf(compiler, facts.datasets, cursor);
  const parts = new Parts();
  parts.add('d', sql`SELECT ${datasets.keys} AS keys`);
  const dimensions = groupBy.map((name) => dimensionOf(name, payment));
  const [amount, currency] = [payment.column('value_amount'), payment.column('value_currency')];
  const ids = dimensions.map(({ id }) => id);
  const shown = new Map(dimensions.flatMap(({ shows }) => shows));
  const inScope = sql`${payment.column('dataset_key')} = ANY ((SELECT d.keys FROM d)::text[])`;
  const select = join([
    ...ids.map((id, index) => sql`${id} AS ${identifier(`i${index}`)}`),
    sql`CASE WHEN ${amount} IS NOT NULL THEN ${currency} END AS money`,
    sql`sum(${amount}) AS amount`,
    sql`count(*) AS n`,
    sql`count(${amount}) AS amounts`,
    ...columns.map((name) => sql`${shown.get(name) ?? sql`NULL::text`} AS ${identifier(name)}`),
  ]);
  parts.add(
    'part',
    sql`SELECT ${select} FROM ${compiler.from(payment)} WHERE ${and([inScope, ...conditions])} GROUP BY ${join([...ids, sql`CASE WHEN ${amount} IS NOT NULL THEN ${currency} END`])}`,
  );
  const groups = ids.map((_, index) => identifier('p', `i${index}`));
  const orderAmount = order.currency
    ? sql`sum(p.amount) FILTER (WHERE p.money = ${order.currency}::text)`
    : sql`NULL::numeric`;
  const grouping = groups.length > 0 ? sql` GROUP BY ${join(groups)}` : sql` HAVING count(*) > 0`;
  parts.add(
    'grouped',
    sql`SELECT ${join([sql`${groupKey(groups)} AS key`, sql`${orderAmount} AS order_amount`, ...sums, ...columns.map((name) => sql`min(${identifier('p', name)}) AS ${identifier(name)}`)])} FROM part AS p${grouping}`,
  );
  parts.add(
    'answer',
    sql`SELECT ${sumsOf('sum', sql`SELECT p.money AS currency, sum(p.amount) AS amount FROM part AS p WHERE p.money IS NOT NULL GROUP BY p.money`)}, ${join(counts)} FROM part AS p`,
  );
  const source = new DerivedSource('answer');
  const fields = compiler.selection(selected);
  const isPart = (field: Selected) => declarationOf(field.field)?.read?.kind === 'part';
  const plain = compiler.row(
    source,
    fields.filter((field) => !isPart(field)),
  );
  const lists = fields
    .filter(isPart)
    .map(
      (field) =>
        [
          rowKey(field.responseKey),
          groupPage(compiler, parts, field, selected, 'grouped', order, datasets.name),
        ] as const,
    );
  const about = compiler.scope.about(null);
  return {
    statement: sql`${parts.with()} SELECT (SELECT json_build_object('row', ${plain.json}, 'lists', ${jsonObject(lists)}) FROM ${source.from()}${join(plain.joins, '')}) AS j, ${about} AS about, '{}'::json AS problem`,
    check: () => {},
  };
}

const counts: Sql[] = [
  sql`coalesce(sum(p.n), 0)::bigint AS payment_count`,
  sql`coalesce(sum(p.n - p.amounts), 0)::bigint AS without_amount_count`,
  sql`coalesce(sum(p.amounts) FILTER (WHERE p.money IS NULL), 0)::bigint AS without_currency_count`,
  sql`sum(p.amount) FILTER (WHERE p.money IS NULL) AS without_currency_sum`,
];

const sums: Sql[] = [
  sql`coalesce(array_agg(p.amount ORDER BY p.money) FILTER (WHERE p.money IS NOT NULL), '{}')::numeric[] AS sum_amounts`,
  sql`coalesce(array_agg(p.money ORDER BY p.money) FILTER (WHERE p.money IS NOT NULL), '{}')::text[] AS sum_currencies`,
  ...counts,
];

function dimensionOf(name: string, payment: Source): PaymentDimension {
  const column = (one: string) => payment.column(one);
  const min = (value: Sql) => sql`min(${value} COLLATE "C")`;
  const one = (id: Sql, shows: string): PaymentDimension => {
    const value = sql`(${id}) COLLATE "C"`;
    return { id: value, shows: [[shows, min(value)]] };
  };
  const month = sql`coalesce(to_char(${column('paid_on')}, 'YYYY-MM'), ${column('list_month')})`;
  switch (name) {
    case 'YEAR':
      return one(sql`left(${month}, 4)`, 'year');
    case 'MONTH':
      return one(month, 'month');
    case 'DATASET':
      return one(column('dataset_key'), 'dataset_key');
    case 'CURRENCY':
      return one(column('value_currency'), 'currency');
    case 'EXPENSE_TYPE':
      return one(column('expense_type'), 'expense_type');
    case 'ORGANISATIONAL_UNIT':
      return one(column('organisational_unit'), 'organisational_unit');
    case 'DEPARTMENT':
      return named(payment, 'department_key', 'payer_name');
    case 'PAYEE':
      return named(payment, 'supplier_key', 'payee_name');
    default:
      throw new Error(`No dimension "${name}"`);
  }
}

/** Known by key; else by the publisher's own words: names of two publishers are never matched. */
function named(payment: Source, key: string, name: string): PaymentDimension {
  const [known, words] = [payment.column(key), payment.column(name)];
  return {
    id: sql`coalesce(${known}, ${publishedId(payment.column('dataset_key'), sql`NULL::text`, words)}) COLLATE "C"`,
    shows: [
      [key, sql`min(${known} COLLATE "C")`],
      [name, sql`min(${words} COLLATE "C")`],
    ],
  };
}
