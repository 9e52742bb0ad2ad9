import { at } from '../calendar.ts';
import { value } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import { agency, budget, type Draft, document, item, tenderHead } from './draft.ts';

export function planning(purchase: Purchase): Draft[] {
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

export function tender(purchase: Purchase): Draft[] {
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
