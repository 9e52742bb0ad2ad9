import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFor } from '../../schema/index.ts';
import { buildGraphiql } from '../../scripts/build-graphiql.js';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { ensureDemo } from '../demo/index.ts';
import { ensurePacks } from '../packs/index.ts';
import { banner } from './banner.ts';
import { buildServer, graphiqlBundle, type HubServer } from './build-server.ts';
import { namesFrom } from './hosts.ts';
import { type Listening, listen, readPort } from './listen.ts';
import { newLogger } from './log.ts';
import { onSignals, shutdownHandler } from './shutdown.ts';
import { readTimeZone, todayIn } from './today.ts';

export interface ServeOptions {
  host: string;
  port?: string | undefined;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Opens the hub, brings packs and demo in, listens, prints where to click. Resolves when it listens; the process
 * then lives until a signal. A failure on the way closes the hub again, so that its database stops too.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const port = readPort(options.port);
  const { SUNLEDGER_PUBLIC_URL: publicUrl, SUNLEDGER_HOSTS: hosts } = process.env;
  const hostNames = namesFrom({ publicUrl, hosts });
  const hub = await openHub({ onProgress: (line) => say(`  ${line}`) });
  let onSignal = stopEarly(hub);
  onSignals((signal) => onSignal(signal));
  try {
    await fill(hub);
    const hasGraphiql = await graphiqlIsThere();
    const limits = process.env.SUNLEDGER_LIMITS !== '0';
    const log = newLogger();
    const server = await buildServer({
      hub,
      schemas: { public: schemaFor('public'), internal: schemaFor('internal') },
      today: todayIn(await readTimeZone(hub)),
      limits,
      publicUrl,
      hosts: [...hostNames, options.host],
      log,
    });
    const listening = await listen(server.app, options.host, port);
    onSignal = stopServing(hub, server);
    say(await greeting(hub, listening, { hasGraphiql, limits }));
  } catch (error) {
    await hub.close();
    throw error;
  }
}

/** What a new database is given: the packs always, the demo city unless someone wants to start empty. */
async function fill(hub: Hub): Promise<void> {
  await ensurePacks(hub);
  if (process.env.SUNLEDGER_DEMO !== '0') await ensureDemo(hub, (line) => say(`  ${line}`));
}

async function graphiqlIsThere(): Promise<boolean> {
  if (existsSync(join(graphiqlBundle, 'index.html'))) return true;
  say('  Bundling GraphiQL (once, some seconds) …');
  try {
    return await buildGraphiql();
  } catch (error) {
    say(`  GraphiQL could not be bundled, the hub works without it: ${(error as Error).message}`);
    return false;
  }
}

/** Before anything is served there is nothing to finish; what was being written rolls back. */
function stopEarly(hub: Hub): (signal: string) => void {
  let stopping = false;
  return (signal) => {
    if (stopping) process.exit(1);
    stopping = true;
    say(`${signal}: stopping before the start was complete (again to leave at once).`);
    void hub.close().finally(() => process.exit(1));
  };
}

function stopServing(hub: Hub, server: HubServer): (signal: string) => void {
  return shutdownHandler({
    readiness: server.readiness,
    stopServer: () => server.stop(),
    closeHub: () => hub.close(),
    log: server.log,
    say,
    exit: (code) => process.exit(code),
  });
}

async function greeting(
  hub: Hub,
  listening: Listening,
  facts: { hasGraphiql: boolean; limits: boolean },
): Promise<string> {
  const { rows } = await hub
    .pool('public')
    .query<{ key: string; name: string; is_demo: boolean }>(
      'SELECT key, name, is_demo FROM disclosed.dataset ORDER BY is_demo, key',
    );
  const real = rows.filter((row) => !row.is_demo);
  const shown = real.length > 0 ? real : rows;
  return banner({
    ...listening,
    ...facts,
    database: hub.database,
    datasets: shown.map((row) => `${row.name} (${row.key})`),
    isDemo: shown.some((row) => row.is_demo),
    seconds: process.uptime(),
  });
}
