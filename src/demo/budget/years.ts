import type { Day } from '../calendar.ts';

/** Budgets stand for these years, final accounts for all but the last. */
export const budgetYears = [2023, 2024, 2025, 2026] as const;
export const finalYears = [2023, 2024, 2025] as const;
/** First year whose purchases the demo has. */
export const firstContractYear = 2025;
/** Since this fiscal year every department publishes; before, only those that tried it out. */
const allSince = 2025;
const pilots = ['101', '105', '107'];
/** Departments that publish for their own body and each unit besides, since this calendar year. */
const withUnits = ['105', '107'];
const unitsSince = 2026;

/** Whether a document is published: of a department with its units, or of one body alone. */
export function isPublished(
  body: string,
  scope: 'own' | 'consolidated',
  year: number,
  kind: string,
): boolean {
  if (scope === 'consolidated') return year >= allSince || pilots.includes(body);
  const since = kind === 'finalAccount' ? year + 1 : year;
  return since >= unitsSince && withUnits.includes(body.split('-')[0]!);
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
