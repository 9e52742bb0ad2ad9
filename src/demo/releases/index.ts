import type { JsonObject } from '../../json.ts';
import { at } from '../calendar.ts';
import { lastDay } from '../marks.ts';
import { partiesOf, reference } from '../parties.ts';
import type { Purchase } from '../purchase.ts';
import { outcome } from './award.ts';
import { planning, tender } from './before-award.ts';
import { contract, correction } from './contract.ts';
import type { Draft } from './draft.ts';

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
