import { phaseOfDocument } from './documents.ts';
import { type Column, statutoryNoun } from './fact.ts';
import { codePart, identity } from './keys.ts';
import * as specs from './spec/statutory.ts';

const yearMoney: readonly Column[] = [
  ['budget_amount', 'budget', 'number'],
  ['adjusted_amount', 'adjusted', 'number'],
  ['actual_amount', 'actual', 'number'],
  ['previous_amount', 'previous', 'number'],
];

export const threePublic = statutoryNoun({
  spec: specs.threePublic,
  table: 'disclosed.three_public_expense',
  breakdown: 'threePublic',
  required: ['category'],
  columns: [
    ['category', 'category', 'code'],
    ...yearMoney,
    ['trip_groups', 'tripGroups', 'integer'],
    ['trip_persons', 'tripPersons', 'integer'],
    ['vehicles_bought', 'vehiclesBought', 'integer'],
    ['vehicles_owned', 'vehiclesOwned', 'integer'],
    ['reception_batches', 'receptionBatches', 'integer'],
    ['reception_persons', 'receptionPersons', 'integer'],
    ['change_reason', 'changeReason', 'text'],
  ],
  identity: (reading) => codePart(reading.get('category')!),
  sumBy: 'category',
  isNumbered: false,
  hasCell: true,
});

export const operatingFunds = statutoryNoun({
  spec: specs.operatingFunds,
  table: 'disclosed.operating_fund',
  breakdown: 'other',
  required: [],
  columns: [
    ['definition_note', 'definitionNote', 'text'],
    ...yearMoney,
    ['change_reason', 'changeReason', 'text'],
  ],
  identity: (reading) => codePart(reading.get('definition') ?? 'disclosure'),
  sumBy: 'definition',
  isNumbered: false,
  hasCell: true,
  // Published with the budget: the definition is that of the disclosure, unless the table says another.
  more: (reading) => ({ definition: reading.get('definition') ?? 'disclosure' }),
});

export const procurementSummary = statutoryNoun({
  spec: specs.procurementSummary,
  table: 'disclosed.procurement_summary',
  breakdown: 'procurement',
  required: [],
  columns: [
    ['goods_amount', 'goods', 'number'],
    ['works_amount', 'works', 'number'],
    ['services_amount', 'services', 'number'],
    ['total_amount', 'total', 'number'],
    ['sme_amount', 'sme', 'number'],
    ['micro_amount', 'micro', 'number'],
  ],
  identity: (reading, place) => codePart(reading.get('phase') ?? phaseOfDocument[place.kind]!),
  isNumbered: false,
  hasCell: true,
  phase: (reading, place) => reading.get('phase') ?? phaseOfDocument[place.kind]!,
  more: (reading, place) => ({ phase: reading.get('phase') ?? phaseOfDocument[place.kind]! }),
});

export const purchasedService = statutoryNoun({
  spec: specs.purchasedService,
  table: 'disclosed.purchased_service',
  breakdown: 'purchasedServices',
  required: ['name'],
  columns: [
    ['code', 'code', 'code'],
    ['name', 'name', 'text'],
    ['project_name', 'projectName', 'text'],
    ['provider', 'provider', 'text'],
    ['budget_amount', 'budget', 'number'],
    ['actual_amount', 'actual', 'number'],
  ],
  identity: (reading) =>
    identity(
      [reading.get('code')],
      [reading.get('name'), reading.get('projectName'), reading.get('provider')],
    ),
  isNumbered: true,
  hasCell: false,
});

export const assetOccupancy = statutoryNoun({
  spec: specs.assetOccupancy,
  table: 'disclosed.asset_occupancy',
  breakdown: 'assets',
  required: ['category'],
  columns: [
    ['category', 'category', 'code'],
    ['use_code', 'useCode', 'code'],
    ['use_name', 'useName', 'text'],
    ['quantity', 'quantity', 'number'],
    ['unit_name', 'unitName', 'text'],
    ['unit_price_from', 'unitPriceFrom', 'number'],
    ['value_amount', 'value', 'number'],
    ['as_of_on', 'asOfOn', 'date'],
  ],
  identity: (reading) =>
    identity(
      [reading.get('category'), reading.get('useCode')],
      [reading.get('useName'), reading.get('unitPriceFrom'), reading.get('asOfOn')],
    ),
  isNumbered: true,
  hasCell: false,
});

export const performanceTarget = statutoryNoun({
  spec: specs.performanceTarget,
  table: 'disclosed.performance_target',
  breakdown: 'performance',
  required: ['indicator'],
  columns: [
    ['project_code', 'projectCode', 'code'],
    ['project_name', 'projectName', 'text'],
    ['budget_amount', 'budget', 'number'],
    ['executed_amount', 'executed', 'number'],
    ['level_one', 'levelOne', 'text'],
    ['level_two', 'levelTwo', 'text'],
    ['indicator', 'indicator', 'text'],
    ['target_text', 'targetText', 'text'],
    ['actual_text', 'actualText', 'text'],
    ['unit_name', 'unitName', 'text'],
    ['weight', 'weight', 'number'],
    ['score', 'score', 'number'],
    ['note', 'note', 'text'],
  ],
  identity: (reading) =>
    identity(
      [reading.get('projectCode')],
      [
        reading.get('projectName'),
        reading.get('levelOne'),
        reading.get('levelTwo'),
        reading.get('indicator'),
      ],
    ),
  isNumbered: true,
  hasCell: false,
  more: (reading) => ({ is_overall: reading.get('isOverall') === 'true' }),
});
