import { graphql } from 'graphql';
import { schemaFor } from '../../schema/index.ts';
import { newReadLog } from '../../src/context.ts';
import type { Hub } from '../../src/db/types.ts';
import { publicViewer } from '../../src/viewer.ts';

// biome-ignore lint/suspicious/noExplicitAny: rows are what the schema says, and asked for by its own names.
export type Answer = any;

/** What the public is answered; throws where the answer has errors. */
export async function askPublic(
  hub: Hub,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const { data, errors } = await answerPublic(hub, source, variables);
  if (errors) throw new Error(errors.map(({ message }: { message: string }) => message).join('; '));
  return data;
}

/** The whole answer as JSON has it, errors included. */
export async function answerPublic(
  hub: Hub,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const result = await graphql({
    schema: schemaFor('public'),
    source,
    variableValues: variables,
    contextValue: {
      hub,
      viewer: publicViewer,
      requestId: 'test',
      today: '2026-06-01',
      reads: newReadLog(),
    },
  });
  return JSON.parse(JSON.stringify(result));
}
