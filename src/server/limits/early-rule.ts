import { GraphQLError, Kind, type ValidationRule, visit } from 'graphql';
import { refusal } from './refusal.ts';
import type { Limits } from './table.ts';

/**
 * Refuses a document with too many fields before graphql compares them with one another, which takes the square of
 * their number: 350 times one field cost 30 ms of a core. All else is measured after validation, see `check.ts`.
 *
 * graphql has no way to stop validating but its limit of errors, so the one error is reported until that is
 * reached; `onlyRefusal` takes the repetitions out of the answer.
 */
export function earlyFieldRule(limits: Limits): ValidationRule {
  return (context) => ({
    Document(document) {
      let fields = 0;
      visit(document, {
        enter(node) {
          if (node.kind === Kind.FIELD) fields++;
        },
      });
      const allowed = Math.max(limits.fields, limits.introspectionFields);
      if (fields <= allowed) return;
      const error = refusal('fields', fields, limits.fields);
      const reported = new GraphQLError(error.message, { originalError: error });
      for (let times = 0; times <= limits.validationErrors; times++) context.reportError(reported);
    },
  });
}

/** The first of the errors alone where it is a refusal; all of them otherwise. */
export function onlyRefusal<T extends { extensions?: Record<string, unknown> | undefined }>(
  errors: readonly T[],
): readonly T[] {
  return errors[0]?.extensions?.code === 'LIMIT_EXCEEDED' ? errors.slice(0, 1) : errors;
}
