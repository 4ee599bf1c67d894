import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { openBrowser, type RunningApp, startApp, stateOf, visit } from './app.ts';
import { faults } from './axe.ts';

// A pasted .env becomes accounts, in a real browser with its own clipboard, each key asked of its own provider alone.

vi.setConfig({ testTimeout: 90_000 });

const keys = {
  openrouter: 'sk-or-v1-invented0f3b7c2e91d5a84c3f9a',
  firecrawl: 'fc-invented5b0c77d21ea8f49371c2',
  deepseek: 'sk-0123456789abcdef0123456789ab0b4e',
  twilio: 'invented1f3e5d7c9b0a2468ace0',
  etherscan: 'INVENTED7C1D9E20B7F4A835D3F7E6A1B0',
  asked: 'sk-77b1d04c2f9e6ea81d',
  foreign: 'postgres://ada:hunter2hunter2@db.example/shop',
};
const tenLines = [
  '# The shop',
  `OPENROUTER_API_KEY="${keys.openrouter}"`,
  `export FIRECRAWL_API_KEY=${keys.firecrawl}`,
  `DEEPSEEK_API_KEY='${keys.deepseek}' # old`,
  `TWILIO_AUTH_TOKEN=${keys.twilio}`,
  `ETHERSCAN_API_KEY=${keys.etherscan}`,
  `KEY=${keys.asked}`,
  `FIRECRAWL_KEY_OLD=${keys.firecrawl}`,
  `DATABASE_URL=${keys.foreign}`,
  'NODE_ENV=production',
].join('\r\n');

const answers = {
  openrouter: {
    body: { data: { label: 'x', limit: 50, limit_remaining: 31.2, limit_reset: 'monthly', usage: 18.8 } },
  },
  firecrawl: { body: { success: true, data: { remainingCredits: 812, planCredits: 1000 } } },
  deepseek: {
    status: 401,
    body: { error: { message: `Authentication Fails, your api key: ${keys.deepseek}` } },
  },
  twilio: { body: { balance: '48.2190', currency: 'USD' } },
  etherscan: { body: {} },
};
type Name = keyof typeof answers;
const names = ['openrouter', 'firecrawl', 'deepseek', 'twilio', 'etherscan'] as const;

let browser: Browser;
let app: RunningApp;
let context: BrowserContext;
let page: Page;
let problems: string[];
const servers = new Map<Name, MockProvider>();

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  for (const name of names) servers.set(name, await startMockProvider(answers[name]));
  const endpoints = [...servers].map(([name, { origin }]) => [
    `FUELGAUGE_ENDPOINT_${name.toUpperCase()}`,
    origin,
  ]);
  app = await startApp([], Object.fromEntries(endpoints));
});
afterEach(async () => {
  await context.close();
  await app.stop();
  for (const server of servers.values()) await server.close();
});

const asked = () => [...servers].flatMap(([name, { requests }]) => requests.map(() => name)).toSorted();

/** Whatever can be read in the page: its elements, what is in its fields, and the state it is told. */
async function expectNoKey(): Promise<void> {
  const fields = "[...document.querySelectorAll('textarea, input')].map(({ value }) => value).join()";
  const readable = [await page.content(), String(await page.evaluate(fields)), await stateOf(page)].join();
  for (const key of Object.values(keys)) expect(readable).not.toContain(key);
}

async function pasteIntoDialog(): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'OpenRouter Needs an API key' }).waitFor();
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(tenLines)})`);
  await page.getByRole('searchbox').press('Control+V');
  await page.getByText('9 lines:').waitFor();
}

describe.each([
  ['light', { width: 1280, height: 850 }],
  ['dark', { width: 380, height: 700 }],
] as const)('ten pasted lines in the %s theme', (colorScheme, viewport) => {
  it('are tested and added, and no key can be read in the page', async () => {
    ({ page, context, problems } = await visit(browser, app.address, { colorScheme, viewport }));
    await pasteIntoDialog();
    const dialog = page.getByRole('dialog');
    const row = (name: string | RegExp) => dialog.getByRole('listitem').filter({ hasText: name });
    await page.locator('textarea:focus').waitFor();
    await row('Etherscan')
      .getByText(/^Not tested: a test costs/)
      .waitFor();
    await expectNoKey();
    expect(asked()).toEqual([]);
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);

    await dialog.getByRole('button', { name: 'Test 4 keys' }).click();
    await page.locator('input[aria-invalid=true]:focus').waitFor();
    expect(asked()).toEqual([]);
    await page.keyboard.type('AC00000000000000000000000000000001');
    await page.keyboard.press('Enter');
    await dialog.getByText('4 tested: 3 work, 1 was not accepted.').waitFor();
    await row('OpenRouter').getByText('$31.20').waitFor();
    await row('Firecrawl').getByText('812').first().waitFor();
    await row('Twilio').getByText('$48.21').waitFor();
    await row('DeepSeek').getByText('rejected').waitFor();
    expect(await row('DeepSeek').getByRole('checkbox').isChecked()).toBe(false);
    expect(asked()).toEqual(['deepseek', 'firecrawl', 'openrouter', 'twilio']);
    await expectNoKey();
    expect(await faults(page)).toEqual([]);

    await dialog.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await dialog.getByLabel('Repeat passphrase').fill('correct horse battery');
    await dialog.getByRole('button', { name: 'Add 4 accounts' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('main').getByText('$31.20').first().waitFor();
    await page.getByText('4 accounts added: OpenRouter, Firecrawl, Twilio and Etherscan.').waitFor();
    // What the tests read is the first reading.
    expect(asked()).toEqual(['deepseek', 'firecrawl', 'openrouter', 'twilio']);
    await expectNoKey();

    await pasteIntoDialog();
    await row('Firecrawl')
      .getByText(/^This is the key of/)
      .waitFor();
    expect(await row('Firecrawl').first().getByRole('checkbox').isChecked()).toBe(false);
    await dialog.getByRole('button', { name: 'Test 2 keys' }).waitFor();
    await dialog.getByRole('button', { name: 'Forget the keys' }).click();
    await page.locator('input[type=search]:focus').waitFor();
    expect(problems).toEqual([]);
  });
});
