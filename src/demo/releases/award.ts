import type { JsonObject } from '../../json.ts';
import { addDays, at, type Day } from '../calendar.ts';
import { lastDay } from '../marks.ts';
import { value } from '../money.ts';
import { type Named, reference } from '../parties.ts';
import type { Award, Purchase } from '../purchase.ts';
import { agency, budget, type Draft, document, tenderHead } from './draft.ts';

export function outcome(purchase: Purchase): Draft[] {
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
