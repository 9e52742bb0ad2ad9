import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { HubContext } from '../context.ts';
import { oursCodes, type ShownCode, statusOf } from './errors/shown.ts';
import { onlyRefusal } from './limits/early-rule.ts';

/**
 * What an answer says about itself: the revision that it shows, the datasets that it was read from, whether the demo
 * is among them, the revision that each as-of moment was resolved to, and, where the fault is ours, the request id
 * to quote. Every answer has the id in its header `x-request-id`; in other bodies it would make equal questions get
 * unequal bytes.
 *
 * A refusal that is the whole answer gets its HTTP status here (503 when the database is away).
 */
export function answerExtensions(): ApolloServerPlugin<HubContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          const extensions: Record<string, unknown> = { ...result.extensions };
          // Where nothing is answered there is nothing to say of; which fields had been read by then is chance.
          const about = result.data == null ? null : aboutAnswer(contextValue);
          if (about !== null) extensions.sunledger = about;
          if (result.errors !== undefined && result.errors.length > 0) {
            result.errors = [...onlyRefusal(result.errors)].sort(byPlace);
            if (isOurs(result.errors)) extensions.requestId = contextValue.requestId;
            const status = wholeStatus(result.data, result.errors);
            if (status !== null) {
              response.http.status = status;
              response.http.headers.set('retry-after', '1');
            }
          }
          if (Object.keys(extensions).length > 0) result.extensions = extensions;
        },
      };
    },
  };
}

function aboutAnswer({ reads }: HubContext): Record<string, unknown> | null {
  // Root fields end in any order; equal questions get equal bytes.
  const about = [...reads.about].sort(byName);
  const asOf = [...reads.asOf].sort(byName);
  const parts = about.map(([, part]) => part);
  if (parts.length === 0 && asOf.length === 0) return null;
  const revisions = new Set(parts.map((part) => part.revision));
  const datasets = [...new Set(parts.flatMap((part) => part.datasets ?? []))].sort();
  return {
    // Root fields are read one after the other; where something was published in between they differ, and say so.
    ...(revisions.size === 1 ? { revision: [...revisions][0] } : {}),
    ...(revisions.size > 1
      ? { revisions: Object.fromEntries(about.map(([key, part]) => [key, part.revision])) }
      : {}),
    ...(parts.some((part) => part.datasets !== undefined) ? { datasets } : {}),
    ...(parts.some((part) => part.demo) ? { demo: true } : {}),
    ...(asOf.length > 0 ? { recordedAsOf: Object.fromEntries(asOf) } : {}),
  };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** Fields fail in any order too; they are told in the order of the question. */
function byPlace(a: GraphQLFormattedError, b: GraphQLFormattedError): number {
  const [one, other] = [a.locations?.[0], b.locations?.[0]];
  return one && other ? one.line - other.line || one.column - other.column : 0;
}

type Errors = readonly { extensions?: Record<string, unknown> | undefined }[];

function isOurs(errors: Errors): boolean {
  return errors.some((error) => oursCodes.has(error.extensions?.code as ShownCode));
}

/** 503 or 429 where nothing at all was answered for that one reason; null leaves the status as it is. */
function wholeStatus(data: Record<string, unknown> | null | undefined, errors: Errors): number | null {
  const nothing = data === null || data === undefined || Object.values(data).every((value) => value === null);
  if (!nothing) return null;
  for (const code of ['UNAVAILABLE', 'RATE_LIMITED'] as const) {
    if (errors.every((error) => error.extensions?.code === code)) return statusOf[code];
  }
  return null;
}
