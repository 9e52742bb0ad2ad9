import type { ApolloServerPlugin } from '@apollo/server';
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
          const about = aboutAnswer(contextValue);
          if (about !== null) extensions.sunledger = about;
          if (result.errors !== undefined && result.errors.length > 0) {
            result.errors = onlyRefusal(result.errors);
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
  const parts = [...reads.about.values()];
  if (parts.length === 0 && reads.asOf.size === 0) return null;
  const revisions = new Set(parts.map((part) => part.revision));
  const datasets = [...new Set(parts.flatMap((part) => part.datasets ?? []))].sort();
  return {
    // Root fields are read one after the other; where something was published in between they differ, and say so.
    ...(revisions.size === 1 ? { revision: [...revisions][0] } : {}),
    ...(revisions.size > 1
      ? { revisions: Object.fromEntries([...reads.about].map(([key, part]) => [key, part.revision])) }
      : {}),
    ...(parts.some((part) => part.datasets !== undefined) ? { datasets } : {}),
    ...(parts.some((part) => part.demo) ? { demo: true } : {}),
    ...(reads.asOf.size > 0 ? { recordedAsOf: Object.fromEntries(reads.asOf) } : {}),
  };
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
