import type { Hub } from './db/types.ts';
import type { Viewer } from './viewer.ts';

/** What one GraphQL request carries. Never shared between requests or viewers. */
export interface HubContext {
  hub: Hub;
  viewer: Viewer;
  requestId: string;
  /** Local day of the hub's jurisdiction, `YYYY-MM-DD`: "today" is an argument, so tests can stand on any day. */
  today: string;
  /** What the reader did for this request: for the answer's `extensions`, metrics and tests. */
  reads: ReadLog;
}

export interface ReadLog {
  /** SQL texts of the SELECTs run, in order; the housekeeping around them (BEGIN, set_config) is not counted. */
  statements: string[];
  /** Revision each as-of moment was resolved to: moment → number. */
  asOf: Map<string, string>;
  /** What each root field's answer says of itself, by response key: revision, datasets read, demo or not. */
  about: Map<string, About>;
  /** Where the reader keeps what it resolved once for this request; no one else reads it. */
  memo: Map<string, Promise<unknown>>;
}

export interface About {
  /** Number of `disclosed.revision` that the answer shows; null before anything was published. */
  revision: string | null;
  /** Keys of the datasets in scope; absent where the field reads none. */
  datasets?: string[];
  /** The invented city is among them. */
  demo?: boolean;
}

export function newReadLog(): ReadLog {
  return { statements: [], asOf: new Map(), about: new Map(), memo: new Map() };
}
