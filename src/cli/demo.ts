import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { addDemo } from '../demo/add.ts';
import { removeDemo } from '../demo/remove.ts';

/** `sunledger demo add`, `sunledger demo remove`: the invented city comes and goes, everything else stays. */
export function register(program: Command): void {
  const demo = program
    .command('demo')
    .description('the invented demo city 示例市: take it out, or put it back');
  demo
    .command('remove')
    .description(
      'take the demo city out of every table, earlier versions included; it stays away at the next start',
    )
    .action(() =>
      withHub(async (hub) => {
        const removed = await removeDemo(hub);
        console.log(`The demo city is gone: ${removed} rows removed. Put it back with: sunledger demo add`);
      }),
    );
  demo
    .command('add')
    .description('put the demo city in; it shows by itself only while no real dataset is loaded')
    .action(() =>
      withHub(async (hub) => {
        await addDemo(hub, (line) => console.log(line));
        console.log('The demo city is there.');
      }),
    );
}

async function withHub(work: (hub: Hub) => Promise<void>): Promise<void> {
  const hub = await openHub({ onProgress: (line) => console.log(line) });
  try {
    await work(hub);
  } finally {
    await hub.close();
  }
}
