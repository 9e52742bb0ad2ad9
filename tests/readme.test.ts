import { existsSync, readFileSync } from 'node:fs';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { ensureDemo } from '../src/demo/index.ts';
import { publicViewer } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const questions = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map((match) => match[1]!);

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
  await ensureDemo(hub);
});
afterAll(async () => {
  await hub.destroy();
});

describe('README', () => {
  test('has questions to try', () => {
    expect(questions.length).toBeGreaterThanOrEqual(3);
  });

  test.each(questions)('a question of the README answers rows of the demo: %s', async (source) => {
    const contextValue = {
      hub,
      viewer: publicViewer,
      requestId: 'readme',
      today: '2026-11-01',
      reads: newReadLog(),
    };

    const answer = await graphql({ schema: schemaFor('public'), source, contextValue });

    expect(answer.errors).toBeUndefined();
    for (const list of Object.values(answer.data!) as { nodes?: unknown[]; groups?: { nodes: unknown[] } }[])
      expect((list.nodes ?? list.groups!.nodes).length).toBeGreaterThan(0);
  });

  test('names no folder that is not there', () => {
    const folders = [...readme.matchAll(/^\| `([a-z]+)\/`/gm)].map((match) => match[1]!);

    expect(folders.length).toBeGreaterThan(4);
    for (const folder of folders)
      expect(existsSync(new URL(`../${folder}`, import.meta.url)), folder).toBe(true);
  });
});
