import type { GraphQLFormattedError } from 'graphql';
import { type ShownError, showError } from './shown.ts';

/** Apollo's `formatError`: the shown error at the place where it happened, and nothing that Apollo put beside it. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, message, details } = showError(error);
  return {
    message,
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { ...details, code },
  };
}

/** Body of a refusal outside GraphQL's own pipeline: the same shape, so that a client reads one kind of error. */
export function errorBody(shown: ShownError, requestId: string): string {
  const extensions = { ...shown.details, code: shown.code };
  return JSON.stringify({
    errors: [{ message: shown.message, extensions }],
    ...(shown.ours ? { extensions: { requestId } } : {}),
  });
}
