import type { Viewer } from '../../viewer.ts';

/** What one operation may ask for. Whoever needs more pages through it: no walk over a list is capped. */
export interface Limits {
  bodyBytes: number;
  tokens: number;
  depth: number;
  fields: number;
  rootFields: number;
  totals: number;
  aliases: number;
  directives: number;
  fragments: number;
  operations: number;
  introspectionDepth: number;
  introspectionFields: number;
  nodes: number;
  pageSize: number;
  listItems: number;
  stringBytes: number;
  variableBytes: number;
  inputDepth: number;
  validationErrors: number;
  /** Milliseconds for the whole answer. */
  answerTime: number;
}

export type LimitName = keyof Limits;

/** Page size of a connection that is asked without `first` and declares no default of its own. */
export const defaultPageSize = 20;

const publicLimits: Limits = {
  bodyBytes: 64 * 1024,
  tokens: 1_500,
  depth: 12,
  fields: 250,
  rootFields: 10,
  totals: 3,
  aliases: 30,
  directives: 20,
  fragments: 20,
  operations: 5,
  // The usual introspection query of graphql-js is 15 deep; GraphiQL's asks for no more.
  introspectionDepth: 20,
  // It has 230 fields with its fragments written out. One passes, two in one request do not.
  introspectionFields: 300,
  nodes: 5_000,
  pageSize: 100,
  listItems: 100,
  stringBytes: 4 * 1024,
  variableBytes: 16 * 1024,
  inputDepth: 8,
  validationErrors: 5,
  answerTime: 5_000,
};

const journalistLimits: Limits = { ...publicLimits, nodes: 10_000 };

const internalLimits: Limits = {
  ...publicLimits,
  bodyBytes: 128 * 1024,
  tokens: 4_000,
  depth: 15,
  fields: 600,
  rootFields: 20,
  totals: 8,
  aliases: 60,
  directives: 40,
  fragments: 40,
  nodes: 20_000,
  pageSize: 500,
  listItems: 250,
  validationErrors: 20,
  answerTime: 15_000,
};

export const limitsOfAudience = { public: publicLimits, internal: internalLimits } as const;

export function limitsOf(viewer: Viewer): Limits {
  if (viewer.audience === 'internal') return internalLimits;
  return viewer.role === 'JOURNALIST' ? journalistLimits : publicLimits;
}

/** How to ask for less, per limit: the second half of every refusal. */
export const advice: Record<LimitName, string> = {
  bodyBytes: 'send a shorter query, or long lists in several requests',
  tokens: 'split the query into several requests',
  depth: 'start a second query from the inner object (its "id" works with "node")',
  fields: 'select fewer fields, or split the query into several requests',
  rootFields: 'split the query into several requests',
  totals: 'group one sum by more, or send the sums in several requests',
  aliases: 'split the query into several requests',
  directives: 'leave out what is skipped anyway',
  fragments: 'send only the fragments that are used',
  operations: 'send only the operation that is run',
  introspectionDepth: 'ask for the types by name with "__type"',
  introspectionFields: 'ask for the types by name with "__type"',
  nodes: 'lower "first" on the outer or inner list, and page with "after"',
  pageSize: 'lower "first", and page with "after"',
  listItems: 'send the list in several requests',
  stringBytes: 'shorten the text',
  variableBytes: 'send the values in several requests',
  inputDepth: 'flatten the condition',
  validationErrors: 'correct the first errors',
  answerTime: 'narrow the question with "where", or ask for fewer rows at once',
};
