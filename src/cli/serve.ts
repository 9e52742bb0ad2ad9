import type { Command } from 'commander';

/** `sunledger serve`, which is what `npm start` runs. */
export function register(program: Command): void {
  program
    .command('serve')
    .description('start the hub: database, jurisdiction packs, demo city, then http://127.0.0.1:4000/')
    .option('--port <number>', 'port to listen on (PORT); without one, 4000 or the next free one')
    .option('--host <address>', 'address to listen on (HOST)', process.env.HOST ?? '127.0.0.1')
    .action(async (options: { port?: string; host: string }) => {
      // Loaded here, so that the other commands start without Apollo, Fastify and the schema.
      const { serve } = await import('../server/serve.ts');
      await serve({ host: options.host, port: options.port ?? process.env.PORT });
    });
}
