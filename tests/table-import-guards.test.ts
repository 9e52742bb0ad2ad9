import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import type { Profile } from '../src/importers/table/profile/types.ts';
import { applyFacts } from '../src/publish/apply.ts';
import type { FactRow } from '../src/publish/facts.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { fileOf, inventedProfile, type Line, profilePath, rowsOf, standing } from './table-file.ts';

let hub: TestHub;
const profile = profilePath();
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const line = (code: number, approved: string, more: Partial<Line> = {}): Line => ({
  year: 2030,
  body: 1,
  code,
  label: `L${code}`,
  approved,
  executed: '1',
  ...more,
});

const load = (dataset: string, lines: readonly Line[], options: Partial<TableImportOptions> = {}) =>
  importTable(hub, fileOf(lines), { profile, dataset, ...options });

const keyOf = (dataset: string, code: number) => `${dataset}/invented-body:1/2030/budget/own/lines/${code}#1`;

async function publish(table: string, row: FactRow): Promise<void> {
  await inRevision(hub, { source: 'test', actor: 'test' }, (client) =>
    applyFacts(client, { [table]: [row] }),
  );
}

async function review(dataset: string, subject: string): Promise<void> {
  await publish('disclosed.publication', {
    key: `reviewed/${subject}`,
    dataset_key: dataset,
    kind: 'publication',
    subject_type: 'BudgetLine',
    subject_key: subject,
    basis: 'reviewed',
    published_at: '2031-01-01T00:00:00Z',
  });
}

const amounts = async (dataset: string) =>
  (await standing(hub, dataset)).map(({ code, approved }) => [code, approved]);

describe('what people decided', () => {
  test('a reviewed line stays with its amounts, whether the file changes it or no longer has it', async () => {
    await load('reviewed', [line(1, '10'), line(2, '20'), line(3, '30')]);
    await review('reviewed', keyOf('reviewed', 2));

    const changed = await load('reviewed', [line(1, '11'), line(2, '22'), line(3, '30')]);
    expect(await amounts('reviewed')).toEqual([
      [1, '11'],
      [2, '20'],
      [3, '30'],
    ]);
    expect(
      changed.problems.filter(({ rule }) => rule === 'reviewed-row-kept').map(({ value }) => value),
    ).toContain(`${keyOf('reviewed', 2)}/approved/total`);

    const gone = await load('reviewed', [line(1, '11')]);
    expect(gone.state).toBe('complete');
    expect(await amounts('reviewed')).toEqual([
      [1, '11'],
      [2, '20'],
    ]);
    expect(
      gone.problems.some(({ rule, value }) => rule === 'reviewed-row-kept' && value === keyOf('reviewed', 2)),
    ).toBe(true);
  });

  test('a withdrawn line stays away, although the file states it', async () => {
    await load('withdrawn', [line(1, '10'), line(2, '20')]);
    const key = keyOf('withdrawn', 2);
    await inRevision(hub, { source: 'test', actor: 'test' }, async (client) => {
      for (const [table, column] of [
        ['budget_amount', 'line_key'],
        ['budget_line', 'key'],
      ])
        await client.query(
          `SELECT internal.remove_unstated($1, array_agg(key)) FROM disclosed.${table} WHERE "${column}" = $2`,
          [table, key],
        );
      await applyFacts(client, {
        'disclosed.tombstone': [
          {
            key: `${key}/tombstone`,
            dataset_key: 'withdrawn',
            subject_type: 'BudgetLine',
            subject_key: key,
            withdrawn_on: '2031-01-01',
          },
        ],
      });
    });

    const report = await load('withdrawn', [line(1, '10'), line(2, '20'), line(3, '30')]);

    expect(await amounts('withdrawn')).toEqual([
      [1, '10'],
      [3, '30'],
    ]);
    expect(
      report.problems.filter(({ rule }) => rule === 'withdrawn-row-stated').map(({ value }) => value),
    ).toContain(key);
    // A year of which nothing is there goes the same way.
    await load('withdrawn', [line(4, '40', { year: 2031 })]);
    expect((await standing(hub, 'withdrawn')).map(({ code }) => code)).toEqual([1, 3, 4]);
  });

  test('a department that another publisher names later keeps the later name', async () => {
    await load('names-a', [line(1, '1', { year: 2032, body: 9 })]);
    const before = await rowsOf(
      hub,
      `SELECT named_on::text FROM disclosed.department WHERE key = 'invented-body:9'`,
    );
    await load('names-b', [line(1, '1', { year: 2031, body: 9 })]);
    expect(
      await rowsOf(hub, `SELECT named_on::text FROM disclosed.department WHERE key = 'invented-body:9'`),
    ).toEqual(before);
  });
});

