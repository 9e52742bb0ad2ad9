import { type Fen, share, yuan } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import { Random } from '../random.ts';
import { adjustmentsOf } from './adjustments.ts';
import type { BudgetBody } from './bodies.ts';
import { type Economic, economic } from './economic.ts';
import { type FinalItem, functionName, type Item, merged, total } from './item.ts';
import { overrides } from './planted.ts';
import { type Procurement, procurementOf } from './procurement.ts';
import { quotaOf } from './quota.ts';
import { type ThreePublic, threePublicOf } from './three-public.ts';
import { budgetYears, finalYears } from './years.ts';

/** Money of one body itself in one year, without the units below it. */
export interface Figures {
  body: string;
  isOrgan: boolean;
  year: number;
  posts: number;
  filled: number;
  retired: number;
  approved: readonly Item[];
  /** Carried over into the year; general public budget, projects. */
  opening: Fen;
  adjusted: readonly Item[];
  final: readonly FinalItem[];
  approvedClasses: readonly Economic[];
  finalClasses: readonly Economic[];
  projects: readonly ProjectFigures[];
  procurement: readonly Procurement[];
  threePublic: ThreePublic;
}

export interface ProjectFigures {
  body: string;
  project: BudgetBody['projects'][number];
  approved: Fen;
  final: Fen;
}

/** Amounts are whole hundreds of yuan: what a form prints in 万元 with two decimals is exact. */
const hundreds = (amount: Fen): Fen => (amount / 10_000n) * 10_000n;
const percent = (amount: Fen, parts: number) => hundreds(share(amount, parts));

/** A price of the first year in a later one: three in a hundred more every year. */
function grown(amount: number, year: number): Fen {
  let result = yuan(amount);
  for (let at: number = budgetYears[0]; at < year; at += 1) result = share(result, 103);
  return hundreds(result);
}

const payPerHead = 142_000;
const pensionPerHead = 9_600;

export function figuresOf(body: BudgetBody, year: number, purchases: readonly Purchase[]): Figures {
  const index = year - budgetYears[0];
  const posts = body.posts - index;
  const filled = body.filled - index;
  const retired = body.retired + 2 * index;
  const random = new Random(`budget/${body.code}/${year}`);
  const threePublic = threePublicOf(body, year);
  const procurement = procurementOf(body.code, year, purchases);

  const pay = BigInt(filled) * grown(payPerHead, year);
  const quota = overrides.publicFundsPerHead(body.code, year) ?? quotaOf(body.isOrgan, year);
  const publicFunds = BigInt(filled) * quota;
  const pension = BigInt(retired) * grown(pensionPerHead, year);
  const running = basicItems(body, pay, publicFunds, pension);
  const bought = total(procurement, (one) => one.budget);
  const planned = body.projects.map((project) => grown(project.base, year) + (project.buys ? bought : 0n));
  const approved = merged([
    ...running,
    ...body.projects.map((project, at) => item(project.code, project.book, 0n, 0n, planned[at]!)),
  ]);

  const changes = adjustmentsOf(body.code, year);
  const adjusted = approved.map((one) => {
    const mine = one.book === 'general' ? changes.filter(({ code }) => code === one.code) : [];
    const sum = (part: 'personnel' | 'project') =>
      total(
        mine.filter((change) => change.part === part),
        (change) => change.amount,
      );
    return {
      ...one,
      personnel: one.personnel + sum('personnel'),
      project: one.project + sum('project'),
    };
  });

  // What was spent: nearly all of it; a little of each general project is carried on.
  const spentShare = new Map(adjusted.map((one) => [one, random.between(94, 99)]));
  const publicShare = random.between(95, 99);
  const spent = adjusted.map(
    (one): Item => ({
      ...one,
      personnel: percent(one.personnel, one.personnel > yuan(3_000_000) ? 99 : 100),
      publicFunds: percent(one.publicFunds, publicShare),
      project: percent(one.project, spentShare.get(one)!),
    }),
  );
  const carriedFrom = (at: number) => carriedOn(body, at);
  const carrier = carrierOf(body);
  const final = spent.map(
    (one): FinalItem =>
      one.code === carrier && one.book === 'general'
        ? { ...one, opening: carriedFrom(year - 1), closing: carriedFrom(year) }
        : { ...one, opening: 0n, closing: 0n },
  );

  return {
    body: body.code,
    isOrgan: body.isOrgan,
    year,
    posts,
    filled,
    retired,
    approved,
    opening: carriedFrom(year - 1),
    adjusted,
    final: isFinal(year) ? final : [],
    approvedClasses: classesOf(body, approved, filled, {
      reception: threePublic.reception.budget,
      vehicles: threePublic.vehicleOperation.budget,
    }),
    finalClasses: isFinal(year)
      ? classesOf(body, final, filled, {
          reception: overrides.receptionUnderBasic(body.code, year) ?? threePublic.reception.actual,
          vehicles: threePublic.vehicleOperation.actual,
        })
      : [],
    projects: body.projects.map((project, at) => ({
      body: body.code,
      project,
      approved: planned[at]!,
      final: percent(planned[at]!, random.between(92, 99)),
    })),
    procurement,
    threePublic,
  };
}

