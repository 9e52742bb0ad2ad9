import { type Fen, share, yuan } from '../money.ts';
import { Random } from '../random.ts';
import type { BudgetBody } from './bodies.ts';
import { overrides } from './planted.ts';
import { budgetYears } from './years.ts';

/** One kind of three-public expense in a year. */
export interface Expense {
  budget: Fen;
  actual: Fen;
}

/** Three-public expenses of a body itself, with their physical counts. */
export interface ThreePublic {
  overseas: Expense;
  vehiclePurchase: Expense;
  vehicleOperation: Expense;
  reception: Expense;
  counts: Counts;
}

export interface Counts {
  tripGroups: number;
  tripPersons: number;
  vehiclesBought: number;
  vehiclesOwned: number;
  receptionBatches: number;
  receptionPersons: number;
}

export type Category =
  | 'total'
  | 'overseas'
  | 'vehicles'
  | 'vehiclePurchase'
  | 'vehicleOperation'
  | 'reception';

const hundreds = (amount: Fen): Fen => (amount / 10_000n) * 10_000n;
const operationPerVehicle = 22_000;
const vehiclePrice = 176_000;

export function threePublicOf(body: BudgetBody, year: number): ThreePublic {
  const random = new Random(`three-public/${body.code}/${year}`);
  const index = year - budgetYears[0];
  const used = (budget: Fen, low: number) => hundreds(share(budget, random.between(low, 100)));

  // Fewer receptions and trips every year; who travels abroad does so every other year at least.
  const overseasBudget = index % 2 === 1 || body.overseas > 70_000 ? hundreds(yuan(body.overseas)) : 0n;
  const overseas = { budget: overseasBudget, actual: used(overseasBudget, 82) };
  const receptionBudget = hundreds(share(yuan(body.reception), 100 - 6 * index));
  const reception = { budget: receptionBudget, actual: used(receptionBudget, 78) };
  const buys = body.vehicles >= 4 && random.chance(34);
  const purchaseBudget = buys ? yuan(vehiclePrice) : 0n;
  const vehiclePurchase = { budget: purchaseBudget, actual: used(purchaseBudget, 96) };
  const operationBudget = yuan(body.vehicles * operationPerVehicle);
  const vehicleOperation = { budget: operationBudget, actual: used(operationBudget, 86) };

  const found: ThreePublic = {
    overseas,
    vehiclePurchase,
    vehicleOperation,
    reception,
    counts: {
      tripGroups: overseas.actual > 0n ? Math.max(1, Math.round(body.overseas / 60_000)) : 0,
      tripPersons: overseas.actual > 0n ? Math.max(1, Math.round(body.overseas / 24_000)) : 0,
      vehiclesBought: buys ? 1 : 0,
      vehiclesOwned: body.vehicles,
      receptionBatches: reception.actual > 0n ? Math.max(1, Math.round(body.reception / 2_400)) : 0,
      receptionPersons: reception.actual > 0n ? Math.max(3, Math.round(body.reception / 190)) : 0,
    },
  };
  return overrides.threePublic(body.code, year, found);
}

const parts = ['overseas', 'vehiclePurchase', 'vehicleOperation', 'reception'] as const;

export function addedUp(all: readonly ThreePublic[]): ThreePublic {
  const sum = (part: (typeof parts)[number]): Expense => ({
    budget: all.reduce((so, one) => so + one[part].budget, 0n),
    actual: all.reduce((so, one) => so + one[part].actual, 0n),
  });
  const counts = Object.fromEntries(
    Object.keys(all[0]!.counts).map((name) => [
      name,
      all.reduce((so, one) => so + one.counts[name as keyof Counts], 0),
    ]),
  ) as unknown as Counts;
  return {
    overseas: sum('overseas'),
    vehiclePurchase: sum('vehiclePurchase'),
    vehicleOperation: sum('vehicleOperation'),
    reception: sum('reception'),
    counts,
  };
}

export function amountOf(one: ThreePublic, category: Category, which: keyof Expense): Fen {
  const vehicles = one.vehiclePurchase[which] + one.vehicleOperation[which];
  if (category === 'vehicles') return vehicles;
  if (category === 'total') return one.overseas[which] + one.reception[which] + vehicles;
  return one[category][which];
}
