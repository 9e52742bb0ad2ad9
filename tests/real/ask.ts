import { type ExecutionResult, graphql } from 'graphql';
import { schemaFor } from '../../schema/index.ts';
import { newReadLog } from '../../src/context.ts';
import type { Hub } from '../../src/db/types.ts';
import { publicViewer } from '../../src/viewer.ts';

const schema = schemaFor('public');

// biome-ignore lint/suspicious/noExplicitAny: rows are what the schema says, and asked for by its own names.
export type Row = any;

/** What the public is answered; throws where the answer has errors. */
export async function ask(hub: Hub, source: string, variableValues: Row = {}): Promise<Row> {
  const { data, errors } = await answer(hub, source, variableValues);
  if (errors) throw errors[0];
  return data;
}

/** The whole answer, errors included. */
export function answer(hub: Hub, source: string, variableValues: Row = {}): Promise<ExecutionResult<Row>> {
  const contextValue = {
    hub,
    viewer: publicViewer,
    requestId: 'test',
    today: '2026-06-01',
    reads: newReadLog(),
  };
  return graphql({ schema, source, variableValues, contextValue }) as Promise<ExecutionResult<Row>>;
}

/** Rows of a root list to its end, a hundred at a time; `off` says where its total is not their number. */
export async function* walkRows(
  hub: Hub,
  root: string,
  type: string,
  where: Row,
  selection: string,
): AsyncGenerator<Row> {
  const source = `query ($where: ${type}, $after: String) {
    list: ${root}(first: 100, after: $after, where: $where) {
      totalCount nodes { ${selection} } pageInfo { hasNextPage endCursor }
    }
  }`;
  let seen = 0;
  for (let after: string | null = null; ; ) {
    const { list }: Row = await ask(hub, source, { where, after });
    seen += list.nodes.length;
    yield* list.nodes;
    after = list.pageInfo.endCursor;
    if (list.pageInfo.hasNextPage) continue;
    if (seen !== list.totalCount) throw new Error(`${root}: ${list.totalCount} in all, ${seen} walked`);
    return;
  }
}
