import type { Day } from '../calendar.ts';
import { bodyKey } from '../city.ts';
import { demoDataset } from '../marks.ts';
import type { Fen } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import { adjustmentsOf } from './adjustments.ts';
import { bodiesBelow, budgetBodies, departments } from './bodies.ts';
import { type Economic, mergedClasses } from './economic.ts';
import { type Figures, figuresOf, isFinal } from './figures.ts';
import { type FinalItem, type Item, merged, total } from './item.ts';
import { missingDocuments, otherDays } from './planted.ts';
import type { Procurement } from './procurement.ts';
import { addedUp, type ThreePublic } from './three-public.ts';
import { budgetYears, days, isPublished } from './years.ts';

export type Scope = 'own' | 'consolidated';
export type Kind = 'budget' | 'finalAccount' | 'adjustment';

/** A published document of the demo: whose money, of which year, and when it came out. */
export interface Document {
  body: string;
  scope: Scope;
  year: number;
  kind: Kind;
  approvedOn: Day;
  publishedOn: Day;
  number: string;
  statement: Statement;
}

/** Money that one document speaks of: the body's own, or with all units below it. */
export interface Statement {
  own: readonly Figures[];
  approved: readonly Item[];
  adjusted: readonly Item[];
  final: readonly FinalItem[];
  opening: Fen;
  approvedClasses: readonly Economic[];
  finalClasses: readonly Economic[];
  procurement: readonly Procurement[];
  threePublic: ThreePublic;
  /** The year before; null where the demo has none. */
  before: ThreePublic | null;
  /** Public funds of the organs among the bodies: what the disclosure calls operating funds. */
  operating: { budget: Fen; actual: Fen; before: Fen | null };
}

/** `body/year/kind/scope`: how a document is named within the demo. */
export const markOf = ({ body, year, kind, scope }: Omit<Document, 'statement'>): string =>
  `${body}/${year}/${kind}/${scope}`;

/** The key under which the import stores it. */
export const documentKey = (mark: string): string => {
  const [body, ...rest] = mark.split('/');
  return [demoDataset, bodyKey(body!), ...rest].join('/');
};

export class BudgetWorld {
  private readonly figures = new Map<string, Figures>();

  constructor(readonly purchases: readonly Purchase[]) {}

  of(body: string, year: number): Figures {
    const key = `${body}/${year}`;
    let found = this.figures.get(key);
    if (!found) {
      found = figuresOf(budgetBodies.find((one) => one.code === body)!, year, this.purchases);
      this.figures.set(key, found);
    }
    return found;
  }

  statement(body: string, scope: Scope, year: number): Statement {
    const bodies = scope === 'own' ? [body] : bodiesBelow(body).map(({ code }) => code);
    const own = bodies.map((code) => this.of(code, year));
    const before = year === budgetYears[0] ? null : bodies.map((code) => this.of(code, year - 1));
    const publicFunds = (figures: readonly Figures[], which: 'approved' | 'final') =>
      total(
        figures.filter(({ isOrgan }) => isOrgan).flatMap((one) => [...one[which]]),
        (item) => item.publicFunds,
      );
    return {
      own,
      approved: merged(own.flatMap((one) => one.approved)),
      adjusted: merged(own.flatMap((one) => one.adjusted)),
      final: merged(own.flatMap((one) => one.final)),
      opening: total(own, (one) => one.opening),
      approvedClasses: mergedClasses(own.flatMap((one) => one.approvedClasses)),
      finalClasses: mergedClasses(own.flatMap((one) => one.finalClasses)),
      procurement: own.flatMap((one) => one.procurement),
      threePublic: addedUp(own.map((one) => one.threePublic)),
      before: before && addedUp(before.map((one) => one.threePublic)),
      operating: {
        budget: publicFunds(own, 'approved'),
        actual: publicFunds(own, 'final'),
        before: before && publicFunds(before, 'approved'),
      },
    };
  }

  /** Every document that was published, in the order of years, kinds and bodies. */
  documents(): Document[] {
    const all: Document[] = [];
    const add = (body: string, scope: Scope, year: number, kind: Kind, number: number) => {
      if (!isPublished(body, scope, year, kind)) return;
      const document: Document = {
        body,
        scope,
        year,
        kind,
        ...dates(scope, year, kind),
        number: numberOf(year, kind, number),
        statement: this.statement(body, scope, year),
      };
      const mark = markOf(document);
      if (missingDocuments.includes(mark)) return;
      all.push({ ...document, publishedOn: otherDays[mark] ?? document.publishedOn });
    };
    const bodies = budgetBodies.map(({ code }) => code);
    for (const year of budgetYears) {
      for (const kind of ['budget', 'finalAccount'] as const) {
        if (kind === 'finalAccount' && !isFinal(year)) continue;
        departments.forEach((code, at) => void add(code, 'consolidated', year, kind, at + 1));
        bodies.forEach((code, at) => void add(code, 'own', year, kind, departments.length + at + 1));
      }
      for (const code of departments) {
        const below = bodiesBelow(code).map((one) => one.code);
        if (below.some((one) => adjustmentsOf(one, year).length > 0))
          add(code, 'consolidated', year, 'adjustment', 1);
      }
    }
    return all;
  }
}

function dates(scope: Scope, year: number, kind: Kind): { approvedOn: Day; publishedOn: Day } {
  if (kind === 'adjustment') {
    return year < 2026
      ? { approvedOn: `${year}-12-05`, publishedOn: `${year}-12-19` }
      : { approvedOn: '2026-07-10', publishedOn: '2026-07-24' };
  }
  const isOwn = scope === 'own';
  if (kind === 'budget')
    return isOwn
      ? { approvedOn: days.unitReply(year), publishedOn: days.unitBudget(year) }
      : { approvedOn: days.budgetReply(year), publishedOn: days.budget(year) };
  return isOwn
    ? { approvedOn: days.unitFinalReply(year), publishedOn: days.unitFinal(year) }
    : { approvedOn: days.finalReply(year), publishedOn: days.final(year) };
}

function numberOf(year: number, kind: Kind, number: number): string {
  const [of, at] = { budget: ['预', year], finalAccount: ['决', year + 1], adjustment: ['调', year] }[
    kind
  ] as [string, number];
  return `示财${of}〔${at}〕${number}号（演示）`;
}
