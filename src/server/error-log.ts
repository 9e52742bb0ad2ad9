import type { ApolloServerPlugin } from '@apollo/server';
import type { HubContext } from '../context.ts';
import { showError } from './errors/shown.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Where the part of an error goes that the asker must not see. */
export function logError(log: Logger, metrics: Metrics, requestId: string, error: unknown): void {
  const { code, ours, alarm } = showError(error);
  metrics.refusals.inc({ code });
  if (!ours) return;
  metrics.failures.inc({ code });
  if (alarm) {
    metrics.alarms.inc();
    log.fatal(
      { requestId, err: error, alarm: true },
      'ALARM: a database login was refused: the wall held, the code in front of it is wrong',
    );
  } else {
    log.error({ requestId, err: error, code }, 'request failed');
  }
}

/** Logs and counts every error of an operation, with its cause, under the request id. */
export function errorLog(log: Logger, metrics: Metrics): ApolloServerPlugin<HubContext> {
  return {
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      logError(log, metrics, requestContext.contextValue.requestId, error);
    },
    async requestDidStart() {
      const started = process.hrtime.bigint();
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) logError(log, metrics, contextValue.requestId, error);
        },
        async willSendResponse({ contextValue, errors }) {
          const outcome = errors === undefined ? 'answered' : 'errors';
          const labels = { audience: contextValue.viewer.audience, outcome };
          metrics.operations.observe(labels, Number(process.hrtime.bigint() - started) / 1e9);
          metrics.statements.inc({ audience: labels.audience }, contextValue.reads.statements.length);
        },
      };
    },
  };
}
