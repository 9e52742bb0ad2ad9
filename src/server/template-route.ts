import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.ts';
import { nouns } from '../importers/table/nouns/index.ts';
import { template } from '../importers/table/template.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `/template/<noun>.xlsx`: a workbook to fill in and import, for everyone. It is the same for each version of the hub. */
export function templateRoute(app: FastifyInstance): void {
  const made = new Map<string, Promise<Buffer>>();
  app.get<{ Params: { file: string } }>('/template/:file', async (request, reply) => {
    const name = /^([a-z-]+)\.xlsx$/.exec(request.params.file)?.[1];
    if (name === undefined || !nouns.has(name)) {
      const known = [...nouns.keys()].map((noun) => `${noun}.xlsx`).join(', ');
      throw new HubError(
        'NOT_FOUND',
        `There is no template "${request.params.file.slice(0, 100)}": expected one of ${known}.`,
      );
    }
    let bytes = made.get(name);
    if (!bytes) {
      bytes = template(name);
      made.set(name, bytes);
    }
    void reply
      .type(xlsx)
      .header('content-disposition', `attachment; filename="${name}.xlsx"`)
      .header('cache-control', 'no-cache');
    return bytes;
  });
}
