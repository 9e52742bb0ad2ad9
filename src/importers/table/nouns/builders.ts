import { budgetAdjustment } from './adjustment.ts';
import { budget } from './budget.ts';
import { contract, notice } from './notice.ts';
import type { Noun } from './noun.ts';
import { payment } from './payment.ts';
import { catalogItem, classification, disclosure, headCount, standard, threshold } from './rules.ts';
import {
  assetOccupancy,
  operatingFunds,
  performanceTarget,
  procurementSummary,
  purchasedService,
  threePublic,
} from './statutory.ts';

/** How rows of each noun become facts, by name. */
export const builders: ReadonlyMap<string, Noun> = new Map(
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
  ].map((noun) => [noun.name, noun]),
);
