import type { JsonObject } from '../json.ts';
import { addDays, at, type Day } from './calendar.ts';
import { payerOf } from './city.ts';
import { lastDay } from './marks.ts';
import { type Fen, value } from './money.ts';
import { type Named, partiesOf, reference } from './parties.ts';
import {
  type Award,
  type Contract,
  type Correction,
  type Line,
  methods,
  type Payment,
  type Purchase,
} from './purchase.ts';

/** One release that is about to be written; parties and ids are added when the order is known. */
interface Draft {
  day: Day;
  /** Rank among drafts of the same day. */
  rank: number;
  tag: string[];
  body: JsonObject;
  parties: Named[];
}

const site = 'https://notices.demo.invalid';

/** The releases of a purchase up to the demo's last day, oldest first, their dates strictly rising. */
export function releasesOf(purchase: Purchase): JsonObject[] {
  const drafts = [
    ...planning(purchase),
    ...tender(purchase),
    ...outcome(purchase),
    ...purchase.contracts.flatMap((one) => contract(purchase, one)),
  ];
  return write(
    purchase,
    drafts.filter((one) => one.day <= lastDay),
    0,
  );
}

/** What a second file corrects: contract updates, after everything else. */
export function correctionsOf(purchase: Purchase): JsonObject[] {
  const drafts = purchase.corrections.map((one) => correction(purchase, one));
  return write(purchase, drafts, 50);
}

