import { bodyKey } from '../city.ts';
import type { Control, Fault } from '../fault.ts';
import { documentKey } from './documents.ts';
import { vehiclesPerPost } from './standards.ts';

const documents = (...marks: string[]) => marks.map(documentKey);

/** Posts, or people in service, of the body that `d` names, in its year. */
const persons = (kind: 'establishment' | 'actual') => `(SELECT h.persons FROM disclosed.head_count h
        WHERE h.department_key = d.department_key AND h.kind = '${kind}' AND h.fiscal_year = d.fiscal_year)`;
const documentsOf = `disclosed.budget_document d WHERE d.dataset_key = $1`;
/** The document speaks of one body alone. */
const isAlone = `(d.scope = 'own' OR NOT EXISTS (SELECT FROM disclosed.department u WHERE u.parent_key = d.department_key))`;
/** The standard of a body in a year. */
const standardOf = (kind: string, domain: string) => `(SELECT s.limit_amount FROM disclosed.standard s
        WHERE s.kind = '${kind}' AND s.domain = '${domain}' AND s.department_key = d.department_key AND s.fiscal_year = d.fiscal_year)`;
const totalOf = (column: string) =>
  `(SELECT sum(a.amount) FROM disclosed.budget_line l JOIN disclosed.budget_amount a ON a.line_key = l.key
        AND a.component = 'total' WHERE l.table_key = t.key AND l.row_kind ${column})`;

