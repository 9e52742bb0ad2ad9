import type { FactRow, FactSet } from '../publish/facts.ts';
import { withheldBudgets } from './budget/extras.ts';
import { addDays, addWorkdays } from './calendar.ts';
import { bodyKey } from './city.ts';
import { contractKey, tenderKey } from './keys.ts';
import { demoDataset } from './marks.ts';
import type { Purchase } from './purchase.ts';
import { stories } from './stories/index.ts';
import { approvedSubmission } from './submissions.ts';

const dataset = { dataset_key: demoDataset };

/** What is public and stands in no release: approvals, what is withheld, the tombstone of a withdrawn contract. */
export function publicExtras(): FactSet {
  return {
    'disclosed.approval': approvals(),
    'disclosed.withheld': [...withheld(), ...withheldBudgets()],
    'disclosed.tombstone': [
      {
        ...dataset,
        key: `${contractKey(stories.withdrawn, 0)}/tombstone`,
        subject_type: 'Contract',
        subject_key: contractKey(stories.withdrawn, 0),
        withdrawn_on: '2026-10-28',
        reason: '该合同误归入本项目，予以撤回（演示）',
      },
    ],
    'disclosed.publication': [
      {
        ...dataset,
        key: `${demoDataset}/publication/${approvedSubmission}`,
        kind: 'publish',
        subject_type: 'Approval',
        subject_key: approvalKey(stories.directApproved),
        basis: 'reviewed',
        published_at: '2026-10-27T02:00:00.000Z',
        note: null,
      },
    ],
  };
}

export function approvalKey(purchase: Purchase): string {
  return `${purchase.ocid}/approval/1`;
}

/** Exceptions that somebody allowed. What lacks one is planted, see `faults.ts`. */
function approvals(): FactRow[] {
  const approval = (purchase: Purchase, kind: string, number: string, reason: string): FactRow => {
    const on = addWorkdays(addDays(purchase.noticeOn!, -9), 0);
    return {
      ...dataset,
      key: approvalKey(purchase),
      process_key: purchase.ocid,
      parent_key: tenderKey(purchase),
      department_key: bodyKey(purchase.buyer),
      kind,
      approved_by: '示例市财政局',
      number: `示财采〔${on.slice(0, 4)}〕${number}号（演示）`,
      approved_on: on,
      valid_until: addDays(on, 365),
      reason,
    };
  };
  return [
    approval(stories.directApproved, 'singleSource', '3', '只能从唯一供应商处采购，公示期满无异议'),
    approval(stories.approvedOne, 'method', '11', '同意采用竞争性磋商方式'),
    approval(stories.approvedTwo, 'method', '17', '同意采用竞争性磋商方式'),
    approval(stories.approvedThree, 'method', '24', '同意采用竞争性磋商方式'),
    approval(stories.innovation, 'method', '31', '同意采用合作创新采购方式'),
  ];
}

/** One value of each category, and one without a provision, which is planted. */
function withheld(): FactRow[] {
  const row = (subject_type: string, subject_key: string, field: string, rest: FactRow): FactRow => ({
    ...dataset,
    key: `${subject_key}/withheld/${field}`,
    subject_type,
    subject_key,
    field,
    until: null,
    legal_provision: null,
    ...rest,
  });
  const law = '中华人民共和国政府信息公开条例';
  return [
    row('Tender', tenderKey(stories.hiddenCeiling), 'value', {
      category: 'notPublic',
      legal_provision: `${law} 第十五条`,
    }),
    row('Contract', contractKey(stories.hiddenPrice, 0), 'value', {
      category: 'notYetPublic',
      until: '2027-03-31',
      legal_provision: `${law} 第十六条`,
    }),
    row('Contract', contractKey(stories.hiddenItems, 0), 'items', {
      category: 'partlyRedacted',
      legal_provision: `${law} 第三十七条`,
    }),
    row('Contract', contractKey(stories.hiddenWithoutReason, 0), 'value', { category: 'notPublic' }),
  ];
}
