/**
 * Prints the SQL that leads from an empty database to prisma/schema: the draft of a migration, to be read and finished
 * by hand (collations, checks, triggers are not Prisma's). Usage: npx tsx scripts/migration-draft.ts <connection url>
 */
import { readdirSync, readFileSync } from 'node:fs';
import { openSchemaEngine } from '../src/db/schema-engine.ts';

const url = process.argv[2];
if (!url) throw new Error('Usage: npx tsx scripts/migration-draft.ts <connection url>');
const files = readdirSync('prisma/schema').map((name) => ({
  path: `prisma/schema/${name}`,
  content: readFileSync(`prisma/schema/${name}`, 'utf8'),
}));
const engine = await openSchemaEngine(url);
const { stdout } = await engine.diff({
  from: { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files },
  script: true,
  shadowDatabaseUrl: null,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
await engine.close();
process.stdout.write(stdout ?? '');
