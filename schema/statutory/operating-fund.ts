import { factReads } from '../../resolvers/facts/load.ts';
import { standardReads } from '../../resolvers/facts/standard.ts';
import {
  operatingFundChange,
  operatingFundCompare,
  operatingFundPerHead,
} from '../../resolvers/operating-fund.ts';
import { entity } from '../helpers/entity.ts';
import { amountOf, factFields, factFilters, latestFirst, moneyFactColumns, yearOrder } from './common.ts';

const open = { visibility: 'public' } as const;
const made = {
  nullable: false,
  columns: [...moneyFactColumns, { column: 'definition', type: 'text' as const }],
  tables: [...factReads, ...standardReads],
  ...open,
};

entity('OperatingFund', {
  table: 'disclosed.operating_fund',
  ...open,
  description: 'Operating funds of a body (机关运行经费) with the definition that the number follows.',
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
    definition: f.in('definition', {
      ...open,
      description: 'Definitions: disclosure, regulation621, other (口径).',
    }),
    actual: f.money('actual', { currency: 'currency', ...open, description: 'Amount spent (决算数).' }),
  }),
  fields: (t) => ({
    definition: t.column('definition', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        'disclosure: as disclosure rules define it; regulation621: as the Regulation on Government Organ Affairs does; other (口径).',
    }),
    definitionNote: t.column('definitionNote', {
      type: 'String',
      ...open,
      description: 'The definition in the document’s words (口径说明).',
    }),
    budget: amountOf(t, 'budget', 'Amount budgeted for the year (年初预算数).'),
    adjusted: amountOf(t, 'adjusted', 'Budget after changes during the year (调整预算数).'),
    actual: amountOf(t, 'actual', 'Amount spent (决算数).'),
    previous: amountOf(t, 'previous', 'The year before, where this document states it (上年数).'),
    changeReason: t.column('changeReason', {
      type: 'String',
      ...open,
      description: 'Published reason of the change (增减原因).',
    }),
    perHead: t.computed({
      type: { object: 'Ratio' },
      ...made,
      resolve: operatingFundPerHead,
      description: 'By people in service, else posts (人均).',
    }),
    change: t.computed({
      type: { object: 'AmountChange' },
      ...made,
      resolve: operatingFundChange,
      description: 'Against the year before, with the published reason (增减变化).',
    }),
    compare: t.computed({
      type: { object: 'Comparison' },
      ...made,
      resolve: operatingFundCompare,
      description:
        'Beside last year, bodies of the same kind, the cap; numbers of one definition only (比较).',
    }),
    ...factFields(t, { hasCell: true }),
  }),
});
