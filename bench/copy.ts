import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** Every row of a table as COPY gives it, to be copied elsewhere. */
export async function rowsOf(client: PoolClient, table: string): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  const collect = new Transform({
    transform(piece, _encoding, done) {
      pieces.push(piece as Buffer);
      done();
    },
  });
  await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), collect.resume());
  return pieces;
}
