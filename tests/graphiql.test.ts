import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../explorer/graphiql/examples.ts';
import { schemaFor } from '../schema/index.ts';
import { buildGraphiql } from '../scripts/build-graphiql.js';
import { buildServer, graphiqlBundle, type HubServer } from '../src/server/build-server.ts';
import { budgetQuery, firstQuery } from '../src/server/landing-text.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { hasChromium, launchChromium, openPage, skipReason } from './chromium.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';

let hub: TestHub;
let server: HubServer;
let origin: string;
beforeAll(async () => {
  if (!existsSync(join(graphiqlBundle, 'index.html'))) await buildGraphiql();
  hub = await openTestHub();
  server = await buildServer({
    hub,
    schemas: { public: schemaFor('public'), internal: schemaFor('internal') },
    today: () => '2026-11-24',
    log: newLogger('silent'),
  });
  origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

describe('examples', () => {
  test('every query that a newcomer is offered runs as the public', async () => {
    for (const { query, variables } of [
      ...examples,
      { query: firstQuery, variables: undefined },
      { query: budgetQuery, variables: undefined },
    ]) {
      const answer = await ask(server, {
        query,
        variables: variables === undefined ? undefined : JSON.parse(variables),
      });
      expect(answer.body.errors, query).toBeUndefined();
      expect(answer.body.data).toBeDefined();
    }
  });
});

describe('bundle', () => {
  test('is sent compressed, for a year, from this origin only, with a new nonce for each visit', async () => {
    const [one, two] = await Promise.all([fetch(`${origin}/graphiql`), fetch(`${origin}/graphiql`)]);
    const html = await one.text();
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'));
    expect(html).not.toContain('__NONCE__');
    expect(html).not.toMatch(/(?:src|href)="https?:/);

    const script = /src="(\/graphiql\/assets\/[^"]+\.js)"/.exec(html)?.[1];
    const asset = await server.app.inject({
      url: script!,
      headers: { host: 'localhost', 'accept-encoding': 'br, gzip' },
    });
    expect(asset.headers['content-encoding']).toBe('br');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect(asset.rawPayload.length).toBeLessThan(400 * 1024);
    const outside = await server.app.inject({
      url: '/graphiql/assets/../index.html',
      headers: { host: 'localhost' },
    });
    expect(outside.statusCode).toBe(404);
  });
});

describe.skipIf(!hasChromium)(`GraphiQL in Chromium with the network cut${skipReason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  const editor = '.graphiql-query-editor .view-lines';
  const answer = '.graphiql-response .view-lines';

  test('shows the editor, runs the example, completes fields, breaks no policy, asks nobody else', async () => {
    const { page, context, foreign, errors, violations } = await openPage(browser, origin);
    await page.goto(`${origin}/graphiql`);
    expect(await page.title()).toContain('Sunledger 阳光账本');
    await page.waitForSelector(`${editor}:has-text("LatestContracts")`);
    // Colours come from style elements that Monaco makes: one that lost its nonce would leave all text black.
    const colours = await page.$$eval(`${editor} span span`, (parts) => [
      ...new Set(
        parts.map(
          (part) =>
            (globalThis as never as { getComputedStyle(e: unknown): { color: string } }).getComputedStyle(
              part,
            ).color,
        ),
      ),
    ]);
    expect(colours.length).toBeGreaterThan(2);

    await page.click('.graphiql-execute-button');
    await page.waitForSelector(`${answer}:has-text('"contracts"')`);

    await page.click(`${editor} .view-line:has-text("title")`);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('da', { delay: 50 });
    await page.keyboard.press('Control+Space');
    await page.waitForSelector('.suggest-widget.visible .monaco-list-row:has-text("dateSigned")');

    expect(await violations()).toEqual([]);
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('takes query and variables from the address', async () => {
    const { page, context, errors } = await openPage(browser, origin);
    const query = 'query Linked($n: Int) { contracts(first: $n) { totalCount } }';
    const variables = '{"n":3}';
    await page.goto(
      `${origin}/graphiql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(variables)}`,
    );
    await page.waitForSelector(`${editor}:has-text("Linked")`);
    await page.click('.graphiql-execute-button');
    await page.waitForSelector(`${answer}:has-text('"totalCount"')`);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('with a token one asks as that viewer, sees the internal schema, and nothing of it is kept', async () => {
    const { page, context, violations } = await openPage(browser, origin);
    const token = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: 'desk' }));
    await page.goto(
      `${origin}/graphiql?query=${encodeURIComponent('{ viewer { role } submissions(first: 1) { totalCount } }')}`,
    );
    await page.waitForSelector(`${editor}:has-text("submissions")`);
    await page.click('.graphiql-execute-button');
    await page.waitForSelector(`${answer}:has-text("GRAPHQL_VALIDATION_FAILED")`);

    await page.fill('#token', token);
    await page.press('#token', 'Enter');
    await page.waitForSelector('output.internal');
    await page.click('.graphiql-execute-button');
    await page.waitForSelector(`${answer}:has-text("ANALYST")`);

    const kept = await page.evaluate(() =>
      JSON.stringify({ ...(globalThis as never as { localStorage: object }).localStorage }),
    );
    expect(kept).not.toContain(token);
    expect(await violations()).toEqual([]);
    await context.close();
  });

  test.each([
    [1280, 800, 'light'],
    [360, 740, 'dark'],
  ] as const)(
    'fits a window of %i by %i, %s: query and answer both in sight',
    async (width, height, colorScheme) => {
      const { page, context, violations } = await openPage(browser, origin, {
        viewport: { width, height },
        colorScheme,
      });
      await page.goto(`${origin}/graphiql`);
      await page.waitForSelector(`${editor}:has-text("LatestContracts")`);
      await page.click('.graphiql-execute-button');
      await page.waitForSelector(`${answer}:has-text('"contracts"')`);

      const scrolls = await page.evaluate(
        () =>
          (globalThis as never as { document: { documentElement: { scrollWidth: number } } }).document
            .documentElement.scrollWidth,
      );
      expect(scrolls).toBeLessThanOrEqual(width);
      for (const part of ['.graphiql-query-editor', '.graphiql-response', '#token']) {
        const box = await page.locator(part).boundingBox();
        expect(box?.width, part).toBeGreaterThan(90);
        expect((box?.x ?? 0) + (box?.width ?? 0), part).toBeLessThanOrEqual(width);
      }
      const shots = process.env.SUNLEDGER_SCREENSHOTS;
      if (shots) await page.screenshot({ path: join(shots, `graphiql-${width}.png`) });
      expect(await violations()).toEqual([]);
      await context.close();
    },
  );

  test.each(['/', '/en'])(
    'the start page %s reads well without JavaScript at 320 pixels, light and dark',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, context, foreign } = await openPage(browser, origin, {
          viewport: { width: 320, height: 700 },
          colorScheme,
          javaScriptEnabled: false,
        });
        await page.goto(`${origin}${path}`);
        const box = await page.locator('main').boundingBox();
        expect(box?.width).toBeLessThanOrEqual(320);
        const background = await page
          .locator('body')
          .evaluate(
            (body) =>
              (
                globalThis as never as { getComputedStyle(e: unknown): { backgroundColor: string } }
              ).getComputedStyle(body).backgroundColor,
          );
        expect(background).toBe(colorScheme === 'light' ? 'rgb(251, 249, 245)' : 'rgb(25, 24, 23)');
        expect(await page.locator('a[href^="/graphiql?query="]').count()).toBe(2);
        expect(foreign).toEqual([]);
        await context.close();
      }
    },
  );
});
