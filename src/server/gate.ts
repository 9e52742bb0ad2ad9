import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { HubContext } from '../context.ts';
import { HubError } from '../errors.ts';
import { recordAccess } from './access-log.ts';
import { statusOf } from './errors/shown.ts';
import { checkLimits } from './limits/check.ts';
import { limitsOf } from './limits/table.ts';

/**
 * What stands between a valid operation and its execution: the limits, then the access log. One plugin, because
 * Apollo runs this hook of all plugins at once and what is refused must not be logged as read.
 */
export function gate(options: { limits: boolean }): ApolloServerPlugin<HubContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, request, contextValue, ...rest }) {
          // Apollo comes here without an operation when its name is unknown, and refuses right afterwards.
          const operation = rest.operation as OperationDefinitionNode | undefined;
          try {
            // graphql-js finds this out while it executes, and as an error without a code.
            if (operation !== undefined && !schema.getRootType(operation.operation)) {
              throw new HubError(
                'BAD_INPUT',
                `There is no ${operation.operation} in this schema. Expected a query.`,
              );
            }
            if (options.limits) {
              checkLimits(
                schema,
                document,
                operation,
                request.variables ?? {},
                limitsOf(contextValue.viewer),
              );
            }
            // What journalists look for in public data is theirs: only what the public cannot read is recorded.
            if (operation !== undefined && contextValue.viewer.audience === 'internal') {
              await recordAccess(contextValue, document, operation);
            }
          } catch (error) {
            throw asRefusal(error);
          }
        },
      };
    },
  };
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof HubError)) return error;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: statusOf[error.code], headers: new HeaderMap() } },
  });
}
