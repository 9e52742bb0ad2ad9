import { factReads } from '../../resolvers/facts/load.ts';
import { standardReads } from '../../resolvers/facts/standard.ts';
import {
  perGuest,
  perHead,
  perTrip,
  perVehicle,
  shareOfOperatingFunds,
  threePublicChange,
  threePublicCompare,
} from '../../resolvers/three-public.ts';
import type { HubContext } from '../../src/context.ts';
import { ThreePublicCategory } from '../budget/enums.ts';
import { entity } from '../helpers/entity.ts';
import type { AnyFieldRef, Fields } from '../helpers/fields.ts';
import { rootConnection } from '../helpers/roots.ts';
import {
  amountOf,
  countColumns,
  factFields,
  factFilters,
  latestFirst,
  moneyFactColumns,
  yearOrder,
} from './common.ts';

/** Made from the row's own columns and what stands beside it, batched. */
function computed(
  t: Fields,
  object: string,
  resolve: (row: never, context: HubContext) => unknown,
  description: string,
): AnyFieldRef {
  return t.computed({
    type: { object },
    nullable: false,
    columns: [...moneyFactColumns, ...countColumns],
    tables: [...factReads, ...standardReads],
    resolve: resolve as never,
    ...open,
    description,
  });
}

const open = { visibility: 'public' } as const;

entity('ThreePublicExpense', {
  table: 'disclosed.three_public_expense',
  ...open,
  description:
    'Overseas travel, official vehicles, official reception (“三公”经费), one row a category, with the counts of trips, vehicles and guests that the document states.',
  orders: {
    ...yearOrder,
    ACTUAL: {
      column: 'actual_amount',
      type: 'decimal',
      currency: 'currency',
      filter: 'actual',
      description: 'By amount spent; the filter must name one currency (决算数).',
    },
  },
  defaultOrder: latestFirst,
  filter: (f) => ({
    ...factFilters(f),
    category: f.in('category', {
      type: ThreePublicCategory,
      ...open,
      description: 'Categories (“三公”经费类别).',
    }),
    budget: f.money('budget', { currency: 'currency', ...open, description: 'Amount budgeted (预算数).' }),
    actual: f.money('actual', { currency: 'currency', ...open, description: 'Amount spent (决算数).' }),
  }),
  fields: (t) => ({
    category: t.column('category', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'total, overseas, vehicles, vehiclePurchase, vehicleOperation, reception (类别).',
    }),
    budget: amountOf(t, 'budget', 'Amount budgeted for the year (年初预算数).'),
    adjusted: amountOf(t, 'adjusted', 'Budget after changes during the year (调整预算数).'),
    actual: amountOf(t, 'actual', 'Amount spent (决算数).'),
    previous: amountOf(
      t,
      'previous',
      'The same item a year before, where this document states it (上年数). May differ from last year’s own document.',
    ),
    tripGroups: t.column('tripGroups', {
      type: 'Int',
      ...open,
      description: 'Groups that travelled abroad (出国（境）团组数).',
    }),
    tripPersons: t.column('tripPersons', {
      type: 'Int',
      ...open,
      description: 'Persons that travelled abroad (出国（境）人数).',
    }),
    vehiclesBought: t.column('vehiclesBought', {
      type: 'Int',
      ...open,
      description: 'Vehicles bought in the year (公务用车购置数).',
    }),
    vehiclesOwned: t.column('vehiclesOwned', {
      type: 'Int',
      ...open,
      description: 'Vehicles held at the end of the year (公务用车保有量).',
    }),
    receptionBatches: t.column('receptionBatches', {
      type: 'Int',
      ...open,
      description: 'Occasions of reception (公务接待批次).',
    }),
    receptionPersons: t.column('receptionPersons', {
      type: 'Int',
      ...open,
      description: 'Guests received (公务接待人数).',
    }),
    changeReason: t.column('changeReason', {
      type: 'String',
      ...open,
      description: 'Published reason of the change against the year before (增减原因).',
    }),
    shareOfOperatingFunds: computed(
      t,
      'Ratio',
      shareOfOperatingFunds,
      'Part of the operating funds of the body and year (占机关运行经费比例).',
    ),
    perHead: computed(t, 'Ratio', perHead, 'By people in service, else posts (人均).'),
    perTrip: computed(t, 'Ratio', perTrip, 'Travel abroad by groups that travelled (每团组).'),
    perVehicle: computed(
      t,
      'Ratio',
      perVehicle,
      'Running costs by vehicles held, purchases by vehicles bought (单车).',
    ),
    perGuest: computed(t, 'Ratio', perGuest, 'Reception by guests received (人均接待).'),
    change: computed(
      t,
      'AmountChange',
      threePublicChange,
      'Against the year before, with the published reason (增减变化).',
    ),
    compare: computed(
      t,
      'Comparison',
      threePublicCompare,
      'Beside last year, bodies of the same kind, the cap (比较).',
    ),
    ...factFields(t, { hasCell: true }),
  }),
});

rootConnection('threePublicExpenses', {
  target: 'ThreePublicExpense',
  ...open,
  description: 'Overseas travel, vehicles, reception (“三公”经费), latest year first.',
});
