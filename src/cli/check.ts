import type { Command } from 'commander';
import type { PoolClient, QueryResult } from 'pg';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import {
  type CheckedDocument,
  checkEach,
  type Difference,
  differenceLines,
  type Identity,
  loadIdentities,
} from '../rules/identities/index.ts';

interface Flags {
  dataset?: string[];
  document?: string[];
  json?: boolean;
}

interface Counts {
  documents: number;
  /** Documents in which something does not agree. */
  differing: number;
  conflicts: number;
  roundings: number;
  /** Documents of bodies whose country is not recorded: what holds in one country was not checked in them. */
  withoutCountry: number;
}

/** `sunledger check`: do the budget documents add up? */
export function register(program: Command): void {
  program
    .command('check')
    .description(
      'Check that budget documents add up: every difference with both cells, conflicts apart from what rounding explains. Exit code 1 where there is a conflict',
    )
    .option('--dataset <key...>', 'only documents of these datasets (default: all)')
    .option('--document <key...>', 'only these documents')
    .option('--json', 'as JSON, one object a difference and line; the last line has the counts')
    .action(async (flags: Flags) => {
      const identities = loadIdentities();
      const hub = await openHub({ onProgress: (line) => console.error(line) });
      try {
        const counts = await checkAll(hub, identities, flags);
        if (flags.json) console.log(JSON.stringify({ ...counts, identities: identities.length }));
        else console.log(summaryOf(counts, identities.length));
        if (counts.conflicts > 0) process.exitCode = 1;
      } finally {
        await hub.close();
      }
    });
}

const keysAtOnce = 500;

/** Page by page, each in one snapshot: what an import writes meanwhile is seen whole or not at all. */
async function checkAll(hub: Hub, identities: readonly Identity[], flags: Flags): Promise<Counts> {
  const counts: Counts = { documents: 0, differing: 0, conflicts: 0, roundings: 0, withoutCountry: 0 };
  const client = await hub.pool('writer').connect();
  let broken: Error | undefined;
  try {
    await mustExist(client, 'dataset', 'dataset', flags.dataset);
    await mustExist(client, 'budget_document', 'budget document', flags.document);
    for (let after: string | null = ''; after !== null; ) {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows }: QueryResult<{ key: string }> = await client.query(
        `SELECT key FROM disclosed.budget_document
         WHERE key > $1 AND ($2::text[] IS NULL OR dataset_key = ANY($2)) AND ($3::text[] IS NULL OR key = ANY($3))
         ORDER BY key LIMIT ${keysAtOnce}`,
        [after, flags.dataset ?? null, flags.document ?? null],
      );
      const keys = rows.map(({ key }) => key);
      for await (const { document, differences } of checkEach(client, keys, identities)) {
        tell(document, differences, counts, flags.json === true);
      }
      await client.query('COMMIT');
      after = keys.length < keysAtOnce ? null : keys.at(-1)!;
    }
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
  return counts;
}

async function mustExist(
  client: PoolClient,
  table: string,
  noun: string,
  keys: readonly string[] | undefined,
): Promise<void> {
  if (!keys) return;
  const { rows } = await client.query<{ key: string }>(
    `SELECT wanted.key FROM unnest($1::text[]) AS wanted(key)
     WHERE NOT EXISTS (SELECT FROM disclosed.${table} t WHERE t.key = wanted.key)`,
    [keys],
  );
  const missing = rows[0]?.key;
  if (missing === undefined) return;
  throw new HubError(
    'NOT_FOUND',
    `No ${noun} "${missing}" in this hub: expected the key of one that is loaded`,
  );
}

function tell(
  document: CheckedDocument['document'],
  differences: readonly Difference[],
  counts: Counts,
  asJson: boolean,
): void {
  const conflicts = differences.filter(({ kind }) => kind === 'conflict');
  const roundings = differences.filter(({ kind }) => kind === 'rounding');
  counts.documents += 1;
  counts.conflicts += conflicts.length;
  counts.roundings += roundings.length;
  if (document.country === null) counts.withoutCountry += 1;
  if (differences.length === 0) return;
  counts.differing += 1;
  if (asJson) {
    for (const difference of [...conflicts, ...roundings]) console.log(JSON.stringify(difference));
    return;
  }
  const lines = [`${document.key}${document.title === null ? '' : `  ${document.title}`}`];
  for (const [word, list] of [
    ['CONFLICT', conflicts],
    ['rounding', roundings],
  ] as const) {
    for (const difference of list) {
      const [first, ...others] = differenceLines(difference);
      lines.push(`  ${word} ${first}`, ...others.map((line) => `  ${line}`));
    }
  }
  console.log(`${lines.join('\n')}\n`);
}

function summaryOf(counts: Counts, identities: number): string {
  const { documents, differing, conflicts, roundings, withoutCountry } = counts;
  const number = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  const lines = [
    `${number(documents, 'budget document', 'budget documents')} checked against ${identities} identities: ${number(conflicts, 'conflict', 'conflicts')}, ${number(roundings, 'difference', 'differences')} within rounding, in ${number(differing, 'document', 'documents')}`,
  ];
  if (withoutCountry > 0) {
    lines.push(
      `  of a body whose country is not recorded: ${withoutCountry}; in them only identities that hold in every country were checked`,
    );
  }
  return lines.join('\n');
}
