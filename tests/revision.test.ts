import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import type { LoginName } from '../src/db/types.ts';
import { openTestHub, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const act = { source: 'import:abc', actor: 'tester', role: 'ADMIN', reason: 'a test', departmentKey: 'd-1' };

async function ask(login: LoginName, text: string, values: unknown[] = []) {
  return (await hub.pool(login).query(text, values)).rows;
}

const addDataset = (key: string) =>
  `INSERT INTO disclosed.dataset (key, name, kind) VALUES ('${key}', 'A', 'ocds')`;

describe('revision', () => {
  test('a change is numbered, dated and signed, and who signed is not public', async () => {
    const made = await inRevision(hub, act, async (client) => {
      await client.query(addDataset('first'));
      return 'done';
    });

    expect(made).toEqual({ result: 'done', disclosed: '1', internal: '1' });
    expect(await ask('public', 'SELECT key, from_revision FROM disclosed.dataset')).toEqual([
      { key: 'first', from_revision: '1' },
    ]);
    expect(await ask('public', 'SELECT number, source FROM disclosed.revision')).toEqual([
      { number: '1', source: 'import:abc' },
    ]);
    expect(
      await ask(
        'writer',
        'SELECT number, disclosed_number, actor, role, reason, department_key FROM internal.revision_act',
      ),
    ).toEqual([
      {
        number: '1',
        disclosed_number: '1',
        actor: 'tester',
        role: 'ADMIN',
        reason: 'a test',
        department_key: 'd-1',
      },
    ]);
    await expect(ask('public', 'SELECT actor FROM internal.revision_act')).rejects.toThrow(
      'permission denied',
    );
  });

  test('an internal revision does not move the public number', async () => {
    const before = await ask('public', 'SELECT max(number) AS number FROM disclosed.revision');
    const made = await inRevision(
      hub,
      act,
      (client) =>
        client.query(`INSERT INTO internal.party_detail (key, dataset_key) VALUES ('p-1', 'first')`),
      { disclosed: false },
    );

    expect(made.disclosed).toBeNull();
    expect(Number(made.internal)).toBeGreaterThan(1);
    expect(await ask('public', 'SELECT max(number) AS number FROM disclosed.revision')).toEqual(before);
    await expect(
      inRevision(hub, act, (client) => client.query(addDataset('sneaked')), { disclosed: false }),
    ).rejects.toThrow('outside a revision');
  });

  test('what throws leaves nothing, not even a number, and the connection stays good', async () => {
    const before = await ask('public', 'SELECT max(number) AS number FROM disclosed.revision');

    for (let i = 0; i < 12; i += 1) {
      await expect(
        inRevision(hub, act, async (client) => {
          await client.query(addDataset('never'));
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
    }

    expect(await ask('public', 'SELECT max(number) AS number FROM disclosed.revision')).toEqual(before);
    expect(await ask('public', `SELECT FROM disclosed.dataset WHERE key = 'never'`)).toEqual([]);
  });

  test('8 writers with rollbacks leave the numbers gapless and the instants rising', async () => {
    const start = Number(
      (await ask('public', 'SELECT max(number) AS number FROM disclosed.revision'))[0].number,
    );
    const seen: number[] = [];
    const writer = async (writerNumber: number) => {
      for (let i = 0; i < 12; i += 1) {
        const work = inRevision(hub, act, async (client) => {
          await client.query(addDataset(`w${writerNumber}-${i}`));
          if ((i + writerNumber) % 3 === 0) throw new Error('rolled back');
        });
        await work.then(
          ({ disclosed }) => seen.push(Number(disclosed)),
          (error: Error) => expect(error.message).toBe('rolled back'),
        );
      }
    };

    await Promise.all(Array.from({ length: 8 }, (_, i) => writer(i)));

    expect(seen.length).toBe(64);
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => start + 1 + i));
    const disorder = await ask(
      'public',
      `SELECT number FROM (SELECT number, at, lag(at) OVER (ORDER BY number) AS earlier FROM disclosed.revision) r
       WHERE at IS NULL OR at <= earlier`,
    );
    expect(disorder).toEqual([]);
    const [{ gaps }] = await ask('public', 'SELECT max(number) - count(*) AS gaps FROM disclosed.revision');
    expect(gaps).toBe('0');
  });

  test('the same moment gives the same revision for ever, whatever commits later', async () => {
    const answers: { moment: string; first: string }[] = [];
    let isWriting = true;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, n) => {
        for (let i = 0; i < 20; i += 1) {
          await inRevision(hub, act, async (client) => {
            await client.query(addDataset(`m${n}-${i}`));
            await sleep(3);
          });
        }
      }),
    ).finally(() => {
      isWriting = false;
    });
    const reader = async (login: LoginName) => {
      while (isWriting) {
        // The moment is taken before the question, with microseconds: a revision may be open right now.
        const [{ moment }] = await ask(login, `SELECT clock_timestamp()::text AS moment`);
        const first = await hub.pool('export').query('SELECT disclosed.revision_at($1) AS number', [moment]);
        answers.push({ moment, first: first.rows[0].number });
      }
    };
    await Promise.all([writers, reader('public'), reader('internal')]);

    expect(answers.length).toBeGreaterThan(20);
    for (const { moment, first } of answers) {
      const [{ number }] = await ask('export', 'SELECT disclosed.revision_at($1) AS number', [moment]);
      expect({ moment, number }).toEqual({ moment, number: first });
    }
  });

  test('a moment after the last commit waits for the open revision, an earlier one does not', async () => {
    const [{ last }] = await ask('public', 'SELECT max(at)::text AS last FROM disclosed.revision');
    const writer = await hub.pool('writer').connect();
    await writer.query('BEGIN');
    await writer.query(`SELECT disclosed.begin_revision('slow')`);

    const [{ number }] = await ask('public', 'SELECT disclosed.revision_at($1) AS number', [last]);
    await expect(ask('public', 'SELECT disclosed.revision_at(clock_timestamp())')).rejects.toThrow(
      'lock timeout',
    );
    await writer.query('ROLLBACK');
    writer.release();

    expect(await ask('public', 'SELECT disclosed.revision_at(clock_timestamp()) AS number')).toEqual([
      { number },
    ]);
  });

  test('a moment is not resolved in a snapshot that is too old to know', async () => {
    const client = await hub.pool('export').connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');

    await expect(client.query('SELECT disclosed.revision_at(now())')).rejects.toThrow('READ COMMITTED');
    await client.query('ROLLBACK');
    client.release();
  });

  test('the writer cannot invent, reuse or re-open a revision', async () => {
    const client = await hub.pool('writer').connect();
    const attempt = async (...statements: string[]) => {
      await client.query('BEGIN');
      try {
        for (const statement of statements) await client.query(statement);
        return 'done';
      } catch (error) {
        return (error as Error).message;
      } finally {
        await client.query('ROLLBACK');
      }
    };

    expect(await attempt(addDataset('x'))).toContain('outside a revision');
    expect(
      await attempt(`SELECT set_config('sunledger.disclosed_revision', '1', true)`, addDataset('x')),
    ).toContain('not open');
    expect(
      await attempt(`SELECT set_config('sunledger.disclosed_revision', '999999', true)`, addDataset('x')),
    ).toContain('not open');
    expect(
      await attempt(
        `SELECT set_config('sunledger.internal_revision', '1', true)`,
        `INSERT INTO internal.revision_act (actor) VALUES ('forger')`,
      ),
    ).toContain('No revision of "internal" is open');
    expect(await attempt(`INSERT INTO disclosed.revision (number, at) VALUES (999999, now())`)).toContain(
      'permission denied',
    );
    expect(await attempt(`UPDATE disclosed.revision SET at = now()`)).toContain('permission denied');
    expect(
      await attempt(
        `SELECT disclosed.begin_revision('x')`,
        `INSERT INTO disclosed.dataset (key, name, kind, from_revision) VALUES ('x', 'X', 'ocds', 1)`,
      ),
    ).toContain('permission denied');
    // Ended early by the writer's own will: a second change then needs a second, later revision.
    expect(
      await attempt(`SELECT disclosed.begin_revision('x')`, 'SET CONSTRAINTS ALL IMMEDIATE', addDataset('x')),
    ).toContain('not open');
    client.release();
  });
});
