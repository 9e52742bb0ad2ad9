import type { Day } from './calendar.ts';
import type { Fen } from './money.ts';
import type { Category, Thing } from './things.ts';

/** Methods by their names in the demo city; the codes follow the jurisdiction pack cn-beijing (a test compares them). */
export const methods = {
  openTender: { local: '公开招标', condition: 'always', ocds: 'open' },
  invitedTender: { local: '邀请招标', condition: 'always', ocds: 'selective' },
  negotiation: { local: '竞争性谈判', condition: 'publicNotice', ocds: 'open' },
  negotiationInvited: { local: '竞争性谈判', condition: 'invited', ocds: 'limited' },
  consultation: { local: '竞争性磋商', condition: 'publicNotice', ocds: 'open' },
  inquiry: { local: '询价', condition: 'publicNotice', ocds: 'open' },
  inquiryInvited: { local: '询价', condition: 'invited', ocds: 'limited' },
  singleSource: { local: '单一来源采购', condition: 'always', ocds: 'direct' },
  frameworkClosed: { local: '封闭式框架协议', condition: 'firstStage', ocds: 'selective' },
  frameworkOpen: { local: '开放式框架协议', condition: 'firstStage', ocds: 'open' },
  callOff: { local: '框架协议第二阶段', condition: 'callOff', ocds: 'selective' },
  innovation: { local: '合作创新采购', condition: 'always', ocds: 'selective' },
  mall: { local: '电子卖场', condition: 'always', ocds: 'direct' },
  mallQuotes: { local: '电子卖场竞价', condition: 'always', ocds: 'limited' },
} as const;

export type Method = keyof typeof methods;

export interface Bid {
  id: string;
  supplier: string;
  lot: string | null;
  amount: Fen;
  status: 'valid' | 'disqualified' | 'withdrawn';
}

export interface Award {
  id: string;
  lot: string | null;
  bid: string | null;
  suppliers: string[];
  amount: Fen;
  on: Day;
  status: 'active' | 'pending' | 'cancelled' | 'unsuccessful';
}

export interface Line {
  id: string;
  thing: Thing;
  description: string;
  quantity: number;
  unitPrice: Fen;
}

export interface Amendment {
  id: string;
  on: Day;
  publishedOn: Day;
  /** The contract's price after it. */
  amount: Fen;
  rationale: string;
  description: string;
}

export interface Payment {
  id: string;
  on: Day;
  amount: Fen;
}

export interface Stage {
  id: string;
  title: string;
  type: 'delivery' | 'assessment' | 'payment' | 'reporting';
  dueOn: Day;
  metOn: Day | null;
}

export interface Contract {
  id: string;
  award: string;
  title: string;
  signedOn: Day;
  /** Day of the contract notice (合同公告); null: none was published, the release says the rest. */
  noticeOn: Day | null;
  releasedOn: Day;
  amount: Fen;
  periodStart: Day;
  periodEnd: Day;
  lines: Line[];
  stages: Stage[];
  payments: Payment[];
  amendments: Amendment[];
  endedOn: Day | null;
  /** Process that this one renews or replaces. */
  related: { relationship: 'renewalProcess' | 'replacementProcess'; ocid: string; title: string } | null;
}

export interface Correction {
  on: Day;
  /** Position of the contract. */
  contract: number;
  amount?: Fen;
  title?: string;
  signedOn?: Day;
}

export interface Lot {
  id: string;
  title: string;
  value: Fen;
}

/** One purchase with everything that is decided about it; its releases are written from this. */
export interface Purchase {
  ocid: string;
  /** Number of the project as the buyer writes it (项目编号). */
  number: string;
  year: number;
  buyer: string;
  /** A body's code, or a company of the trade `agency`; null: the buyer runs it itself. */
  agency: { body: string } | { company: string } | null;
  method: Method;
  methodRationale: string | null;
  category: Category;
  thing: Thing;
  title: string;
  titleEn: string | null;
  currency: string;
  budget: Fen;
  lots: Lot[];
  intentOn: Day | null;
  /** Day of the notice that the plan was published; null: never. */
  intentNoticeOn: Day | null;
  noticeOn: Day | null;
  deadlineOn: Day | null;
  /** Second notice with a later deadline. */
  extension: { on: Day; deadlineOn: Day; rationale: string } | null;
  bids: Bid[];
  outcome: 'awarded' | 'failed' | 'cancelled';
  outcomeOn: Day;
  outcomeReason: string | null;
  /** Values that its publisher withholds: they are in no release. */
  hides: ('tenderValue' | 'contractValue' | 'contractItems')[];
  /** What later releases, of a second file, correct. */
  corrections: Correction[];
  awards: Award[];
  /** Day of the award notice; null: none was published. */
  awardNoticeOn: Day | null;
  contracts: Contract[];
  framework: {
    method: 'withReopeningCompetition' | 'withoutReopeningCompetition';
    ceiling: Fen | null;
    start: Day;
    end: Day;
    maximum: number | null;
  } | null;
  related: { relationship: 'framework' | 'prior' | 'unsuccessfulProcess'; ocid: string; title: string }[];
}
