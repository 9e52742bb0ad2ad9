/**
 * What marks the demo city 示例市 as invented, and what marks its secrets.
 *
 * Every value of the demo that the public must not see holds one of `canaries`; every such amount ends in
 * `canaryCents`, which no public amount of the demo does. A test that finds either in a public answer found a leak.
 */
export const demoDataset = 'demo-shili';
export const ocidPrefix = 'ocds-zzdemo';
/** Code list of the demo's bodies. Invented, as the "X-" of unregistered lists says. */
export const bodyScheme = 'X-DEMO-BODY';
/** Register of the demo's one foreign supplier. Invented. */
export const foreignScheme = 'X-DEMO-REG';
/** Nothing of the demo happened after this day; later parts of a purchase are not there yet. */
export const lastDay = '2026-10-31';

export const canaries = {
  /** Internal detail: notes, opinions, account numbers. */
  internal: '内部金丝雀-INTERNAL-CANARY',
  /** Personal data: contact points. */
  person: '个人金丝雀-PERSON-CANARY',
  /** Sealed until an event: document takers, evaluators. */
  sealed: '密封金丝雀-SEALED-CANARY',
  /** A project that is a state secret: its submission can never be published. */
  secret: '涉密金丝雀-SECRET-CANARY',
  /** Drafts and submissions not published yet. */
  draft: '草稿金丝雀-DRAFT-CANARY',
} as const;

export const canaryPattern = /金丝雀|CANARY/i;
export const canaryCents = '713.37';
/** Any text that belongs to the demo holds one of these, or stands in a row that does. */
export const demoPattern = /demo-shili|ocds-zzdemo|X-DEMO-|示例|金丝雀|demo\.invalid/;
