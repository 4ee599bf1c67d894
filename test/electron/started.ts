import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { type AppState, appStateSchema } from '../../shared/model/index.ts';
import { endChromiums } from './chromium-pool.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import type { Look } from './stand-in/control.ts';

/** A busy machine takes long to start the demo. */
export const patience = { timeout: 60_000 };

/** What is put into it is called after the test, the last one first. */
export function closingAfterwards(): (() => unknown)[] {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(endChromiums);
  return closing;
}

/** Starts the app, hidden and without accounts unless told otherwise, and ends it after the test. */
export function starter() {
  const closing = closingAfterwards();
  return async (
    as: StartAs = {},
    args: string[] = ['--hidden'],
    environment: Record<string, string> = {},
  ): Promise<StandInApp> => {
    const app = await startStandIn(args, environment, as);
    closing.push(() => app.close());
    await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
    return app;
  };
}

export const visible = async (app: StandInApp): Promise<string[]> =>
  (await app.look()).windows.filter((window) => window.visible).map(({ page }) => page);

type ShownWindow = Look['windows'][number];

export const windowOf = async (app: StandInApp, page: string): Promise<ShownWindow | undefined> =>
  (await app.look()).windows.find((window) => window.page.startsWith(page));

/** Through the dialog, as a user does. */
export async function addCrustdata(dashboard: Page): Promise<void> {
  await dashboard.getByRole('button', { name: 'Add account' }).click();
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Crustdata' }).click();
  const dialog = dashboard.getByRole('dialog', { name: 'Add Crustdata' });
  await dialog.getByLabel('API key', { exact: true }).fill('sandbox-crustdata-1');
  await dialog.getByLabel('Label').fill('production');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function stateOf(page: Page): Promise<AppState> {
  const answer: unknown = await page.evaluate(
    `window.fuelgauge.call('state', 'query').then(({ data }) => data)`,
  );
  return appStateSchema.parse(answer);
}

/** Writes the data folder of one account whose key is in this vault. */
export function keepAccount(home: string, sealed: Buffer): void {
  const account = {
    id: 'a1',
    provider: 'crustdata',
    label: 'production',
    createdAt: Date.UTC(2026, 10, 1),
    credential: { kind: 'vault' },
    credentialEnd: '6789',
  };
  const settings = { version: 2, lastAccountNumber: 1, accounts: [account] };
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
  writeFileSync(join(home, 'credentials.system'), sealed.toString('base64'), { mode: 0o600 });
}
