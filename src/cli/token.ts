import type { Command } from 'commander';
import { readSecret } from '../db/secret.ts';
import { checkGrant, longestTokenHours, signToken, tokenRoles } from '../server/tokens.ts';

/** `sunledger token`: needs the data folder's secret and nothing else, so it works whether or not the hub runs. */
export function register(program: Command): void {
  program
    .command('token')
    .description('print a token for internal queries (Authorization: Bearer <token>)')
    .requiredOption('--role <role>', `one of ${tokenRoles.join(', ')}`)
    .option('--department <code>', 'own department of an OFFICER; may be given several times', collect, [])
    .option('--name <name>', 'who asks, as the access log will say it')
    .option('--hours <hours>', `how long it is valid, at most ${longestTokenHours}`, '8')
    .action(async (options: { role: string; department: string[]; name?: string; hours: string }) => {
      const grant = checkGrant({
        role: options.role,
        name: options.name,
        departments: options.department,
        hours: Number(options.hours),
      });
      const secret = readSecret(process.env.SUNLEDGER_DATA ?? '.sunledger');
      process.stdout.write(`${await signToken(secret, grant)}\n`);
    });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
