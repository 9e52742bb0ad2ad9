import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';
import { clearSource } from '../publish/clear-source.ts';

/** `sunledger source clear`: a source file becomes public, by somebody and for a reason. */
export function register(program: Command): void {
  const source = program.command('source').description('the files that facts were read from');
  source
    .command('clear')
    .description(
      'make the bytes of a source file public at /source/<sha256>, after the detector of personal numbers has run over every cell and text',
    )
    .argument('<sha256>', 'hash of the file, as `sources` shows it')
    .requiredOption('--reason <text>', 'why it may be public; kept in the record, not published')
    .requiredOption('--reviewer <name>', 'who looked at it')
    .option('--encoding <name>', 'encoding of a text file that does not say it')
    .action(async (sha256: string, options: { reason: string; reviewer: string; encoding?: string }) => {
      const hub = await openHub({ onProgress: () => {} });
      try {
        const { state, name, size, revision } = await clearSource(hub, { sha256, ...options });
        console.log(
          state === 'wasCleared'
            ? `"${name}" was cleared before: /source/${sha256}`
            : `"${name}" (${size} bytes) is public at /source/${sha256} (revision ${revision}).`,
        );
      } finally {
        await hub.close();
      }
    });
}
