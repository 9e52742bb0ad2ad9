import type { JsonObject } from '../../json.ts';
import { at, type Day } from '../calendar.ts';
import { type Fen, value } from '../money.ts';
import { type Named, reference } from '../parties.ts';
import { type Line, methods, type Purchase } from '../purchase.ts';

/** One release that is about to be written; parties and ids are added when the order is known. */
export interface Draft {
  day: Day;
  /** Rank among drafts of the same day. */
  rank: number;
  tag: string[];
  body: JsonObject;
  parties: Named[];
}

const site = 'https://notices.demo.invalid';

export function document(purchase: Purchase, id: string, type: string, title: string, day: Day): JsonObject {
  return {
    id,
    documentType: type,
    title: `${purchase.title}${title}`,
    url: `${site}/${purchase.ocid}/${id}.html`,
    datePublished: at(day, '09:00:00'),
    format: 'text/html',
    language: 'zh',
  };
}

export function budget(purchase: Purchase): JsonObject {
  return {
    budget: {
      id: `YS-${purchase.year}-${purchase.buyer}-${purchase.ocid.slice(-4)}`,
      description: '一般公共预算',
      amount: value(purchase.budget, purchase.currency),
      project: purchase.title,
      projectID: purchase.number,
    },
  };
}

export function agency(purchase: Purchase): Named {
  const who = purchase.agency ?? { body: purchase.buyer };
  return { ...who, role: 'procuringEntity' };
}

type TenderLine = Omit<Line, 'unitPrice'> & { unitPrice: Fen | null };

export function item(line: TenderLine, currency: string): JsonObject {
  return {
    id: line.id,
    description: line.description,
    classification: { scheme: line.thing.scheme, id: line.thing.code, description: line.thing.nameZh },
    quantity: line.quantity,
    unit: {
      name: line.thing.unitZh,
      ...(line.unitPrice === null ? {} : { value: value(line.unitPrice, currency) }),
    },
  };
}

export function tenderHead(purchase: Purchase, status: string): JsonObject {
  return {
    id: purchase.number,
    title: purchase.title,
    ...(purchase.titleEn ? { title_en: purchase.titleEn } : {}),
    status,
    procurementMethod: methods[purchase.method].ocds,
    procurementMethodDetails: methods[purchase.method].local,
    ...(purchase.methodRationale ? { procurementMethodRationale: purchase.methodRationale } : {}),
    mainProcurementCategory: purchase.category,
    procuringEntity: reference(agency(purchase)),
    ...(purchase.hides.includes('tenderValue') ? {} : { value: value(purchase.budget, purchase.currency) }),
    ...(purchase.framework ? { techniques: techniques(purchase) } : {}),
  };
}

function techniques(purchase: Purchase): JsonObject {
  const { method, ceiling, start, end, maximum } = purchase.framework!;
  return {
    hasFrameworkAgreement: true,
    frameworkAgreement: {
      method,
      ...(maximum === null ? {} : { maximumParticipants: maximum }),
      ...(ceiling === null ? {} : { value: value(ceiling, purchase.currency) }),
      period: { startDate: at(start), endDate: at(end, '23:59:59') },
    },
  };
}
