import type { FactRow, FactSet } from '../publish/facts.ts';
import { bodies, bodyKey } from './city.ts';
import { contractKey, supplierKey, tenderKey } from './keys.ts';
import { canaries, canaryCents, demoDataset, lastDay } from './marks.ts';
import type { Fen } from './money.ts';
import type { Purchase } from './purchase.ts';
import { Random } from './random.ts';
import { submissions } from './submissions.ts';
import { companies } from './suppliers.ts';

const mark = canaries.internal;

/** An internal amount of about the size of a public one, with the cents that no public amount has. */
function internalAmount(near: Fen): string {
  return `${near / 100_000n}${canaryCents}`;
}

/** Internal siblings of what is public, and the submissions on their way. `published`: contracts that stand there. */
export function internalFacts(purchases: readonly Purchase[]): FactSet {
  const details = purchases.map(detailsOf);
  return {
    'internal.process_detail': details.flatMap((one) => one.process),
    'internal.tender_detail': details.flatMap((one) => one.tender),
    'internal.contract_detail': details.flatMap((one) => one.contracts),
    'internal.supplier_detail': companies.flatMap((one): FactRow[] => {
      const key = supplierKey(one.code);
      if (key === null || one.trade === 'agency') return [];
      return [
        {
          key,
          contact_name: `${mark} 供应商联系人`,
          telephone: `${mark} 000-${one.code}`,
          bank_account: `${mark} 0000 0000 ${one.code}`,
          credit_note: one.code === 'bad-check' ? `${mark} 信用代码待核实` : null,
        },
      ];
    }),
    'internal.department_detail': bodies.map((one) => ({
      key: bodyKey(one.code),
      department_key: bodyKey(one.code),
      contact_name: `${mark} ${one.shortName}联系人`,
      telephone: `${mark} 000-${one.code}`,
      staffing_note: `${mark} 内设机构与编制说明`,
      risk_note: one.code === '114' ? `${mark} 同一供应商成交较多，列入关注` : null,
    })),
    'internal.submission': submissions(),
  };
}

function detailsOf(purchase: Purchase): { process: FactRow[]; tender: FactRow[]; contracts: FactRow[] } {
  const random = new Random(`internal/${purchase.ocid}`);
  const shared = { dataset_key: demoDataset, department_key: bodyKey(purchase.buyer) };
  const process: FactRow[] = random.chance(70)
    ? [
        {
          ...shared,
          key: purchase.ocid,
          need_note: `${mark} 需求论证：${purchase.thing.nameZh}现有保有量不足`,
          market_research_note: `${mark} 市场调查：询问${random.between(2, 5)}家`,
          approval_opinion: random.chance(60) ? `${mark} 审批意见：同意` : null,
          risk_note: random.chance(20) ? `${mark} 风险提示：工期偏紧` : null,
        },
      ]
    : [];
  const tender: FactRow[] =
    purchase.noticeOn && purchase.noticeOn <= lastDay
      ? [
          {
            ...shared,
            key: tenderKey(purchase),
            evaluation_note: `${mark} 评审记录：评分明细另存`,
            complaint_note: random.chance(10) ? `${mark} 质疑：已答复` : null,
            estimate_amount: internalAmount(purchase.budget),
            estimate_currency: purchase.currency,
          },
        ]
      : [];
  const contracts = purchase.contracts.flatMap((contract, index): FactRow[] => {
    if (contract.releasedOn > lastDay || !random.chance(80)) return [];
    return [
      {
        ...shared,
        key: contractKey(purchase, index),
        negotiation_note: `${mark} 谈判记录：让利${random.between(1, 4)}%`,
        payment_note: random.chance(40) ? `${mark} 支付安排：待国库审核` : null,
        risk_note: random.chance(15) ? `${mark} 履约风险：关注` : null,
        internal_budget_code: `${mark} ${purchase.year}-${purchase.buyer}`,
        account_number: `${mark} 0000 0000 0000`,
        ceiling_amount: internalAmount(contract.amount),
        ceiling_currency: purchase.currency,
      },
    ];
  });
  return { process, tender, contracts };
}

/** Values that nobody but an officer of the buyer may read before their event. */
export function sealedRows(purchases: readonly Purchase[]): FactRow[] {
  const rows: FactRow[] = [];
  for (const purchase of purchases) {
    const { noticeOn, deadlineOn, awardNoticeOn } = purchase;
    if (!noticeOn || !deadlineOn || noticeOn > lastDay) continue;
    const subject = {
      dataset_key: demoDataset,
      subject_key: tenderKey(purchase),
      department_key: bodyKey(purchase.buyer),
    };
    const secret = (kind: string, opens_on_event: string, rest: FactRow): FactRow => ({
      key: `${tenderKey(purchase)}/secret/${kind}`,
      ...subject,
      kind,
      value_amount: null,
      value_currency: null,
      names: [],
      opens_on_event,
      recorded_at: `${noticeOn}T01:00:00.000Z`,
      ...rest,
    });
    if (deadlineOn > lastDay) {
      rows.push(
        secret('reservePrice', 'tenderOpening', {
          value_amount: internalAmount(purchase.budget),
          value_currency: purchase.currency,
        }),
        secret('documentTakers', 'tenderOpening', {
          names: purchase.bids.map((bid) => `${canaries.sealed} ${bid.supplier}`),
        }),
      );
    }
    if (purchase.outcome === 'awarded' && awardNoticeOn && awardNoticeOn > lastDay) {
      rows.push(
        secret('evaluators', 'awardNotice', {
          names: ['甲', '乙', '丙', '丁', '戊'].map((name) => `${canaries.sealed} 评审专家${name}`),
        }),
      );
    }
  }
  return rows;
}
