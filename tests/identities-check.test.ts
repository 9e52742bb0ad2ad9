import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { applyFacts } from '../src/publish/apply.ts';
import { checkBudget } from '../src/rules/identities/check.ts';
import { checkDocuments, checkEach, type Difference, loadIdentities } from '../src/rules/identities/index.ts';
import { readDocuments } from '../src/rules/identities/read.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { budgetDocument, line, total } from './identity-sketch.ts';
import { statutoryDocument } from './identity-statutory.ts';
import { storeDocuments } from './identity-store.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const wrong = {
  'three-public > total > total': '1.00',
  'procurement-summary > procurement-summary > works': '0.01',
};
const rounded = { 'summary-expenditure > 二、社会保障和就业支出 > total': '-0.01' };
let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
  const dataset = { kind: 'table', is_demo: false };
  await inRevision(hub, { source: 'test', actor: 'test' }, (client) =>
    applyFacts(client, {
      'disclosed.jurisdiction': [
        { key: 'land', name: 'Land', level: 'national', country: 'CN', time_zone: 'UTC' },
        { key: 'town', name: 'Town', level: 'city', parent_key: 'land', time_zone: 'UTC' },
      ],
      'disclosed.dataset': ['a', 'b'].map((key) => ({ key, name: key, ...dataset })),
      'disclosed.department': [
        { key: 'body', name: 'Body', kind: 'constituent', jurisdiction_key: 'town' },
        { key: 'elsewhere', name: 'Elsewhere' },
      ],
    }),
  );
  await storeDocuments(
    hub,
    null,
    statutoryDocument({}, { key: 'a/good', datasetKey: 'a' }),
    statutoryDocument(wrong, { key: 'a/wrong', datasetKey: 'a' }),
    statutoryDocument(rounded, { key: 'b/rounded', datasetKey: 'b' }),
    statutoryDocument(wrong, { key: 'b/elsewhere', datasetKey: 'b', departmentKey: 'elsewhere' }),
  );
});
afterAll(() => hub.destroy());

/** `sunledger check` as a process of its own, beside this one that holds the hub open. */
async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const command = spawn(process.execPath, ['bin/sunledger.js', 'check', ...words], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url.href,
      SUNLEDGER_DATA: hub.folder,
      SUNLEDGER_ROLE_PREFIX: hub.rolePrefix,
    },
  });
  let [out, err] = ['', ''];
  command.stdout.on('data', (piece) => {
    out += piece;
  });
  command.stderr.on('data', (piece) => {
    err += piece;
  });
  const [code] = (await once(command, 'close')) as [number];
  return { code, out, err };
}

test('a document from the database is the document that was stored, units and cells included', async () => {
  const stored = statutoryDocument(wrong, { key: 'a/wrong', datasetKey: 'a' });
  const [read] = await readDocuments(hub.pool('writer'), ['a/wrong']);
  expect(read).toMatchObject({
    key: 'a/wrong',
    country: 'CN',
    departmentKind: 'constituent',
    kind: 'finalAccount',
  });
  for (const table of stored.tables) {
    const own = read!.tables.find(({ key }) => key === `a/wrong/${table.key}`)!;
    expect({ title: own.title, unit: own.unit, page: own.page }).toEqual({
      title: table.title,
      unit: table.unit,
      page: table.page,
    });
    expect(own.attributes).toMatchObject(table.attributes);
    expect(own.entries).toHaveLength(table.entries.length);
    for (const [index, entry] of table.entries.entries()) {
      const { attributes, amounts, ...place } = own.entries[index]!;
      expect(place).toEqual({
        ...place,
        key: `a/wrong/${entry.key}`,
        row: entry.row,
        position: entry.position,
      });
      expect(attributes).toMatchObject(entry.attributes);
      // Facts keep one cell, or none, for all their amounts.
      const isFact = entry.attributes.noun !== 'budget';
      const plain = (list: typeof amounts) =>
        list
          .map((amount) => ({
            ...amount,
            amount: String(Number(amount.amount)),
            cell: isFact ? null : amount.cell,
          }))
          .sort((one, other) =>
            `${one.phase} ${one.component}` < `${other.phase} ${other.component}` ? -1 : 1,
          );
      expect(plain(amounts)).toEqual(plain(entry.amounts));
    }
  }
});

test('differences of documents from the database are those of the documents themselves', async () => {
  const short = (list: readonly Difference[]) =>
    list.map(({ identity, leftTotal, rightTotal, kind }) => [
      identity,
      Number(leftTotal),
      Number(rightTotal),
      kind,
    ]);
  const direct = checkBudget(statutoryDocument(wrong, { key: 'a/wrong' }), loadIdentities());
  expect(short(await checkDocuments(hub.pool('writer'), ['a/wrong']))).toEqual(short(direct));
  expect(direct.map(({ kind }) => kind).sort()).toEqual(['conflict', 'rounding']);
});

