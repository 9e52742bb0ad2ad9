import { HubError } from '../../errors.ts';
import { advice, type LimitName } from './table.ts';

const words: Record<LimitName, string> = {
  bodyBytes: 'bytes in the request body',
  tokens: 'tokens in the query',
  depth: 'levels of fields inside one another',
  fields: 'fields (fragments written out)',
  rootFields: 'fields at the root',
  totals: 'sums',
  aliases: 'aliases (fragments written out)',
  directives: 'directives',
  fragments: 'fragments',
  operations: 'operations in one document',
  introspectionDepth: 'levels of introspection',
  introspectionFields: 'fields of introspection (fragments written out)',
  nodes: 'rows (page sizes multiplied)',
  pageSize: 'rows on one page',
  listItems: 'values in one list',
  stringBytes: 'bytes in one text',
  variableBytes: 'bytes of variables',
  inputDepth: 'levels inside one input value',
  validationErrors: 'errors',
  answerTime: 'milliseconds',
};

/** The one form of a refusal: which limit, what was measured, what is allowed, how to ask for less. */
export function refusal(
  limit: LimitName,
  measured: number | string,
  allowed: number,
  where: string | null = null,
): HubError {
  const place = where === null ? '' : ` at "${where}"`;
  return new HubError(
    'LIMIT_EXCEEDED',
    `Limit "${limit}" exceeded${place}: ${measured} ${words[limit]}, allowed are ${allowed}. To ask for less: ${advice[limit]}.`,
    { limit, measured, allowed },
  );
}
