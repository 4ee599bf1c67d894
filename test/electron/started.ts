import type { Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { type AppState, appStateSchema } from '../../shared/model/index.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import type { Look } from './stand-in/control.ts';

export const patience = { timeout: 40_000 };

/** What is put into it is called after the test, the last one first. */
export function closingAfterwards(): (() => Promise<unknown>)[] {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
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
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function stateOf(page: Page): Promise<AppState> {
  const answer: unknown = await page.evaluate(
    `window.fuelgauge.call('state', 'query').then(({ data }) => data)`,
  );
  return appStateSchema.parse(answer);
}
