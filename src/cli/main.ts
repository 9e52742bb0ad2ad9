import { readdirSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { HubError } from '../errors.ts';

const folder = new URL('./', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// Who pipes into `head` has read enough: what is left to say goes nowhere, and the work goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// Every other file of this folder is a command, and exports `register`.
const program = new Command('sunledger')
  .description('阳光账本: a GraphQL data hub for budget and procurement transparency')
  .version(version)
  .showHelpAfterError()
  .exitOverride();

for (const name of readdirSync(folder).sort()) {
  if (name === 'main.ts' || !name.endsWith('.ts')) continue;
  const command = (await import(new URL(name, folder).href)) as { register?: (program: Command) => void };
  command.register?.(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

// A person reads this: what we know is wrong is one sentence, only our own mistakes show their stack.
function report(error: unknown): number {
  const { code = '', exitCode } = error as { code?: string; exitCode?: number };
  if (code.startsWith('commander.')) return exitCode ?? 1;
  const { severity, message = '' } = error as { severity?: string; message?: string };
  // What PostgreSQL refuses (disk full, server going down) is for whoever runs it, not for whoever wrote this.
  if (severity !== undefined && /^[0-9A-Z]{5}$/.test(code) && /^(53|57P|08|55)/.test(code)) {
    console.error(
      `The database refused: ${message} (${code}). Nothing half-done stays; run the command again when it is mended.`,
    );
  } else console.error(error instanceof HubError ? error.message : error);
  return 1;
}
