import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { questions } from './questions.ts';

/** Bare `http`, one prepared statement, the database's own JSON text: nothing that answers from SQL can be faster. */
export async function limitServer(pool: Pool): Promise<{ url: string; close(): Promise<void> }> {
  let turn = 0;
  const server = createServer((request, response) => {
    const question = questions.find(({ name }) => request.url === `/${name}`)!;
    request.resume();
    pool
      .query({ name: question.name, text: question.limit.text, values: question.limit.values(turn++) })
      .then(({ rows }) => {
        response.setHeader('content-type', 'application/json');
        response.end(rows[0].j);
      })
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
