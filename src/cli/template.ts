import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { HubError } from '../errors.ts';
import { nouns } from '../importers/table/nouns/index.ts';
import { listProfiles } from '../importers/table/profile/load.ts';
import { template } from '../importers/table/template.ts';

/** `sunledger template [NAME]`: a workbook to fill and to import; without a name, the names there are. */
export function register(program: Command): void {
  program
    .command('template')
    .description(
      'write a workbook (XLSX) to fill in and import: of a noun or of a profile; without a name list both',
    )
    .argument('[name]', 'noun, for example budget, or profile')
    .option('-o, --output <file>', 'file to write; - for standard output (default: NAME.xlsx)')
    .action(async (name: string | undefined, { output }: { output?: string }) => {
      if (name === undefined) return list();
      const bytes = await template(name);
      if (output === '-') {
        process.stdout.write(bytes);
        return;
      }
      const file = output ?? `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.xlsx`;
      try {
        await writeFile(file, bytes, { flag: 'wx' });
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new HubError(
          'BAD_INPUT',
          code === 'EEXIST' ? `"${file}" is there already: expected another name` : message,
        );
      }
      const dataset = nouns.has(name) ? ' --dataset KEY' : '';
      console.error(
        `${file} is written: fill it in, then "sunledger import table ${file} --profile ${name}${dataset} --dry-run"`,
      );
    });
}

async function list(): Promise<void> {
  console.log('Nouns, each with a template and a profile of its own:');
  for (const { name, titleZh, titleEn } of nouns.values()) console.log(`  ${name}: ${titleZh} ${titleEn}`);
  console.log('Profiles:');
  for (const { name, titleZh, titleEn, pack } of await listProfiles())
    if (!nouns.has(name))
      console.log(`  ${name}${pack === null ? '' : ` (pack ${pack})`}: ${titleZh} ${titleEn}`);
}
