import { defineConfig } from 'prisma/config';

// The CLI only formats and generates here; migrations are applied by src/db/migrate.ts, which needs no engine download.
export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } });
