import { budgetControls, budgetFaults } from './budget/faults.ts';
import type { Control, Fault } from './fault.ts';
import { openTenderLimit } from './regular.ts';
import { stories } from './stories/index.ts';
import { companyOf } from './suppliers.ts';

const place = {
  process: 'p.key',
  contract: `c.process_key || ' ' || c.contract_id`,
};

/** Contracts with process, award and tender; `c`, `p`, `a`, `t`. */
const contracts = `disclosed.contract c
  JOIN disclosed.process p ON p.key = c.process_key AND p.dataset_key = $1
  LEFT JOIN disclosed.award a ON a.key = c.award_key
  LEFT JOIN disclosed.tender t ON t.process_key = c.process_key`;

const ocids = (...list: { ocid: string }[]) => list.map((one) => one.ocid);
const contractOf = (one: (typeof stories)['splitOne']) => `${one.ocid} ${one.contracts[0]!.id}`;
const noticeOf = (type: string, parent: string) =>
  `(SELECT min((d.published_at AT TIME ZONE 'Asia/Shanghai')::date) FROM disclosed.document d WHERE d.parent_key = ${parent} AND d.document_type = '${type}')`;

export const faults: readonly Fault[] = [
  {
    id: 'F01',
    kind: 'split-purchase',
    nameZh: '化整为零',
    notice: `One buyer buys the same kind of item several times in a year without open tender, together above ${openTenderLimit} yuan, and no approval of the method is recorded.`,
    where: ocids(stories.splitOne, stories.splitTwo, stories.splitThree),
    evidence: `SELECT unnest(array_agg(DISTINCT c.process_key)) AS place
      FROM ${contracts}
      JOIN LATERAL (SELECT i.classification_id FROM disclosed.item i WHERE i.parent_key = c.key ORDER BY i.key LIMIT 1) i ON true
      WHERE c.procurement_method_details IN ('竞争性磋商', '竞争性谈判', '询价') AND c.main_procurement_category <> 'works'
        AND c.value_currency = 'CNY'
        AND NOT EXISTS (SELECT FROM disclosed.approval o WHERE o.process_key = c.process_key AND o.kind = 'method')
      GROUP BY c.buyer_department_key, i.classification_id, extract(year FROM c.date_signed)
      HAVING count(DISTINCT c.process_key) > 1 AND sum(c.value_amount) >= ${openTenderLimit}`,
  },
  {
    id: 'F02',
    kind: 'late-contract-notice',
    nameZh: '合同公告逾期',
    notice: 'The contract notice came more than two working days after the contract was signed.',
    where: [contractOf(stories.lateNotice)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      WHERE ${noticeOf('contractNotice', 'c.key')} > c.date_signed + 6`,
  },
  {
    id: 'F03',
    kind: 'contract-above-award',
    nameZh: '合同金额高于中标金额',
    notice: 'The contract was signed at a higher price than awarded, without an amendment.',
    where: [contractOf(stories.aboveAward)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      WHERE c.value_currency = a.value_currency AND c.value_amount > a.value_amount
        AND NOT EXISTS (SELECT FROM disclosed.amendment m WHERE m.parent_key = c.key)
        AND t.procurement_method_details <> '框架协议第二阶段'`,
  },
  {
    id: 'F04',
    kind: 'amendment-above-ten-percent',
    nameZh: '补充合同超过百分之十',
    notice: 'Amendments raised the price by more than ten percent of the original contract.',
    where: [contractOf(stories.amendedTooFar)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      WHERE c.value_currency = a.value_currency AND c.value_amount > a.value_amount * 1.1
        AND EXISTS (SELECT FROM disclosed.amendment m WHERE m.parent_key = c.key)`,
  },
  {
    id: 'F05',
    kind: 'single-bidder',
    nameZh: '公开招标仅一家投标',
    notice: 'An open tender was awarded although only one bid was valid.',
    where: ocids(stories.oneBidder),
    evidence: `SELECT t.process_key AS place FROM disclosed.tender t
      WHERE t.dataset_key = $1 AND t.procurement_method_details = '公开招标'
        AND EXISTS (SELECT FROM disclosed.award a WHERE a.process_key = t.process_key AND a.status = 'active')
        AND (SELECT count(*) FROM disclosed.bid b WHERE b.process_key = t.process_key AND b.status = 'valid') = 1`,
  },
  {
    id: 'F06',
    kind: 'direct-award-without-approval',
    nameZh: '单一来源未经批准',
    notice: 'A purchase from a single source above the open-tender limit has no approval.',
    where: ocids(stories.directUnapproved),
    evidence: `SELECT t.process_key AS place FROM disclosed.tender t
      WHERE t.dataset_key = $1 AND t.procurement_method = 'direct' AND t.value_amount >= ${openTenderLimit}
        AND NOT EXISTS (SELECT FROM disclosed.approval o WHERE o.process_key = t.process_key AND o.kind = 'singleSource')`,
  },
  {
    id: 'F07',
    kind: 'supplier-check-digit',
    nameZh: '统一社会信用代码校验不符',
    notice: 'The check character of a supplier’s credit code does not fit.',
    where: [companyOf('bad-check').identifier!],
    evidence: `SELECT s.identifier AS place FROM disclosed.supplier s
      WHERE s.is_checksum_valid = false
        AND EXISTS (SELECT FROM disclosed.contract_supplier cs WHERE cs.supplier_key = s.key AND cs.dataset_key = $1)`,
  },
  {
    id: 'F08',
    kind: 'paid-above-contract',
    nameZh: '支付超过合同金额',
    notice: 'Payments together exceed the contract’s price.',
    where: [contractOf(stories.overpaid)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      WHERE (SELECT sum(x.value_amount) FROM disclosed.transaction x
        WHERE x.contract_key = c.key AND x.value_currency = c.value_currency) > c.value_amount`,
  },
  {
    id: 'F09',
    kind: 'signed-before-award',
    nameZh: '先签合同后定标',
    notice: 'The contract was signed before the award was decided.',
    where: [contractOf(stories.signedEarly)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts} WHERE c.date_signed < a.awarded_on`,
  },
  {
    id: 'F10',
    kind: 'contract-not-published',
    nameZh: '合同未公开',
    notice: 'An award stands for more than sixty days and no contract was published.',
    where: ocids(stories.noContract),
    evidence: `SELECT a.process_key AS place FROM disclosed.award a
      WHERE a.dataset_key = $1 AND a.status = 'active' AND a.awarded_on < date '2026-10-31' - 60
        AND NOT EXISTS (SELECT FROM disclosed.contract c WHERE c.process_key = a.process_key)
        AND NOT EXISTS (SELECT FROM disclosed.framework f WHERE f.process_key = a.process_key)
        AND NOT EXISTS (SELECT FROM disclosed.tombstone o WHERE o.subject_type = 'Contract' AND o.subject_key LIKE a.process_key || '/%')`,
  },
  {
    id: 'F11',
    kind: 'short-tender-period',
    nameZh: '投标期限不足二十日',
    notice: 'Between the notice of an open tender and its deadline lie fewer than twenty days.',
    where: ocids(stories.shortTender),
    evidence: `SELECT t.process_key AS place FROM disclosed.tender t
      WHERE t.dataset_key = $1 AND t.procurement_method_details = '公开招标'
        AND (t.tender_period_end AT TIME ZONE 'Asia/Shanghai')::date - (t.tender_period_start AT TIME ZONE 'Asia/Shanghai')::date < 20`,
  },
  {
    id: 'F12',
    kind: 'award-above-ceiling',
    nameZh: '成交金额超过最高限价',
    notice: 'The awards together exceed the published ceiling.',
    where: ocids(stories.aboveCeiling),
    evidence: `SELECT t.process_key AS place FROM disclosed.tender t
      WHERE t.dataset_key = $1 AND (SELECT sum(a.value_amount) FROM disclosed.award a
        WHERE a.process_key = t.process_key AND a.status = 'active' AND a.value_currency = t.value_currency) > t.value_amount`,
  },
  {
    id: 'F13',
    kind: 'repeated-winner',
    nameZh: '同一供应商反复成交',
    notice: 'One supplier got at least five of a buyer’s contracts of a year, and most of them.',
    where: ocids(
      stories.winnerOne,
      stories.winnerTwo,
      stories.winnerThree,
      stories.winnerFour,
      stories.winnerFive,
    ),
    evidence: `SELECT unnest(array_agg(c.process_key)) AS place FROM ${contracts}
      GROUP BY c.buyer_department_key, c.supplier_key, extract(year FROM c.date_signed)
      HAVING count(*) >= 5 AND count(*) * 10 > 7 * (SELECT count(*) FROM disclosed.contract o
        WHERE o.buyer_department_key = c.buyer_department_key AND extract(year FROM o.date_signed) = extract(year FROM min(c.date_signed)))`,
  },
  {
    id: 'F14',
    kind: 'identical-bids',
    nameZh: '报价雷同',
    notice: 'Two bidders for the same thing named the same price to the cent.',
    where: ocids(stories.sameBids),
    evidence: `SELECT b.process_key AS place FROM disclosed.bid b
      WHERE b.dataset_key = $1 AND b.value_amount IS NOT NULL
        AND NOT EXISTS (SELECT FROM disclosed.framework f WHERE f.process_key = b.process_key)
      GROUP BY b.process_key, b.related_lots, b.value_amount, b.value_currency HAVING count(*) > 1`,
  },
  {
    id: 'F15',
    kind: 'framework-ceiling-exceeded',
    nameZh: '框架协议超过限额',
    notice: 'The call-offs of a framework agreement together exceed its ceiling.',
    where: ocids(stories.paperList),
    evidence: `SELECT f.process_key AS place FROM disclosed.framework f
      WHERE f.dataset_key = $1 AND f.ceiling_amount < (SELECT sum(c.value_amount) FROM disclosed.related_process r
        JOIN disclosed.contract c ON c.process_key = r.process_key
        WHERE r.identifier = f.process_key AND 'framework' = ANY (r.relationship) AND c.value_currency = f.ceiling_currency)`,
  },
  {
    id: 'F16',
    kind: 'call-off-after-term',
    nameZh: '框架协议到期后订购',
    notice: 'A call-off was signed after the framework agreement had ended.',
    where: ocids(stories.lateCall),
    evidence: `SELECT c.process_key AS place FROM disclosed.framework f
      JOIN disclosed.related_process r ON r.identifier = f.process_key AND 'framework' = ANY (r.relationship)
      JOIN disclosed.contract c ON c.process_key = r.process_key
      WHERE f.dataset_key = $1 AND c.date_signed > f.term_end`,
  },
  {
    id: 'F17',
    kind: 'paid-before-signing',
    nameZh: '签约前付款',
    notice: 'Money was paid before the contract was signed.',
    where: [contractOf(stories.paidEarly)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      WHERE EXISTS (SELECT FROM disclosed.transaction x WHERE x.contract_key = c.key AND x.paid_on < c.date_signed)`,
  },
  {
    id: 'F18',
    kind: 'short-intent',
    nameZh: '采购意向公开不足三十日',
    notice: 'The notice followed the published intention within fewer than thirty days.',
    where: ocids(stories.shortIntent),
    evidence: `SELECT t.process_key AS place FROM disclosed.tender t
      JOIN disclosed.plan n ON n.process_key = t.process_key
      WHERE t.dataset_key = $1 AND ${noticeOf('tenderNotice', 't.key')} - ${noticeOf('plannedProcurementNotice', 'n.key')} < 30`,
  },
  {
    id: 'F19',
    kind: 'items-differ-from-contract',
    nameZh: '标的金额合计与合同金额不符',
    notice: 'Quantity times unit price over all items is not the contract’s price.',
    where: [contractOf(stories.itemGap)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      JOIN LATERAL (SELECT sum(i.quantity * i.unit_value_amount) AS total FROM disclosed.item i WHERE i.parent_key = c.key) i ON true
      WHERE i.total <> c.value_amount AND NOT EXISTS (SELECT FROM disclosed.amendment m WHERE m.parent_key = c.key)`,
  },
  {
    id: 'F20',
    kind: 'winner-did-not-bid',
    nameZh: '成交供应商未参加投标',
    notice: 'The awarded supplier is not among the bidders.',
    where: ocids(stories.outsider),
    evidence: `SELECT DISTINCT s.process_key AS place FROM disclosed.award_supplier s
      WHERE s.dataset_key = $1 AND NOT EXISTS (SELECT FROM disclosed.bid b
        WHERE b.process_key = s.process_key AND s.party_key = ANY (b.tenderer_party_keys))`,
  },
  {
    id: 'F21',
    kind: 'abolished-buyer',
    nameZh: '机构撤销后签订合同',
    notice: 'The buyer signed a contract after it had been abolished.',
    where: [contractOf(stories.abolished)],
    evidence: `SELECT ${place.contract} AS place FROM ${contracts}
      JOIN disclosed.department d ON d.key = c.buyer_department_key WHERE c.date_signed > d.valid_to`,
  },
  {
    id: 'F22',
    kind: 'duplicate-contract',
    nameZh: '同一合同重复公开',
    notice: 'The same contract number, price and day stand in two processes.',
    where: ocids(stories.original, stories.duplicate),
    evidence: `SELECT unnest(array_agg(c.process_key)) AS place FROM ${contracts}
      GROUP BY c.contract_id, c.value_amount, c.value_currency, c.date_signed HAVING count(*) > 1`,
  },
  {
    id: 'F23',
    kind: 'award-notice-missing',
    nameZh: '未公告中标（成交）结果',
    notice: 'A competition was awarded and no award notice was published.',
    where: ocids(stories.noAwardNotice),
    evidence: `SELECT DISTINCT a.process_key AS place FROM disclosed.award a
      JOIN disclosed.tender t ON t.process_key = a.process_key
      WHERE a.dataset_key = $1 AND t.tender_period_end IS NOT NULL
        AND NOT EXISTS (SELECT FROM disclosed.document d WHERE d.parent_key = a.key AND d.document_type = 'awardNotice')`,
  },
  {
    id: 'F24',
    kind: 'withheld-without-provision',
    nameZh: '不予公开未说明法律依据',
    notice: 'A value is withheld and no legal provision is named.',
    where: ocids(stories.hiddenWithoutReason),
    evidence: `SELECT c.process_key AS place FROM disclosed.withheld w
      JOIN disclosed.contract c ON c.key = w.subject_key WHERE w.dataset_key = $1 AND w.legal_provision IS NULL`,
  },
  {
    id: 'F25',
    kind: 'milestone-overdue',
    nameZh: '履约逾期',
    notice: 'A milestone was due long ago and nothing says that it was met.',
    where: [contractOf(stories.lateDelivery)],
    evidence: `SELECT DISTINCT ${place.contract} AS place FROM ${contracts}
      JOIN disclosed.milestone m ON m.parent_key = c.key
      WHERE m.status = 'scheduled' AND m.due_on < date '2026-10-31' - 120`,
  },
  {
    id: 'F26',
    kind: 'supplier-without-identifier',
    nameZh: '供应商无统一社会信用代码',
    notice: 'A supplier stands there by name only, so it cannot be told from others of that name.',
    where: ocids(stories.nameless),
    evidence: `SELECT q.process_key AS place FROM disclosed.party q
      WHERE q.dataset_key = $1 AND 'supplier' = ANY (q.roles) AND q.identifier_id IS NULL`,
  },
  ...budgetFaults,
];

export const controls: readonly Control[] = [
  {
    id: 'N01',
    near: 'F01',
    where: ocids(stories.underLimitOne, stories.underLimitTwo),
    why: 'Two purchases of the same kind that together stay below the limit.',
  },
  {
    id: 'N02',
    near: 'F01',
    where: ocids(stories.approvedOne, stories.approvedTwo, stories.approvedThree),
    why: 'Three above the limit, whose method was approved.',
  },
  {
    id: 'N03',
    near: 'F04',
    where: [contractOf(stories.amendedTen)],
    why: 'An amendment of exactly ten percent.',
  },
  {
    id: 'N04',
    near: 'F05',
    where: ocids(stories.twoBiddersInConsultation),
    why: 'Two bidders in a consultation, which the open tender rule does not cover.',
  },
  {
    id: 'N05',
    near: 'F06',
    where: ocids(stories.directApproved),
    why: 'A single source above the limit with an approval.',
  },
  { id: 'N06', near: 'F15', where: ocids(stories.repairList), why: 'Call-offs that stay below the ceiling.' },
  {
    id: 'N07',
    near: 'F21',
    where: [contractOf(stories.lastDayOfBody)],
    why: 'A contract of a body that was abolished later.',
  },
  ...budgetControls,
];

/** docs/demo-faults.md */
export function faultsDocument(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const places = (where: readonly string[]) => where.map((one) => `\`${one}\``).join('<br>');
  return [
    '# Planted faults of the demo city',
    '',
    '示例市 (Shili City) and everything in it are invented. These faults were planted so that every rule has something to',
    'notice; a test checks that each stands in the data where this list says, and nowhere else.',
    'Generated from `src/demo/faults.ts` and `src/demo/budget/faults.ts` by `npm run generate`; do not edit.',
    '',
    '| id | kind | 中文 | what a rule should notice | where |',
    '| --- | --- | --- | --- | --- |',
    ...faults.map(
      (one) => `| ${one.id} | \`${one.kind}\` | ${one.nameZh} | ${cell(one.notice)} | ${places(one.where)} |`,
    ),
    '',
    '## Near and no fault',
    '',
    'What a rule must not report.',
    '',
    '| id | near | where | why not |',
    '| --- | --- | --- | --- |',
    ...controls.map((one) => `| ${one.id} | ${one.near} | ${places(one.where)} | ${cell(one.why)} |`),
    '',
  ].join('\n');
}
