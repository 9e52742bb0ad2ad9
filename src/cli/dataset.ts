import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';

interface Line {
  key: string;
  name: string;
  kind: string;
  processes: string;
  contracts: string;
}

/** `sunledger dataset list`: what is loaded, whose it is, how much. */
export function register(program: Command): void {
  const dataset = program.command('dataset').description('the datasets of this hub');
  dataset
    .command('list')
    .description('every dataset with its processes and contracts')
    .option('--json', 'as JSON, one object a dataset')
    .action(async (options: { json?: boolean }) => {
      const hub = await openHub({ onProgress: () => {} });
      try {
        const { rows } = await hub.pool('writer').query<Line>(
          `SELECT d.key, d.name, d.kind,
             (SELECT count(*) FROM disclosed.process p WHERE p.dataset_key = d.key) AS processes,
             (SELECT count(*) FROM disclosed.contract c WHERE c.dataset_key = d.key) AS contracts
           FROM disclosed.dataset d ORDER BY d.key`,
        );
        if (options.json) for (const row of rows) console.log(JSON.stringify(row));
        else if (rows.length === 0) console.log('No dataset is loaded.');
        else
          for (const row of rows)
            console.log(
              `${row.key}  ${row.kind}  ${row.name}: ${row.processes} processes, ${row.contracts} contracts`,
            );
      } finally {
        await hub.close();
      }
    });
}