/** What is planted in the budgets; `planted.ts` says how. B01 to B03 are what `sunledger check` finds, and all it finds. */
export const budgetFaults: readonly Fault[] = [
  {
    id: 'B01',
    kind: 'total-differs',
    nameZh: '合计与明细不符',
    notice: 'The total of a table is not the sum of its rows, by more than rounding explains.',
    where: documents('113/2026/budget/consolidated'),
    evidence: `SELECT DISTINCT t.document_key AS place FROM disclosed.budget_table t
      WHERE t.dataset_key = $1 AND t.code IN ('procurement-detail', 'projects', 'expenditure-by-function', 'basic-by-economic')
        AND NOT t.is_empty
        AND ${totalOf(`= 'total'`)} <> ${totalOf(`= 'line'`)}`,
  },
  {
    id: 'B02',
    kind: 'total-rounded',
    nameZh: '合计尾差',
    notice: 'A total differs from its parts by one unit of the last printed digit: rounding, not a conflict.',
    where: documents('107/2024/finalAccount/consolidated'),
    evidence: `SELECT p.document_key AS place FROM disclosed.procurement_summary p
      WHERE p.dataset_key = $1
        AND p.total_amount <> coalesce(p.goods_amount, 0) + coalesce(p.works_amount, 0) + coalesce(p.services_amount, 0)`,
  },
  {
    id: 'B03',
    kind: 'economic-line-above-three-public',
    nameZh: '经济科目大于“三公”经费',
    notice:
      'Reception within basic expenditure (30217) is more than all reception of the three-public table.',
    where: documents('101/2025/finalAccount/consolidated'),
    evidence: `SELECT l.document_key AS place FROM disclosed.budget_line l
      JOIN disclosed.budget_amount a ON a.line_key = l.key AND a.component = 'total'
      JOIN disclosed.three_public_expense e ON e.document_key = l.document_key AND e.category = 'reception'
      WHERE l.dataset_key = $1 AND l.economic_code = '30217' AND l.row_kind = 'line'
        AND a.amount > CASE a.phase WHEN 'final' THEN e.actual_amount ELSE e.budget_amount END`,
  },
  {
    id: 'B04',
    kind: 'three-public-over-budget',
    nameZh: '“三公”经费超预算',
    notice: 'More was spent on official vehicles than was budgeted.',
    where: documents('105/2025/finalAccount/consolidated', '105/2025/finalAccount/own'),
    evidence: `SELECT DISTINCT e.document_key AS place FROM disclosed.three_public_expense e
      WHERE e.dataset_key = $1 AND e.actual_amount > coalesce(e.budget_amount, 0)`,
  },
  {
    id: 'B05',
    kind: 'count-without-money',
    nameZh: '有接待批次无接待支出',
    notice: 'Receptions are counted, and nothing was spent on reception.',
    where: documents('111/2025/finalAccount/consolidated'),
    evidence: `SELECT e.document_key AS place FROM disclosed.three_public_expense e
      WHERE e.dataset_key = $1 AND e.category = 'reception' AND e.reception_batches > 0 AND coalesce(e.actual_amount, 0) = 0`,
  },
  {
    id: 'B06',
    kind: 'vehicles-above-standard',
    nameZh: '公务用车超编',
    notice: `The body owns more vehicles than ${vehiclesPerPost} for each post.`,
    where: documents('113/2025/finalAccount/consolidated'),
    evidence: `SELECT d.key AS place FROM disclosed.three_public_expense e
      JOIN disclosed.budget_document d ON d.key = e.document_key
      WHERE d.dataset_key = $1 AND ${isAlone} AND e.vehicles_owned > ${persons('establishment')}
        * (SELECT s.quantity FROM disclosed.standard s WHERE s.dataset_key = $1 AND s.domain = 'vehicle')`,
  },
  {
    id: 'B07',
    kind: 'quota-exceeded',
    nameZh: '公用经费超定额',
    notice: 'The public funds budgeted are more than people in service times the quota.',
    where: documents('107/2026/budget/own'),
    evidence: `SELECT d.key AS place FROM disclosed.operating_fund f
      JOIN disclosed.budget_document d ON d.key = f.document_key
      WHERE d.dataset_key = $1 AND ${isAlone} AND d.kind = 'budget'
        AND f.budget_amount > ${persons('actual')} * ${standardOf('quota', 'publicFunds')}`,
  },
  {
    id: 'B08',
    kind: 'cap-exceeded',
    nameZh: '机关运行经费超总额控制数',
    notice: 'The operating funds budgeted keep to the quota and are more than the cap.',
    where: documents('113/2026/budget/consolidated'),
    evidence: `SELECT d.key AS place FROM disclosed.operating_fund f
      JOIN disclosed.budget_document d ON d.key = f.document_key
      WHERE d.dataset_key = $1 AND ${isAlone} AND d.kind = 'budget'
        AND f.budget_amount > ${standardOf('totalCap', 'operatingFunds')}`,
  },
  {
    id: 'B09',
    kind: 'final-account-missing',
    nameZh: '单位决算未公开',
    notice: 'A unit published its budget of 2026 and no final account of 2025, as all others did.',
    where: [bodyKey('105-01-01')],
    evidence: `SELECT d.department_key AS place FROM ${documentsOf} AND d.scope = 'own' AND d.kind = 'budget' AND d.fiscal_year = 2026
        AND NOT EXISTS (SELECT FROM disclosed.budget_document f
          WHERE f.department_key = d.department_key AND f.scope = 'own' AND f.kind = 'finalAccount' AND f.fiscal_year = 2025)`,
  },
  {
    id: 'B10',
    kind: 'table-missing',
    nameZh: '预算公开表缺失',
    notice: 'A budget has no table of state capital expenditure, not even an empty one with a note.',
    where: documents('202/2026/budget/consolidated'),
    evidence: `SELECT d.key AS place FROM ${documentsOf} AND d.kind = 'budget'
        AND (SELECT count(DISTINCT t.seq) FROM disclosed.budget_table t WHERE t.document_key = d.key AND t.seq BETWEEN 1 AND 14) < 14`,
  },
  {
    id: 'B11',
    kind: 'unit-without-documents',
    nameZh: '单位未单独公开',
    notice: 'A unit is contained in its department’s documents and published none of its own.',
    where: ['102-01', '109-01', '202-01'].map(bodyKey),
    evidence: `SELECT u.key AS place FROM disclosed.department u
      WHERE EXISTS (SELECT FROM disclosed.budget_line l JOIN disclosed.budget_table t ON t.key = l.table_key
          WHERE l.dataset_key = $1 AND t.code = 'income-by-unit' AND t.scope = 'consolidated' AND l.description = u.identifier_id)
        AND NOT EXISTS (SELECT FROM ${documentsOf} AND d.department_key = u.key)`,
  },
  {
    id: 'B12',
    kind: 'published-late',
    nameZh: '预算公开逾期',
    notice: 'The document was published more than twenty days after its approval.',
    where: documents('111/2025/budget/consolidated'),
    evidence: `SELECT d.key AS place FROM ${documentsOf} AND d.published_on > d.approved_on + 20`,
  },
];

export const budgetControls: readonly Control[] = [
  {
    id: 'N08',
    near: 'B12',
    where: documents('101/2024/budget/consolidated'),
    why: 'A budget published on the twentieth day.',
  },
  {
    id: 'N09',
    near: 'B06',
    where: documents('111/2025/finalAccount/consolidated'),
    why: 'Exactly as many vehicles as the posts allow.',
  },
  {
    id: 'N10',
    near: 'B10',
    where: documents('101/2026/budget/consolidated'),
    why: 'The table is there, empty, and says so.',
  },
  {
    id: 'N11',
    near: 'B07',
    where: documents('101/2026/budget/consolidated'),
    why: 'Public funds of exactly people in service times quota.',
  },
];
