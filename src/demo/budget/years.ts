import type { Day } from '../calendar.ts';

/** Budgets stand for these years, final accounts for all but the last. */
export const budgetYears = [2023, 2024, 2025, 2026] as const;
export const finalYears = [2023, 2024, 2025] as const;
/** First year whose purchases the demo has. */
export const firstContractYear = 2025;
/** Since this calendar year units publish documents of their own; before, only departments did. */
const unitsSince = 2026;
/** Since this fiscal year every department publishes; before, only those that tried it out. */
const allSince = 2025;
const pilots = ['101', '105', '107'];

/** Whether a body publishes a document of its own, or with its units, of a year. */
export function isPublished(
  body: string,
  scope: 'own' | 'consolidated',
  year: number,
  kind: string,
): boolean {
  if (scope === 'consolidated') return year >= allSince || pilots.includes(body);
  return (kind === 'finalAccount' ? year + 1 : year) >= unitsSince;
}

/** Days of a year's documents: the finance bureau replies, departments publish on one day, units after them. */
export const days = {
  budgetReply: (year: number): Day => `${year}-01-19`,
  unitReply: (year: number): Day => `${year}-02-02`,
  budget: (year: number): Day => `${year}-02-06`,
  unitBudget: (year: number): Day => `${year}-02-16`,
  finalReply: (year: number): Day => `${year + 1}-08-10`,
  unitFinalReply: (year: number): Day => `${year + 1}-08-21`,
  final: (year: number): Day => `${year + 1}-08-27`,
  unitFinal: (year: number): Day => `${year + 1}-09-07`,
};