function write(purchase: Purchase, drafts: Draft[], from: number): JsonObject[] {
  const ordered = drafts
    .map((draft, index) => ({ draft, index }))
    .sort((a, b) => compare(a.draft.day, b.draft.day) || a.draft.rank - b.draft.rank || a.index - b.index);
  return ordered.map(({ draft }, index) => {
    const number = String(from + index + 1).padStart(2, '0');
    return {
      ocid: purchase.ocid,
      id: `${purchase.ocid}-${number}`,
      date: at(draft.day, `09:${number}:00`),
      tag: draft.tag,
      initiationType: 'tender',
      language: 'zh',
      parties: partiesOf([{ body: purchase.buyer, role: 'buyer' }, ...draft.parties]),
      buyer: reference({ body: purchase.buyer }),
      ...draft.body,
      ...(purchase.related.length > 0
        ? {
            relatedProcesses: purchase.related.map((one, place) => ({
              id: String(place + 1),
              relationship: [one.relationship],
              title: one.title,
              scheme: 'ocid',
              identifier: one.ocid,
            })),
          }
        : {}),
    };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function document(purchase: Purchase, id: string, type: string, title: string, day: Day): JsonObject {
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

function planning(purchase: Purchase): Draft[] {
  if (!purchase.intentOn) return [];
  const documents = purchase.intentNoticeOn
    ? [document(purchase, 'intent', 'plannedProcurementNotice', '采购意向公告', purchase.intentNoticeOn)]
    : [];
  return [
    {
      day: purchase.intentOn,
      rank: 1,
      tag: ['planning'],
      parties: [],
      body: {
        planning: { ...budget(purchase), rationale: `保障${purchase.year}年度工作需要（演示）`, documents },
        tender: {
          id: purchase.number,
          title: purchase.title,
          status: 'planned',
          mainProcurementCategory: purchase.category,
        },
      },
    },
  ];
}

function budget(purchase: Purchase): JsonObject {
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

function agency(purchase: Purchase): Named {
  const who = purchase.agency ?? { body: purchase.buyer };
  return { ...who, role: 'procuringEntity' };
}

function tenderHead(purchase: Purchase, status: string): JsonObject {
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

function tender(purchase: Purchase): Draft[] {
  if (!purchase.noticeOn || !purchase.deadlineOn) return [];
  const isDirect = purchase.method === 'singleSource';
  const drafts: Draft[] = [
    {
      day: purchase.noticeOn,
      rank: 2,
      tag: ['tender'],
      parties: [agency(purchase)],
      body: {
        tender: {
          ...tenderHead(purchase, 'active'),
          description: `${purchase.thing.nameZh}，具体需求见采购文件（演示）`,
          items: [
            item(
              {
                id: '1',
                thing: purchase.thing,
                description: purchase.thing.nameZh,
                quantity:
                  purchase.lots.length > 0
                    ? purchase.lots.length
                    : (purchase.contracts[0]?.lines[0]?.quantity ?? 1),
                unitPrice: null,
              },
              purchase.currency,
            ),
          ],
          ...(purchase.lots.length > 0
            ? {
                lots: purchase.lots.map((lot) => ({
                  id: lot.id,
                  title: lot.title,
                  status: 'active',
                  value: value(lot.value, purchase.currency),
                })),
              }
            : {}),
          awardCriteria: purchase.category === 'goods' ? 'priceOnly' : 'ratedCriteria',
          submissionMethod: ['electronicSubmission'],
          hasEnquiries: purchase.extension !== null,
          tenderPeriod: { startDate: at(purchase.noticeOn), endDate: at(purchase.deadlineOn, '09:30:00') },
          documents: [
            document(
              purchase,
              'notice',
              'tenderNotice',
              isDirect ? '单一来源公示' : '采购公告',
              purchase.noticeOn,
            ),
            document(purchase, 'documents', 'biddingDocuments', '采购文件', purchase.noticeOn),
          ],
        },
      },
    },
  ];
  if (purchase.extension) {
    const { on, deadlineOn, rationale } = purchase.extension;
    drafts.push({
      day: on,
      rank: 2,
      tag: ['tenderAmendment'],
      parties: [],
      body: {
        tender: {
          id: purchase.number,
          tenderPeriod: { startDate: at(purchase.noticeOn), endDate: at(deadlineOn, '09:30:00') },
          amendments: [{ id: '1', date: at(on), rationale, description: '投标截止时间延长' }],
          documents: [document(purchase, 'change', 'clarifications', '更正公告', on)],
        },
      },
    });
  }
  return drafts;
}

function outcome(purchase: Purchase): Draft[] {
  if (purchase.outcome === 'cancelled' || purchase.outcome === 'failed') {
    const isFailed = purchase.outcome === 'failed';
    const day = addDays(purchase.outcomeOn, 1);
    return [
      {
        day,
        rank: 3,
        tag: [isFailed ? 'tenderUpdate' : 'tenderCancellation'],
        parties: isFailed ? tenderers(purchase) : [],
        body: {
          tender: {
            id: purchase.number,
            status: isFailed ? 'unsuccessful' : 'cancelled',
            ...(isFailed
              ? { numberOfTenderers: purchase.bids.length, tenderers: tenderers(purchase).map(reference) }
              : {}),
            documents: [
              {
                ...document(purchase, 'end', 'cancellationDetails', isFailed ? '废标公告' : '终止公告', day),
                description: purchase.outcomeReason!,
              },
            ],
          },
          ...(isFailed ? { bids: bids(purchase) } : {}),
        },
      },
    ];
  }
  const isCompetition = purchase.noticeOn !== null;
  const noticed = purchase.awardNoticeOn;
  const first: Draft = {
    day:
      noticed ??
      (isCompetition ? (purchase.contracts[0]?.releasedOn ?? purchase.outcomeOn) : purchase.outcomeOn),
    rank: 3,
    tag: isCompetition ? ['award'] : ['tender', 'award'],
    parties: [
      ...tenderers(purchase),
      ...purchase.awards.flatMap(suppliers),
      ...(isCompetition ? [] : [agency(purchase)]),
    ],
    body: {
      ...(isCompetition ? {} : { planning: budget(purchase) }),
      tender: {
        ...(isCompetition ? { id: purchase.number, status: 'complete' } : tenderHead(purchase, 'complete')),
        ...(purchase.lots.length > 0
          ? { lots: purchase.lots.map((lot) => ({ id: lot.id, status: 'complete' })) }
          : {}),
        numberOfTenderers: new Set(purchase.bids.map((bid) => bid.supplier)).size,
        tenderers: tenderers(purchase).map(reference),
      },
      bids: bids(purchase),
      awards: purchase.awards
        .filter((one) => one.on <= (noticed ?? lastDay))
        .map((one) => awardBody(purchase, one, noticed)),
    },
  };
  // A second decision after the first was annulled.
  const later = purchase.awards.filter((one) => noticed !== null && one.on > noticed);
  if (later.length === 0) return [first];
  const [again] = later;
  const awards = first.body.awards as JsonObject[];
  const annulled = awards.map((one) => ({ id: one.id, status: 'cancelled' }));
  for (const one of awards) one.status = 'active';
  return [
    first,
    {
      day: addDays(again!.on, -2),
      rank: 3,
      tag: ['awardCancellation'],
      parties: [],
      body: { awards: annulled },
    },
    {
      day: addDays(again!.on, 1),
      rank: 3,
      tag: ['award'],
      parties: later.flatMap(suppliers),
      body: { awards: later.map((one) => awardBody(purchase, one, addDays(again!.on, 1))) },
    },
  ];
}

function tenderers(purchase: Purchase): Named[] {
  return [...new Set(purchase.bids.map((bid) => bid.supplier))].map((company) => ({
    company,
    role: 'tenderer',
  }));
}

function suppliers(award: Award): Named[] {
  return award.suppliers.map((company) => ({ company, role: 'supplier' }));
}

function bids(purchase: Purchase): JsonObject {
  return {
    details: purchase.bids.map((bid) => ({
      id: bid.id,
      date: at(purchase.deadlineOn ?? purchase.outcomeOn),
      status: bid.status,
      tenderers: [reference({ company: bid.supplier })],
      ...(purchase.hides.includes('contractValue') ? {} : { value: value(bid.amount, purchase.currency) }),
      ...(bid.lot ? { relatedLots: [bid.lot] } : {}),
    })),
  };
}

function awardBody(purchase: Purchase, award: Award, noticed: Day | null): JsonObject {
  return {
    id: award.id,
    title: `${purchase.lots.find((lot) => lot.id === award.lot)?.title ?? purchase.title}成交结果`,
    status: award.status,
    date: at(award.on),
    ...(purchase.hides.includes('contractValue') ? {} : { value: value(award.amount, purchase.currency) }),
    suppliers: suppliers(award).map(reference),
    ...(award.lot ? { relatedLots: [award.lot] } : {}),
    ...(award.bid ? { relatedBid: award.bid } : {}),
    ...(noticed
      ? {
          documents: [
            document(
              purchase,
              `award-${award.id.slice(-2).toLowerCase()}`,
              'awardNotice',
              '中标（成交）结果公告',
              noticed,
            ),
          ],
        }
      : {}),
  };
}

type TenderLine = Omit<Line, 'unitPrice'> & { unitPrice: Fen | null };

function item(line: TenderLine, currency: string): JsonObject {
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

function contract(purchase: Purchase, one: Contract): Draft[] {
  const head = { id: one.id, awardID: one.award };
  const lines = (items: Line[]) => items.map((line) => item(line, purchase.currency));
  const drafts: Draft[] = [
    {
      day: one.releasedOn,
      rank: 4,
      tag: ['contract'],
      parties: [],
      body: {
        contracts: [
          {
            ...head,
            title: one.title,
            status: 'active',
            dateSigned: at(one.signedOn),
            period: { startDate: at(one.periodStart), endDate: at(one.periodEnd, '23:59:59') },
            ...(purchase.hides.includes('contractValue')
              ? {}
              : { value: value(one.amount, purchase.currency) }),
            ...(purchase.hides.includes('contractItems') || purchase.hides.includes('contractValue')
              ? {}
              : { items: lines(one.lines) }),
            documents: one.noticeOn
              ? [
                  document(
                    purchase,
                    `contract-${one.id.slice(-1)}`,
                    'contractNotice',
                    '合同公告',
                    one.noticeOn,
                  ),
                ]
              : [],
            milestones: one.stages.map((stage) => ({
              id: stage.id,
              title: stage.title,
              type: stage.type,
              dueDate: at(stage.dueOn),
              status: 'scheduled',
            })),
            ...(one.related
              ? {
                  relatedProcesses: [
                    {
                      id: '1',
                      relationship: [one.related.relationship],
                      title: one.related.title,
                      scheme: 'ocid',
                      identifier: one.related.ocid,
                    },
                  ],
                }
              : {}),
          },
        ],
      },
    },
  ];
  for (const amendment of one.amendments) {
    drafts.push({
      day: amendment.publishedOn,
      rank: 5,
      tag: ['contractAmendment'],
      parties: [],
      body: {
        contracts: [
          {
            ...head,
            value: value(amendment.amount, purchase.currency),
            amendments: [
              {
                id: amendment.id,
                date: at(amendment.on),
                rationale: amendment.rationale,
                description: amendment.description,
              },
            ],
          },
        ],
      },
    });
  }
  if (!purchase.hides.includes('contractValue')) drafts.push(...payments(purchase, one, head));
  if (one.endedOn) drafts.push(ending(purchase, one, head));
  return drafts;
}

/** Payments of about a quarter stand in one release; what was delivered by then is said with them. */
function payments(purchase: Purchase, one: Contract, head: JsonObject): Draft[] {
  const groups: Payment[][] = [];
  for (const payment of one.payments.filter((each) => each.on <= lastDay)) {
    const open = groups.at(-1);
    if (open && payment.on <= addDays(open[0]!.on, 80)) open.push(payment);
    else groups.push([payment]);
  }
  const payer: Named = { body: payerOf(purchase.buyer), role: 'payer' };
  const award = purchase.awards.find((each) => each.id === one.award)!;
  const payee: Named = { company: award.suppliers[0]!, role: 'payee' };
  const days = groups.map((group) => later(addDays(group.at(-1)!.on, 3), addDays(one.releasedOn, 1)));
  // What was delivered after the last payment, in a release of its own.
  const alone: Draft[] = one.stages
    .filter(
      (stage) =>
        stage.metOn !== null && !one.endedOn && !days.some((day) => day >= stage.metOn! && day <= lastDay),
    )
    .map((stage) => ({
      day: later(addDays(stage.metOn!, 2), addDays(one.releasedOn, 1)),
      rank: 6,
      tag: ['implementationUpdate'],
      parties: [],
      body: {
        contracts: [{ ...head, milestones: [{ id: stage.id, status: 'met', dateMet: at(stage.metOn!) }] }],
      },
    }));
  const paid = groups.map((group, index): Draft => {
    const day = days[index]!;
    const met = one.stages
      .filter((stage) => stage.metOn !== null && stage.metOn <= day)
      .map((stage) => ({ id: stage.id, status: 'met', dateMet: at(stage.metOn!) }));
    return {
      day,
      rank: 6,
      tag: [index === 0 ? 'implementation' : 'implementationUpdate'],
      parties: [payer, payee],
      body: {
        contracts: [
          {
            ...head,
            implementation: {
              transactions: group.map((payment) => ({
                id: `${one.id}-ZF${payment.id}`,
                date: at(payment.on),
                value: value(payment.amount, purchase.currency),
                payer: reference(payer),
                payee: reference(payee),
              })),
            },
            ...(met.length > 0 ? { milestones: met } : {}),
          },
        ],
      },
    };
  });
  return [...paid, ...alone];
}

function ending(purchase: Purchase, one: Contract, head: JsonObject): Draft {
  const isComplete = one.endedOn! >= one.periodEnd;
  return {
    day: one.endedOn!,
    rank: 7,
    tag: ['contractTermination'],
    parties: [],
    body: {
      contracts: [
        {
          ...head,
          status: 'terminated',
          milestones: one.stages.map((stage) =>
            stage.metOn
              ? { id: stage.id, status: 'met', dateMet: at(stage.metOn) }
              : { id: stage.id, status: 'notMet' },
          ),
          implementation: {
            documents: [
              isComplete
                ? document(
                    purchase,
                    `accepted-${one.id.slice(-1)}`,
                    'completionCertificate',
                    '履约验收公告',
                    one.endedOn!,
                  )
                : document(
                    purchase,
                    `ended-${one.id.slice(-1)}`,
                    'cancellationDetails',
                    '合同终止公告',
                    one.endedOn!,
                  ),
            ],
          },
        },
      ],
    },
  };
}

function correction(purchase: Purchase, change: Correction): Draft {
  const one = purchase.contracts[change.contract]!;
  const amount = change.amount;
  const quantity = BigInt(one.lines[0]!.quantity);
  return {
    day: change.on,
    rank: 8,
    tag: ['contractUpdate'],
    parties: [],
    body: {
      contracts: [
        {
          id: one.id,
          awardID: one.award,
          ...(change.title ? { title: change.title } : {}),
          ...(change.signedOn ? { dateSigned: at(change.signedOn) } : {}),
          ...(amount === undefined
            ? {}
            : {
                value: value(amount, purchase.currency),
                items: [{ ...item({ ...one.lines[0]!, unitPrice: amount / quantity }, purchase.currency) }],
              }),
          documents: [
            document(purchase, `correction-${one.id.slice(-1)}`, 'contractNotice', '合同公告更正', change.on),
          ],
        },
      ],
    },
  };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
