import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';

/** `sunledger migrate`: brings the database up to date, checks it, and stops. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database up to date: logins, migrations, version tables, grants; then check it')
    .action(async () => {
      const hub = await openHub({ onProgress: (line) => console.log(line) });
      const { kind, name, host, port, version } = hub.database;
      console.log(`Database "${name}" is up to date: ${kind} PostgreSQL ${version} at ${host}:${port}`);
      await hub.close();
    });
}
