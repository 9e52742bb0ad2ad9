import { GraphQLError } from 'graphql';
import { type Code, HubError } from '../../errors.ts';
import { refusal } from '../limits/refusal.ts';
import { readDatabaseError } from './database.ts';

/** Codes of graphql and Apollo that the hub's answers keep; every other one becomes one of the hub's own. */
export type ShownCode = Code | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED';

/** An error as the asker sees it, and whether the log has to hold the rest. */
export interface ShownError {
  code: ShownCode;
  message: string;
  details: Readonly<Record<string, unknown>>;
  /** Not the asker's doing: the cause goes to the log. */
  ours: boolean;
  alarm: boolean;
}

const plainWords: Partial<Record<Code, string>> = {
  BAD_INPUT: 'A value holds a character that no text can hold (U+0000): leave it out.',
  NOT_FOUND: 'There is no such thing here.',
  CONFLICT: 'Someone else was faster, or the key is taken: read again, then try again.',
  TIMEOUT: 'The answer took too long and was given up: ask for less, or narrow "where".',
  UNAVAILABLE: 'The database does not answer at the moment: try again in a few seconds.',
  INTERNAL: 'Internal error: the operator finds the cause under the request id.',
};

/** HTTP status of a refusal that is the whole answer. */
export const statusOf: Record<ShownCode, number> = {
  BAD_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** Not the asker's doing: logged with its cause, and answered with the request id to quote. */
export const oursCodes: ReadonlySet<ShownCode> = new Set(['INTERNAL', 'UNAVAILABLE', 'TIMEOUT']);

/** graphql wraps what a resolver or a scalar throws, sometimes more than once. */
function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  for (let link = error; link !== undefined && link !== null && links.length < 8; ) {
    links.push(link);
    link =
      (link as { originalError?: unknown }).originalError ??
      (link instanceof HubError ? undefined : (link as { cause?: unknown }).cause);
  }
  return links;
}

function shown(code: ShownCode, message: string, details: ShownError['details'] = {}): ShownError {
  return { code, message, details, ours: false, alarm: false };
}

/** graphql suggests names it knows; whether a name exists is not for an error to say. */
function withoutSuggestion(message: string): string {
  return message.replace(/\s*Did you mean[\s\S]*$/, '');
}

/**
 * What may be said of an error, by an allow-list: the hub's own errors, graphql's about the document and its
 * values, and the database's in our words. All else is INTERNAL, whatever it is.
 */
export function showError(error: unknown): ShownError {
  const links = chain(error);
  const own = links.find((link) => link instanceof HubError);
  if (own !== undefined && isAboutValue(error))
    return shown(own.code, withoutSuggestion(error.message), own.details);
  if (own !== undefined) {
    return { ...shown(own.code, own.message, own.details), ours: oursCodes.has(own.code) };
  }
  for (const link of links) {
    const failure = readDatabaseError(link);
    if (failure !== null) {
      const message = plainWords[failure.code] ?? plainWords.INTERNAL!;
      return { ...shown(failure.code, message), ours: oursCodes.has(failure.code), alarm: failure.alarm };
    }
  }
  if (error instanceof GraphQLError) {
    const fromGraphQL = showGraphQLError(error);
    if (fromGraphQL !== null) return fromGraphQL;
  }
  return { ...shown('INTERNAL', plainWords.INTERNAL!), ours: true };
}

/** graphql's message about a value says which variable or argument, and ends with what the scalar said itself. */
function isAboutValue(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  const code = error.extensions.code;
  return code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED';
}

function showGraphQLError(error: GraphQLError): ShownError | null {
  const message = withoutSuggestion(error.message);
  switch (error.extensions.code) {
    case 'GRAPHQL_PARSE_FAILED': {
      // graphql stops reading at the limit, so how long the query really is stays unknown ("more that" is its typo).
      const allowed = /Document contains more that (\d+) tokens/.exec(error.message)?.[1];
      if (allowed !== undefined) {
        const { code, message, details } = refusal('tokens', `more than ${allowed}`, Number(allowed));
        return shown(code, message, details);
      }
      return shown('GRAPHQL_PARSE_FAILED', message);
    }
    case 'GRAPHQL_VALIDATION_FAILED':
      return shown('GRAPHQL_VALIDATION_FAILED', message);
    case 'BAD_USER_INPUT':
    case 'BAD_REQUEST':
    case 'OPERATION_RESOLUTION_FAILURE':
    case 'PERSISTED_QUERY_NOT_FOUND':
    case 'PERSISTED_QUERY_NOT_SUPPORTED':
      return shown('BAD_INPUT', message);
    default:
      return null;
  }
}
