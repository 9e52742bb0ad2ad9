import type { NounSpec } from '../types.ts';
import { budget, budgetAdjustment } from './spec/budget.ts';
import { catalogItem, classification, disclosure, standard, threshold } from './spec/law.ts';
import { contract, notice, payment } from './spec/spending.ts';
import {
  assetOccupancy,
  headCount,
  operatingFunds,
  performanceTarget,
  procurementSummary,
  purchasedService,
  threePublic,
} from './spec/statutory.ts';

/** Every kind of thing that tables hold, by name. */
export const nounSpecs: ReadonlyMap<string, NounSpec> = new Map(
  [
    budget,
    budgetAdjustment,
    threePublic,
    operatingFunds,
    procurementSummary,
    purchasedService,
    assetOccupancy,
    performanceTarget,
    headCount,
    standard,
    payment,
    contract,
    notice,
    catalogItem,
    threshold,
    disclosure,
    classification,
  ].map((spec) => [spec.name, spec]),
);