test('what an open transaction has written is checked before it is committed', async () => {
  await inRevision(hub, { source: 'test', actor: 'test' }, async (client) => {
    await client.query(
      `UPDATE disclosed.three_public_expense SET actual_amount = 990000 WHERE document_key = 'a/good' AND category = 'total'`,
    );
    expect(await checkDocuments(client, ['a/good'])).toMatchObject([{ identity: 'cn-three-public' }]);
    throw new Error('not kept');
  }).catch((error: Error) => expect(error.message).toBe('not kept'));
  expect(await checkDocuments(hub.pool('writer'), ['a/good'])).toEqual([]);
});

test('the command shows conflicts with both cells, rounding apart, counts, and exit code 1', async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain(
    [
      'a/wrong  Test document',
      '  CONFLICT cn-three-public: “三公”经费合计＝因公出国（境）＋公务用车＋公务接待 / Three-public expenses equal overseas travel, official vehicles and reception',
      '    150000 ≠ 140000 CNY, difference 10000, tolerance 400',
      '    left  15.00 万元 (total, final, "three-public", row 1, cell B1)',
      '    right 2.00 万元 (overseas, final, "three-public", row 2, cell B2)',
      '    right 9.00 万元 (vehicles, final, "three-public", row 3, cell B3)',
      '    right 3.00 万元 (reception, final, "three-public", row 6, cell B6)',
      '  rounding cn-procurement:',
    ].join('\n'),
  );
  expect(out).toMatch(
    /4 budget documents checked against \d+ identities: 1 conflict, \d+ differences within rounding, in 2 documents/,
  );
  expect(out).toContain('of a body whose country is not recorded: 1;');
});

test('with rounding only the exit code is 0', async () => {
  const { code, out } = await run('--dataset', 'b');
  expect(code).toBe(0);
  expect(out).toContain('b/rounded');
  expect(out).not.toContain('CONFLICT');
});

test('--json gives one difference a line and the counts at the end', async () => {
  const { code, out } = await run('--document', 'a/wrong', '--json');
  expect(code).toBe(1);
  const lines = out
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(lines.at(-1)).toMatchObject({
    documents: 1,
    differing: 1,
    conflicts: 1,
    roundings: 1,
    withoutCountry: 0,
  });
  expect(lines.slice(0, -1).map(({ identity, kind, document }) => [identity, kind, document])).toEqual([
    ['cn-three-public', 'conflict', 'a/wrong'],
    ['cn-procurement', 'rounding', 'a/wrong'],
  ]);
  expect(lines[0].left[0]).toMatchObject({
    table: 'three-public',
    row: 1,
    cell: 'B1',
    value: '15.00',
    amount: '150000',
  });
});

test('a dataset or document that is not there is an error', async () => {
  const dataset = await run('--dataset', 'zzz');
  expect(dataset).toMatchObject({ code: 1, out: '' });
  expect(dataset.err).toBe('No dataset "zzz" in this hub: expected the key of one that is loaded\n');
  expect((await run('--document', 'a/none')).err).toContain('No budget document "a/none"');
});

test('documents are read a few at a time: a large one by itself', async () => {
  const key = (number: number) => `a/batch-${number}`;
  const sizes = [12_000, 9_000, 8_000, 30_000];
  const documents = sizes.map((size, number) => {
    const lines = Array.from({ length: size }, (_, index) => line(`x${index}`, { total: '1' }));
    const rows = [...lines, total('All', { total: String(size + number * 100_000) })];
    const table = { table: 'other', attributes: { breakdown: 'other', side: 'expenditure' }, rows };
    return budgetDocument({ key: key(number), datasetKey: 'a' }, table);
  });
  await storeDocuments(hub, null, ...documents);
  const asked: string[][] = [];
  const pool = hub.pool('writer');
  const client = {
    query: (sql: string, values: [string[]]) => {
      if (sql.includes('FROM disclosed.budget_table')) asked.push(values[0]);
      return pool.query(sql, values);
    },
  };
  const kinds: string[] = [];
  for await (const { differences } of checkEach(
    client as never,
    sizes.map((_, number) => key(number)),
  )) {
    kinds.push(differences.map(({ kind }) => kind).join());
  }
  expect(asked).toEqual([[key(0)], [key(1), key(2)], [key(3)]]);
  expect(kinds).toEqual(['', 'conflict', 'conflict', 'conflict']);
});