export const isFinal = (year: number): boolean => (finalYears as readonly number[]).includes(year);

const item = (code: string, book: Item['book'], personnel: Fen, publicFunds: Fen, project: Fen): Item => ({
  code,
  name: functionName(code),
  book,
  personnel,
  publicFunds,
  project,
});

/** The class whose projects carry money from year to year. */
const carrierOf = (body: BudgetBody) => body.projects.find(({ book }) => book === 'general')!.code;

function carriedOn(body: BudgetBody, year: number): Fen {
  const project = body.projects.find(({ book }) => book === 'general')!;
  return percent(grown(project.base, year), 3);
}

function basicItems(body: BudgetBody, pay: Fen, publicFunds: Fen, pension: Fen): Item[] {
  const general = (code: string, personnel: Fen, publicPart: Fen = 0n) =>
    item(code, 'general', personnel, publicPart, 0n);
  return [
    general(body.running, pay, publicFunds),
    general(body.isOrgan ? '2080501' : '2080502', pension),
    general('2080505', percent(pay, 16)),
    general('2080506', percent(pay, 8)),
    general(body.isOrgan ? '2101101' : '2101102', percent(pay, 9)),
    general('2210201', percent(pay, 12)),
    ...(body.isOrgan ? [general('2210203', percent(pay, 4))] : []),
  ];
}

/** The same basic expenditure by economic class: what has a class of its own, and the rest under the widest one. */
function classesOf(
  body: BudgetBody,
  items: readonly Item[],
  filled: number,
  known: { reception: Fen; vehicles: Fen },
): Economic[] {
  const general = items.filter(({ book }) => book === 'general');
  const of = (...codes: string[]) =>
    total(
      general.filter(({ code }) => codes.includes(code)),
      ({ personnel }) => personnel,
    );
  const pay = of(body.running);
  const salary = percent(pay, 34);
  const allowances = percent(pay, body.isOrgan ? 41 : 12);
  const publicFunds = total(general, (one) => one.publicFunds);
  const parts = [
    economic('30201', percent(publicFunds, 11)),
    economic('30206', percent(publicFunds, 6)),
    economic('30211', percent(publicFunds, 9)),
    economic('30217', known.reception),
    economic('30228', percent(publicFunds, 8)),
    economic('30231', known.vehicles),
    ...(body.isOrgan ? [economic('30239', BigInt(filled) * yuan(5_400))] : []),
    economic('31002', percent(publicFunds, 4)),
  ];
  const classes = [
    economic('30101', salary),
    economic('30102', allowances + of('2210203')),
    economic(body.isOrgan ? '30103' : '30107', pay - salary - allowances),
    economic('30108', of('2080505')),
    economic('30109', of('2080506')),
    economic('30110', of('2101101', '2101102')),
    economic('30113', of('2210201')),
    ...parts,
    economic('30299', publicFunds - total(parts, (one) => one.amount)),
    economic('30302', of('2080501', '2080502')),
  ];
  return classes.filter(({ amount }) => amount !== 0n);
}
