import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '../../errors.ts';
import type { Account } from './account.ts';

/** What PostgreSQL itself writes beside its data while it runs. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** The server that runs on this data folder; null when none does. A file left by a crash counts as none. */
export function readPostmaster(data: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!isServerProcess(pid, data)) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

// After a power loss the number in the file may belong to any program; PostgreSQL would then refuse to start. So the
// process must be a PostgreSQL started on this very folder.
function isServerProcess(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  let command: string;
  try {
    command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    if (existsSync('/proc/self/cmdline')) return false;
    command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  return command.includes('postgres') && command.includes(data);
}

/** Removes what a crash left behind; says whether there was something. */
export function clearStale(data: string): boolean {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file) || readPostmaster(data)) return false;
  // A server that is just starting has an incomplete file for a moment: never take that one away.
  if (Date.now() - statSync(file).mtimeMs < 2000 && readFileSync(file, 'utf8').split('\n').length < 8)
    return false;
  rmSync(file, { force: true });
  return true;
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export interface StartOptions {
  bin: string;
  data: string;
  log: string;
  account: Account;
  /** Port of the last start; another one is taken where it is not free. */
  port: number | null;
  settings: Record<string, string>;
}

/** Bytes after which the log of earlier starts is put aside. */
const longLog = 10 * 1024 * 1024;

/**
 * Starts the server in a session of its own: Ctrl-C in a terminal must reach our programs, not the server that
 * another command may be using. Returns once it accepts connections.
 */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  const data = realpathSync(options.data);
  if (existsSync(options.log) && statSync(options.log).size > longLog)
    renameSync(options.log, `${options.log}.1`);
  for (let attempt = 1; ; attempt += 1) {
    const port =
      attempt === 1 && options.port !== null && (await isFree(options.port))
        ? options.port
        : await anyFreePort();
    const logStart = existsSync(options.log) ? statSync(options.log).size : 0;
    const log = openSync(options.log, 'a', 0o600);
    const flags = Object.entries({ ...options.settings, port: String(port) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(join(options.bin, 'postgres'), ['-D', data, ...flags], {
      ...options.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    });
    closeSync(log);
    let ended: string | null = null;
    child.once('error', (error) => {
      ended = error.message;
    });
    child.once('exit', (code, signal) => {
      ended = `exit ${code ?? signal}`;
    });
    child.unref();
    for (;;) {
      const running = readPostmaster(data);
      if (running?.isReady && running.pid === child.pid) return running;
      if (ended !== null) break;
      await sleep(20);
    }
    const said = readFileSync(options.log, 'utf8').slice(logStart);
    if (/could not bind|Address already in use/i.test(said) && attempt < 10) continue;
    const other = await waitForOther(data);
    if (other) return other;
    throw new HubError(
      'UNAVAILABLE',
      `The embedded PostgreSQL in "${data}" did not start (${ended}). Its last words: ${said.trim().split('\n').slice(-6).join(' | ') || 'none'}`,
    );
  }
}

// Two commands that start together: PostgreSQL lets one of them win, the other one joins.
async function waitForOther(data: string): Promise<Postmaster | null> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const running = readPostmaster(data);
    if (!running) return null;
    if (running.isReady) return running;
    await sleep(50);
  }
  return null;
}

/** Asks the server to stop at once (open transactions are rolled back) and waits until it is gone. */
export async function stopPostmaster(data: string, pid: number, patience = 30_000): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (let waited = 0; readPostmaster(data)?.pid === pid; waited += 20) {
    if (waited >= patience) {
      throw new HubError(
        'UNAVAILABLE',
        `The embedded PostgreSQL (process ${pid}) did not stop within ${patience / 1000} seconds.`,
      );
    }
    await sleep(20);
  }
}
