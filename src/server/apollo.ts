import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { HubContext } from '../context.ts';
import type { Audience } from '../viewer.ts';
import { answerExtensions } from './answer-extensions.ts';
import { errorLog } from './error-log.ts';
import { formatError } from './errors/answer.ts';
import { gate } from './gate.ts';
import { earlyFieldRule } from './limits/early-rule.ts';
import { limitsOfAudience } from './limits/table.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/**
 * One Apollo Server per audience: its own schema, its own cache of validated documents, its own limits. Nothing
 * that one audience asked can answer, or time, a question of the other.
 *
 * Introspection stays on: the public schema is its own documentation and holds nothing else, and the internal one
 * is reached with a token only. Apollo's reporting is off whatever `APOLLO_KEY` the environment holds.
 */
export function newApollo(options: {
  audience: Audience;
  schema: GraphQLSchema;
  limits: boolean;
  log: Logger;
  metrics: Metrics;
}): ApolloServer<HubContext> {
  const limits = limitsOfAudience[options.audience];
  return new ApolloServer<HubContext>({
    schema: options.schema,
    logger: options.log,
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: options.limits ? { maxTokens: limits.tokens } : {},
    validationRules: options.limits ? [earlyFieldRule(limits)] : [],
    validationOptions: { maxErrors: limits.validationErrors },
    formatError,
    plugins: [
      gate({ limits: options.limits }),
      answerExtensions(),
      errorLog(options.log, options.metrics),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
