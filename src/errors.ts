/** Every code that an answer of the hub may carry, GraphQL's own parse and validation codes aside. */
export type Code =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_EXCEEDED'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/**
 * An error whose message may be shown to whoever asked: it names the thing in quotes, says what is wrong and what
 * would be right, and holds nothing internal. Anything else that is thrown is shown as INTERNAL with an id.
 */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(
    readonly code: Code,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
