import type { JsonObject } from '../../json.ts';
import { addDays, at, type Day } from '../calendar.ts';
import { payerOf } from '../city.ts';
import { lastDay } from '../marks.ts';
import { value } from '../money.ts';
import { type Named, reference } from '../parties.ts';
import type { Contract, Correction, Line, Payment, Purchase } from '../purchase.ts';
import { type Draft, document, item } from './draft.ts';

export function contract(purchase: Purchase, one: Contract): Draft[] {
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

export function correction(purchase: Purchase, change: Correction): Draft {
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
