// A process that uses an embedded server: started by embedded.test.ts, not by the test runner.
// Arguments: data folder. Says one JSON line when it is in, and leaves at SIGTERM.
import pg from 'pg';
import { openEmbeddedServer } from '../src/db/embedded/server.ts';
import { HubError } from '../src/errors.ts';

const said: string[] = [];
try {
  const server = await openEmbeddedServer({
    folder: process.argv[2]!,
    settings: { fsync: 'off' },
    onProgress: (line) => said.push(line),
  });
  const login = {
    host: server.host,
    user: server.superuser,
    password: server.password,
    database: 'postgres',
  };
  const client = new pg.Client({ ...login, port: server.port });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS kept (pid int)');
  await client.query('INSERT INTO kept VALUES ($1)', [process.pid]);
  const { rows } = await client.query('SELECT count(*)::int AS kept, pg_backend_pid() AS backend FROM kept');
  const data = (await client.query('SHOW data_directory')).rows[0].data_directory;
  await client.end();
  process.once('SIGTERM', async () => {
    await server.leave();
    process.exit(0);
  });
  console.log(JSON.stringify({ pid: process.pid, port: server.port, kept: rows[0].kept, data, said }));
  setInterval(() => undefined, 1000);
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message, isNamed: error instanceof HubError, said }));
  process.exitCode = 1;
}
