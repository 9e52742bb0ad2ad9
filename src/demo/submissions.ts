import type { FactRow } from '../publish/facts.ts';
import { bodyKey } from './city.ts';
import { contractKey } from './keys.ts';
import { canaries, canaryCents, demoDataset } from './marks.ts';
import { stories } from './stories/index.ts';

/** Name of the submission that was published: the approval of `directApproved`. */
export const approvedSubmission = 'approval-direct';

/** Drafts and submissions in every state, and secret ones that can never be published. */
export function submissions(): FactRow[] {
  const draft = canaries.draft;
  const secret = canaries.secret;
  const contract = (title: string, amount: string) => ({
    title: `${draft} ${title}`,
    valueAmount: `${amount}${canaryCents}`,
    valueCurrency: 'CNY',
  });
  return [
    row(
      'contract-new-1',
      '103',
      'draft',
      'Contract',
      'demo-draft-1',
      contract('教育局2027年教学软件采购合同', '1284'),
    ),
    row(
      'contract-new-2',
      '104-01',
      'draft',
      'Contract',
      'demo-draft-2',
      contract('市人民医院影像设备采购合同', '8360'),
    ),
    row(
      'contract-new-3',
      '203',
      'submitted',
      'Contract',
      'demo-draft-3',
      contract('晨溪区绿化养护合同', '2115'),
    ),
    row('contract-fix-1', '302-01', 'submitted', 'Contract', contractKey(stories.lateNotice, 0), {
      description: `${draft} 逾期公告说明`,
    }),
    row('contract-fix-2', '102', 'reviewed', 'Contract', contractKey(stories.amendedTooFar, 0), {
      description: `${draft} 补充合同审批说明`,
    }),
    row('approval-late', '105-01', 'reviewed', 'Approval', `${stories.directUnapproved.ocid}/approval/1`, {
      reason: `${draft} 补办单一来源审批`,
    }),
    row(approvedSubmission, '105-01', 'published', 'Approval', `${stories.directApproved.ocid}/approval/1`, {
      kind: 'singleSource',
      note: `${canaries.internal} 送审稿`,
    }),
    row('contract-withdrawn', '203', 'withdrawn', 'Contract', contractKey(stories.withdrawn, 0), {
      reason: `${canaries.internal} 撤回申请`,
    }),
    row(
      'secret-1',
      '101',
      'draft',
      'Process',
      'demo-secret-1',
      { title: `${secret} 涉密项目甲`, valueAmount: `4620${canaryCents}` },
      true,
    ),
    row(
      'secret-2',
      '114',
      'submitted',
      'Process',
      'demo-secret-2',
      { title: `${secret} 涉密项目乙`, valueAmount: `1375${canaryCents}` },
      true,
    ),
    row(
      'secret-3',
      '113',
      'reviewed',
      'Contract',
      'demo-secret-3',
      { title: `${secret} 涉密合同丙`, valueAmount: `980${canaryCents}` },
      true,
    ),
  ];
}

function row(
  name: string,
  body: string,
  state: 'draft' | 'submitted' | 'reviewed' | 'published' | 'withdrawn',
  subjectType: string,
  subjectKey: string,
  payload: Record<string, string>,
  isSecret = false,
): FactRow {
  const reached = { draft: 0, submitted: 1, reviewed: 2, published: 3, withdrawn: 3 }[state];
  const person = (role: string) => `demo-${role}-${body}`;
  return {
    key: `${demoDataset}/submission/${name}`,
    dataset_key: demoDataset,
    department_key: bodyKey(body),
    kind: state === 'withdrawn' ? 'withdraw' : 'publish',
    subject_type: subjectType,
    subject_key: subjectKey,
    payload: JSON.stringify(payload),
    state,
    basis: 'reviewed',
    is_secret: isSecret,
    title: payload.title ?? `${isSecret ? canaries.secret : canaries.draft} ${name}`,
    submitted_by: reached >= 1 ? person('officer') : null,
    submitted_at: reached >= 1 ? '2026-10-20T02:00:00.000Z' : null,
    reviewed_by: reached >= 2 ? person('reviewer') : null,
    reviewed_at: reached >= 2 ? '2026-10-23T02:00:00.000Z' : null,
    published_by: reached >= 3 ? person('publisher') : null,
    published_at: reached >= 3 ? '2026-10-27T02:00:00.000Z' : null,
    review_note: reached >= 2 ? `${canaries.internal} 审核意见` : null,
    created_at: '2026-10-19T02:00:00.000Z',
  };
}
