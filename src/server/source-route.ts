import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { publicViewer, type Viewer } from '../viewer.ts';
import { viewerOfHeader } from './tokens.ts';

interface Row {
  media_type: string;
  bytes: Buffer;
  name: string | null;
}

/** Kinds of file that are said to be what they are; everything else is bytes. */
const knownTypes = new Set(['application/json', 'application/gzip', 'text/csv', 'application/zip']);

/**
 * `GET /source/<sha256>`: a file that was cleared, with the asker's own database login. What was not cleared answers
 * as what was never there. The bytes are a stranger's: they are downloaded, never shown, run or guessed at.
 */
export function sourceRoute(app: FastifyInstance, hub: Hub): void {
  app.get<{ Params: { hash: string } }>('/source/:hash', async (request, reply) => {
    const viewer = await viewerOf(hub, request);
    const { hash } = request.params;
    const row = /^[0-9a-f]{64}$/.test(hash) ? await read(hub, viewer, hash) : null;
    if (!row) throw new HubError('NOT_FOUND', 'There is no such file: begin at "/".');
    const isKnown = knownTypes.has(row.media_type);
    void reply.headers({
      'content-type': isKnown ? row.media_type : 'application/octet-stream',
      'content-disposition': disposition(row.name ?? `${hash}.bin`),
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${hash}"`,
      'cache-control':
        request.headers.authorization === undefined
          ? 'public, max-age=0, must-revalidate'
          : 'private, no-store',
      vary: 'Authorization',
    });
    if (request.headers['if-none-match'] === `"${hash}"`) return reply.code(304).send();
    return reply.send(row.bytes);
  });
}

async function viewerOf(hub: Hub, request: FastifyRequest): Promise<Viewer> {
  return (await viewerOfHeader(hub.secret, request.headers.authorization)) ?? publicViewer;
}

async function read(hub: Hub, viewer: Viewer, hash: string): Promise<Row | null> {
  const { rows } = await hub.pool(viewer.login).query<Row>(
    `SELECT f.media_type, f.bytes, (SELECT s.name FROM disclosed.source s WHERE s.sha256 = f.sha256 ORDER BY s.key LIMIT 1) AS name
     FROM disclosed.source_file f WHERE f.sha256 = $1`,
    [hash],
  );
  return rows[0] ?? null;
}

/** Always a download; the name in plain letters for old clients, and as it is. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_').slice(0, 100);
  const exact = encodeURIComponent([...name].slice(0, 100).join('')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
