import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type MockProvider, startMockProvider } from '../helpers/mock-provider.ts';
import { runCli } from '../helpers/run-cli.ts';
import { openBrowser, type RunningApp, startApp, type Visit, visit } from './app.ts';

// Moving to a new data folder, and a forgotten passphrase, as somebody does it in a browser.

// Two data folders and several commands take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const key = 'invented-key-of-production-7f3a';
const passphrase = 'an invented passphrase';
const backupPassphrase = 'another invented passphrase';
const balance = {
  credits: 9406.5,
  recurring_credits: 10_000,
  recurring_credits_frequency: 'monthly',
  recurring_credits_refresh_date: '2027-01-01T00:00:00+00:00',
  credit_rollover: true,
};

let browser: Browser;
let provider: MockProvider;
let folder: string;
const apps: RunningApp[] = [];
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  provider = await startMockProvider({ body: { account: balance } });
  folder = mkdtempSync(join(tmpdir(), 'fuelgauge-backup-'));
});
afterEach(async () => {
  for (const { context } of visits.splice(0)) await context.close();
  for (const app of apps.splice(0)) await app.stop();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<RunningApp> {
  const app = await startApp([], { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin });
  apps.push(app);
  return app;
}

async function open({ address }: RunningApp): Promise<Page> {
  const seen = await visit(browser, address);
  visits.push(seen);
  return seen.page;
}

/** Two accounts, of which one needs a key. */
async function furnish({ home }: RunningApp): Promise<void> {
  const env = { FUELGAUGE_PASSPHRASE: passphrase, FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin };
  const add = ['add', 'crustdata', '--label', 'production'];
  expect(await runCli(home, add, { env, input: key })).toMatchObject({ code: 0 });
  const edit = ['edit', 'production', '--note', 'The key of the crawler', '--tag', 'Nordhaus'];
  expect(await runCli(home, edit, { env })).toMatchObject({ code: 0 });
  expect(await runCli(home, ['add', 'scrapio', '--label', 'free plan'], { env })).toMatchObject({ code: 0 });
}

const toSettings = async (page: Page) => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
};

/** Saves what a click downloads. */
async function download(page: Page, button: Locator): Promise<string> {
  const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const file = join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  return file;
}

async function chosen(page: Page, file: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Backup, up to/).setInputFiles(file);
  return dialog;
}

it('moves to another computer: without keys, then with them, and replaces what is there', async () => {
  const old = await start();
  await furnish(old);
  const page = await open(old);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByText('Your keys are locked.').waitFor({ state: 'detached' });
  await toSettings(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  const plain = await download(page, page.getByRole('button', { name: 'Export', exact: true }));
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('switch', { name: 'Include my keys' }).click();
  await page.getByLabel('Passphrase of the backup', { exact: true }).fill(backupPassphrase);
  await page.getByLabel('Repeat it').fill(backupPassphrase);
  const sealed = await download(page, page.getByRole('button', { name: 'Export', exact: true }));
  expect(readFileSync(plain, 'utf8')).not.toContain(key);
  expect(readFileSync(sealed, 'latin1')).not.toContain('Nordhaus');
  await apps.pop()?.stop();
  expect(existsSync(old.home)).toBe(false);

  const next = await start();
  const there = await open(next);
  await toSettings(there);
  let dialog = await chosen(there, plain);
  await dialog.getByText('crustdata “production”').waitFor();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByText('What is still missing').waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  dialog = await chosen(there, sealed);
  await dialog.getByLabel('Passphrase of the backup', { exact: true }).fill('not the right one');
  await dialog.getByRole('button', { name: 'Show what it does' }).click();
  await dialog.getByText('This passphrase does not open the backup.').waitFor();
  await dialog.getByLabel('Passphrase of the backup', { exact: true }).fill(backupPassphrase);
  await dialog.getByRole('button', { name: 'Show what it does' }).click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('Repeat passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByRole('heading', { name: 'The backup is imported' }).waitFor();
  expect(await dialog.getByText('What is still missing').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await there.getByRole('link', { name: 'Overview', exact: true }).click();
  await there.getByText('9,406.5').first().waitFor();
  await there.getByText('The key of the crawler').first().waitFor();

  const add = await runCli(next.home, ['add', 'scrapio', '--label', 'only here']);
  expect(add).toMatchObject({ code: 0 });
  await toSettings(there);
  dialog = await chosen(there, plain);
  await dialog.getByRole('combobox', { name: 'How' }).selectOption('replace');
  await dialog.getByText('scrapio “only here”').waitFor();
  await dialog.getByRole('button', { name: 'Replace my settings' }).click();
  await dialog.getByText('Your settings as they were are in this file:').waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await there.getByRole('button', { name: /^Restore .*only here/ }).waitFor();
  // What is in both keeps its key.
  const env = { FUELGAUGE_PASSPHRASE: passphrase, FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin };
  expect(await runCli(next.home, ['status', '--refresh'], { env })).toMatchObject({ code: 0 });
});

it('starts again without a forgotten passphrase, and asks for what is missing', async () => {
  const app = await start();
  await furnish(app);
  const page = await open(app);
  await page.getByText('Your keys are locked.').waitFor();
  // It has the focus.
  await page.getByLabel('Passphrase', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill('not the right one');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByText('Wrong passphrase. Try again.').waitFor();
  await page.getByRole('button', { name: /^Forgotten/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(backupPassphrase);
  await dialog.getByLabel('Repeat passphrase').fill(backupPassphrase);
  await dialog.getByRole('button', { name: 'Start again' }).click();
  await page.getByText('One account needs its key again.').waitFor();
  expect(readdirSync(app.home).filter((name) => name.includes('.forgotten-'))).not.toEqual([]);
  await page.getByRole('link', { name: /production.*: enter its key/ }).click();
  await page.getByLabel('API key', { exact: false }).first().fill(key);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Test|Replace|Save/ })
    .last()
    .click();
  await page.getByText('One account needs its key again.').waitFor({ state: 'detached' });
});
