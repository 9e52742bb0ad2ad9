import { type Fen, yuan } from '../money.ts';

/** The invented finance bureau's per-head quota of public funds, yuan a person in service and year (公用经费定额). */
const perHead: Readonly<Record<number, { organ: number; institution: number }>> = {
  2023: { organ: 21_000, institution: 15_200 },
  2024: { organ: 20_600, institution: 15_000 },
  2025: { organ: 20_200, institution: 14_800 },
  2026: { organ: 19_800, institution: 14_600 },
};

export function quotaOf(isOrgan: boolean, year: number): Fen {
  const both = perHead[year]!;
  return yuan(isOrgan ? both.organ : both.institution);
}
