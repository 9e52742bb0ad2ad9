/**
 * The reader at 300,000 contracts beside its limit, in one run: requests a second through the whole server (HTTP,
 * Apollo, limits, reader, PostgreSQL) and through bare `http` with one prepared statement, each 10 connections, in
 * turns. Prints ratios; the absolute figures are this machine's only.
 *
 * Usage: npm run bench -- reader [contracts]
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { schemaFor } from '../../schema/index.ts';
import { openHub } from '../../src/db/hub.ts';
import { buildServer } from '../../src/server/build-server.ts';
import { newLogger } from '../../src/server/log.ts';
import { limitServer } from './limit-server.ts';
import { loadWorld } from './load.ts';
import { questions } from './questions.ts';

const contracts = Number(process.argv[2] ?? 300_000);
const rounds = 3;
const seconds = 4;

const folder = mkdtempSync(join(tmpdir(), 'sunledger-bench-'));
// For root, PostgreSQL runs as another user, who must be able to enter.
chmodSync(folder, 0o755);
const hub = await openHub({ folder, onProgress: (line) => console.error(line) });
try {
  const started = Date.now();
  await loadWorld(hub, { contracts, departments: 400, suppliers: Math.ceil(contracts / 15) });
  await analyze();
  console.error(`${contracts} contracts loaded in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  await measure();
} finally {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
}

// Without statistics the planner guesses; autovacuum would make them some minutes later.
async function analyze(): Promise<void> {
  for (const table of [
    'contract',
    'process',
    'party',
    'contract_supplier',
    'department',
    'supplier',
    'dataset',
  ]) {
    await hub.pool('migrator').query(`VACUUM (ANALYZE) disclosed.${table}`);
  }
}

async function measure(): Promise<void> {
  const server = await buildServer({
    hub,
    schemas: { public: schemaFor('public'), internal: schemaFor('internal') },
    today: () => '2026-01-01',
    limits: process.env.SUNLEDGER_LIMITS !== '0',
    log: newLogger('error'),
  });
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const limit = await limitServer(hub.pool('public'));
  try {
    console.log('| question | limit, a second | hub, a second | ratio |\n| --- | --- | --- | --- |');
    for (const question of questions) {
      await compareBodies(question.name, address, limit.url);
      const ratios: number[] = [];
      let hubRate = 0;
      let limitRate = 0;
      for (let round = 0; round < rounds; round++) {
        const ours = await rate(`${address}/graphql`, bodies(question));
        const bare = await rate(`${limit.url}/${question.name}`, ['{}']);
        ratios.push(ours / bare);
        hubRate = Math.max(hubRate, ours);
        limitRate = Math.max(limitRate, bare);
      }
      ratios.sort((a, b) => a - b);
      console.log(
        `| ${question.name}: ${question.what} | ${limitRate.toFixed(0)} | ${hubRate.toFixed(0)} | ${ratios[0]!.toFixed(2)}-${ratios.at(-1)!.toFixed(2)} |`,
      );
    }
  } finally {
    await limit.close();
    await server.stop();
  }
}

function bodies(question: (typeof questions)[number]): string[] {
  return Array.from({ length: 200 }, (_, turn) =>
    JSON.stringify({ query: question.query, variables: question.variables(turn) }),
  );
}

/** Both must answer the same rows, else the ratio says nothing. */
async function compareBodies(name: string, hubUrl: string, limitUrl: string): Promise<void> {
  const question = questions.find((one) => one.name === name)!;
  const ours = await ask(`${hubUrl}/graphql`, bodies(question)[0]!);
  if (ours.errors) throw new Error(`${name}: ${JSON.stringify(ours.errors)}`);
  if (name === 'list') return;
  const bare = await ask(`${limitUrl}/${name}`, '{}');
  if (name === 'q3' && JSON.stringify(ours.data) !== JSON.stringify(bare.data))
    throw new Error(`${name}: the answers differ`);
}

async function ask(url: string, body: string): Promise<{ data: unknown; errors?: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return response.json() as never;
}

async function rate(url: string, requests: string[]): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: 10,
    duration: seconds,
    workers: 1,
    requests: requests.map((body) => ({ body })),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.average;
}