describe('what is not public', () => {
  test('a phase that the jurisdiction does not publish goes to internal, and nothing of it is disclosed', async () => {
    await load('internal', [line(1, '10')], { internalPhases: ['approved'] });

    expect(
      await rowsOf(
        hub,
        `SELECT phase, amount::text FROM disclosed.budget_amount WHERE dataset_key = 'internal'`,
      ),
    ).toEqual([{ phase: 'executed', amount: '1' }]);
    expect(
      await rowsOf(
        hub,
        `SELECT phase, amount::text, department_key FROM internal.budget_amount WHERE dataset_key = 'internal'`,
      ),
    ).toEqual([{ phase: 'approved', amount: '10', department_key: 'invented-body:1' }]);
    expect(await load('internal', [line(1, '10')], { internalPhases: ['approved'] })).toMatchObject({
      changes: {},
    });
    await load('internal', [line(2, '30')], { internalPhases: ['approved'] });
    expect(
      await rowsOf(hub, `SELECT amount::text FROM internal.budget_amount WHERE dataset_key = 'internal'`),
    ).toEqual([{ amount: '30' }]);
  });

  test('drafts wait as submissions, once, and disclose nothing', async () => {
    const before = await rowsOf(hub, 'SELECT max(number)::integer AS number FROM disclosed.revision');
    const lines = [line(1, '10'), line(2, '20', { body: 2 })];

    const report = await load('drafts', lines, { mode: 'draft' });

    expect(report).toMatchObject({ state: 'complete', drafts: { new: 2, repeated: 0 }, revisions: [] });
    expect(
      await rowsOf(
        hub,
        `SELECT count(*)::integer AS rows FROM disclosed.budget_line WHERE dataset_key = 'drafts'`,
      ),
    ).toEqual([{ rows: 0 }]);
    expect(await rowsOf(hub, 'SELECT max(number)::integer AS number FROM disclosed.revision')).toEqual(
      before,
    );
    const drafts = await rowsOf(
      hub,
      `SELECT kind, state, department_key, payload FROM internal.submission WHERE dataset_key = 'drafts' ORDER BY subject_key`,
    );
    expect(drafts).toMatchObject([
      { kind: 'table.budget_line', state: 'draft', department_key: 'invented-body:1' },
      { department_key: 'invented-body:2' },
    ]);
    expect(drafts[0]!.payload).toMatchObject({
      profile: 'invented-lines',
      rows: {
        'disclosed.budget_line': [{ label: 'L1' }],
        'disclosed.budget_amount': [{ amount: '10' }, { amount: '1' }],
      },
    });
    expect(await load('drafts', lines, { mode: 'draft' })).toMatchObject({ drafts: { new: 0, repeated: 2 } });
  });

  test('a dry run writes nothing at all, not even that it ran', async () => {
    const count = () =>
      rowsOf(
        hub,
        `SELECT (SELECT count(*) FROM internal.import) AS imports, (SELECT count(*) FROM internal.source_file) AS files,
        (SELECT max(number) FROM internal.revision) AS revision, (SELECT count(*) FROM disclosed.budget_line) AS lines`,
      );
    const before = await count();

    const report = await load('dry', [line(1, '10'), line(7, '70')], { mode: 'dryRun' });

    expect(report.changes['disclosed.budget_line']).toEqual({ inserted: 2, updated: 0, removed: 0 });
    expect(
      report.cells
        .filter(({ kind, table }) => kind === 'new' && table === 'disclosed.budget_amount')
        .map((cell) => [cell.cell, cell.new]),
    ).toContainEqual(['F3', '70']);
    expect(await count()).toEqual(before);
  });

  test('numbers of natural persons are in no text', async () => {
    const id = '11010519491231002X';
    await load('persons', [line(1, '10', { label: `grant to ${id}` }), line(2, '20')]);

    const rows = await rowsOf(
      hub,
      `SELECT to_jsonb(l) AS row FROM disclosed.budget_line l WHERE dataset_key = 'persons'`,
    );
    expect(JSON.stringify(rows)).not.toContain(id);
    expect(JSON.stringify(rows)).toContain('grant to person-');
    // Without a code the words make the key: of what is shown, so that no number can be tried out.
    const row = { ...inventedProfile.tables[0] };
    const columns = row.columns.filter(({ field }) => field !== 'functionCode');
    const wordy = { ...inventedProfile, tables: [{ ...row, columns }] } as unknown as Profile;
    const label = `grant to ${id}`;
    await load('persons-words', [line(1, '10', { label })], { profile: wordy });
    const [found] = await rowsOf(
      hub,
      `SELECT key, label FROM disclosed.budget_line WHERE dataset_key = 'persons-words'`,
    );
    const shown = [line(1, '10', { label: String(found!.label) })];
    expect(await load('persons-words', shown, { profile: wordy })).toMatchObject({ changes: {} });
    expect(String(found!.key)).toMatch(/~[0-9a-f]{16}#1$/);
  });
});
