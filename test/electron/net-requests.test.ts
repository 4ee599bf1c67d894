import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appStateSchema } from '../../shared/model/index.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { type StandInApp, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';

// What Chromium's network does by itself unless it is told not to: cache, cookies, redirects, client certificates.

const key = 'invented-key-of-scraperapi-1';
const closing = closingAfterwards();

async function startWith(first: Parameters<typeof startMockProvider>[0]) {
  const provider = await startMockProvider(first);
  closing.push(() => provider.close());
  const app = await startStandIn([], {
    FUELGAUGE_ENDPOINT_SCRAPERAPI: provider.origin,
    FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin,
  });
  closing.push(() => app.close());
  const page = await app.page('index.html');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { app, page, provider };
}

const call = (page: Page, path: string, type: 'query' | 'mutation', input: unknown): Promise<unknown> =>
  page.evaluate(`window.fuelgauge.call(${JSON.stringify(path)}, '${type}', ${JSON.stringify(input)})`);

const add = (page: Page, label: string) =>
  call(page, 'addAccount', 'mutation', {
    provider: 'scraperapi',
    label,
    credential: { from: 'values', values: { key } },
  });

async function accountsOf(page: Page) {
  const answer: unknown = await page.evaluate(
    `window.fuelgauge.call('state', 'query').then(({ data }) => data)`,
  );
  return appStateSchema.parse(answer).accounts;
}
const remainingOf = async (page: Page) => (await accountsOf(page))[0]?.pools[0]?.remaining;

const balance = (remaining: number) => ({
  body: { requestCount: 1000 - remaining, requestLimit: 1000, failedRequestCount: 0, concurrencyLimit: 20 },
  headers: { 'cache-control': 'max-age=600', 'set-cookie': 'session=of-the-first-account; Path=/' },
});

/** The files of the app: the Chromium in which the test shows its pages has its own elsewhere. */
function filesOf(app: StandInApp): string[] {
  return readdirSync(app.user, { recursive: true, encoding: 'utf8' })
    .map((file) => join(app.user, file))
    .filter((file) => statSync(file).isFile());
}

describe('a request of the desktop app', () => {
  it('leaves no key in the profile', async () => {
    const { app, page, provider } = await startWith(balance(900));
    await add(page, 'production');
    await expect.poll(() => remainingOf(page), patience).toBe(900);
    expect(provider.requests.map(({ url }) => url.includes(key))).toEqual([true]);
    const files = filesOf(app);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(readFileSync(file, 'latin1'), file).not.toContain(key);
  });

  it('reads the balance of each of two keys, from no cache and without the other’s cookie', async () => {
    const credits = (left: number) => ({
      body: { account: { credits: left, recurring_credits: 10_000 } },
      headers: { 'cache-control': 'max-age=600', 'set-cookie': 'session=of-this-key; Path=/' },
    });
    const { page, provider } = await startWith(({ headers }) =>
      credits(String(headers.authorization).includes('second') ? 800 : 900),
    );
    // The button “Test” of a key: nothing is stored.
    const test = async (value: string) => {
      const input = { provider: 'crustdata', credential: { from: 'values', values: { key: value } } };
      return JSON.stringify(await call(page, 'testCredential', 'mutation', input));
    };
    expect(await test('an-invented-key-the-first')).toContain('"900 ');
    expect(await test('an-invented-key-the-second')).toContain('"800 ');
    expect(provider.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  it('follows a redirect on the same host, as the command line does', async () => {
    const { page, provider } = await startWith(({ url }) =>
      url.startsWith('/v2')
        ? balance(700)
        : { status: 307, headers: { location: `/v2${url}` }, body: 'moved' },
    );
    await add(page, 'moved');
    await expect.poll(() => remainingOf(page), patience).toBe(700);
    expect(provider.requests.map(({ url }) => url.startsWith('/v2'))).toEqual([false, true]);
  });

  it('says that a redirect leads elsewhere, and asks nobody there', async () => {
    const elsewhere = await startMockProvider(balance(1));
    closing.push(() => elsewhere.close());
    const { page } = await startWith({ status: 302, headers: { location: elsewhere.origin }, body: '' });
    await add(page, 'moved');
    await expect
      .poll(async () => (await accountsOf(page))[0]?.health.error?.message, patience)
      .toMatch(/redirected .* to another address, which Fuelgauge does not follow/);
    expect(elsewhere.requests).toEqual([]);
  });

  it('shows no server a certificate of yours', async () => {
    const { app } = await startWith(balance(1));
    expect(await app.order({ do: 'askCertificate' })).toBe(null);
  });
});
