import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Prisma } from '../prisma/client/client.ts';
import { readModels } from '../src/db/models.ts';
import { openTestHub, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

describe('Prisma Client over the writer login', () => {
  test('reads every model of disclosed and internal, so every column has the type that its model says', async () => {
    const models = Object.values(Prisma.ModelName);
    expect(models.length).toBe(readModels().length);

    for (const name of models) {
      const model = hub.prisma[`${name[0]!.toLowerCase()}${name.slice(1)}` as 'supplier'];
      const outcome = await model.findFirst().then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
      const isClosed = ['User', 'ApiKey', 'Session', 'Job', 'AccessLog', 'TenderSecret', 'Report'].includes(
        name,
      );
      expect([name, outcome]).toEqual([name, isClosed ? 'P2039' : 'read']);
    }
  });

  test('writes a row inside a revision: stamped by the database, an amount exact to the last digit, zeros included', async () => {
    const { prisma } = hub;
    await prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT disclosed.begin_revision('publication:p-1')`;
      await transaction.dataset.create({ data: { key: 'd', name: 'D', kind: 'ocds' } });
      await transaction.process.create({
        data: {
          key: 'o',
          ocid: 'o',
          datasetKey: 'd',
          contentState: 'released',
          valueAmount: '123456789012345678.9900',
          valueCurrency: 'CNY',
        },
      });
    });

    const { rows } = await hub
      .pool('public')
      .query('SELECT value_amount, from_revision FROM disclosed.process');
    expect(rows).toEqual([{ value_amount: '123456789012345678.9900', from_revision: '1' }]);
  });

  test('cannot write outside a revision, nor delete', async () => {
    await expect(hub.prisma.dataset.create({ data: { key: 'e', name: 'E', kind: 'ocds' } })).rejects.toThrow(
      'outside a revision',
    );
    await expect(hub.prisma.dataset.deleteMany()).rejects.toThrow('permission denied');
  });
});

describe('what a database answers through the pools', () => {
  test('days, instants, decimals and bigints are text, in arrays as well; null stays null', async () => {
    const { rows } = await hub.pool('public').query(
      `SELECT '2026-02-28'::date AS day, '2026-02-28 08:00:00.5+08'::timestamptz AS instant, '1e400'::numeric AS huge, 0.10 AS scale,
         9007199254740993 AS big, ARRAY[1.50, NULL] AS decimals, ARRAY['2026-01-01'::date] AS days,
         ARRAY['2026-01-01 00:00:00+00'::timestamptz, NULL] AS instants, NULL::date AS none, count(*) AS counted FROM disclosed.dataset`,
    );

    expect({ ...rows[0], huge: rows[0].huge.length }).toEqual({
      day: '2026-02-28',
      instant: '2026-02-28T00:00:00.500Z',
      huge: 401,
      scale: '0.10',
      big: '9007199254740993',
      decimals: ['1.50', null],
      days: ['2026-01-01'],
      instants: ['2026-01-01T00:00:00.000Z', null],
      none: null,
      counted: '1',
    });
  });

  test('amounts that the database does not take: too fine, too large', async () => {
    for (const amount of ['0.000000000000000000001', '100000000000000000000', 'NaN', 'Infinity']) {
      const client = await hub.pool('writer').connect();
      await client.query('BEGIN');
      await client.query(`SELECT disclosed.begin_revision('x')`);
      await expect(
        client.query('UPDATE disclosed.process SET value_amount = $1', [amount]),
        amount,
      ).rejects.toThrow('check constraint');
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
