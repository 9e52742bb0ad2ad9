import { type Fen, yuan } from '../money.ts';
import type { ThreePublic } from './three-public.ts';

/**
 * What is planted wrong in the budgets, by body and year; `faults.ts` says what a rule should notice, and where. Wrong
 * numbers that are true (money really spent so) stand in the figures; wrong prints stand in one cell of one document.
 */
const is = (body: string, year: number, wanted: string): boolean => `${body}/${year}` === wanted;

export const overrides = {
  /** More public funds than people times quota. */
  publicFundsPerHead(body: string, year: number): Fen | null {
    return is(body, year, '107/2026') ? yuan(21_400) : null;
  },

  /** A cap below people times quota: the budget keeps to the quota and not to the cap. */
  capPercent(body: string, year: number): number | null {
    return is(body, year, '113/2026') ? 94 : null;
  },

  /** Reception within basic expenditure that is more than all reception. */
  receptionUnderBasic(body: string, year: number): Fen | null {
    return is(body, year, '101/2025') ? yuan(88_600) : null;
  },

  threePublic(body: string, year: number, usual: ThreePublic): ThreePublic {
    // Vehicles cost more than was budgeted for them.
    if (is(body, year, '105/2025'))
      return { ...usual, vehicleOperation: { ...usual.vehicleOperation, actual: yuan(175_300) } };
    // Receptions are counted, and nothing was spent on them.
    if (is(body, year, '111/2025')) return { ...usual, reception: { ...usual.reception, actual: 0n } };
    // More vehicles than the posts allow.
    if (is(body, year, '113/2025')) return { ...usual, counts: { ...usual.counts, vehiclesOwned: 7 } };
    return usual;
  },
};

/** A cell of one document that was printed wrong: a total with this added to it. */
export interface Misprint {
  body: string;
  scope: 'own' | 'consolidated';
  year: number;
  kind: 'budget' | 'finalAccount';
  table: string;
  added: Fen;
}

export const misprints: readonly Misprint[] = [
  {
    body: '113',
    scope: 'consolidated',
    year: 2026,
    kind: 'budget',
    table: 'procurement-detail',
    added: yuan(123_400),
  },
  {
    body: '107',
    scope: 'consolidated',
    year: 2024,
    kind: 'finalAccount',
    table: 'procurement-summary',
    added: yuan(-100),
  },
];

/** Documents that were never published, as `body/year/kind/scope`. */
export const missingDocuments: readonly string[] = ['105-01-01/2025/finalAccount/own'];
/** Tables left out of a document without a word. */
export const missingTables: readonly (readonly [document: string, table: string])[] = [
  ['202/2026/budget/consolidated', 'capital-by-function'],
];
/** Days of publication that are not the usual one. */
export const otherDays: Readonly<Record<string, string>> = {
  '111/2025/budget/consolidated': '2025-03-06',
  // The twentieth day after the reply, and so in time.
  '101/2024/budget/consolidated': '2024-02-08',
};

/** Final operating funds that the publisher withholds: no fault, a state. */
export const withheldOperating = (body: string, year: number): boolean => is(body, year, '105/2024');
