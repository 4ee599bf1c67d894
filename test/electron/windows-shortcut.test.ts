import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startStandIn } from './driver.ts';
import { closingAfterwards, patience, visible } from './started.ts';

// The global shortcut where the desktop decides, and while a new one is recorded.

const closing = closingAfterwards();
const accelerator = 'Ctrl+Shift+U';

async function openSettings(environment: Record<string, string> = {}) {
  const app = await startStandIn([], environment);
  closing.push(() => app.close());
  const dashboard = await app.page('index.html');
  await dashboard.getByRole('heading', { level: 1 }).waitFor();
  await app.order({ do: 'choose', way: ['Settings…'] });
  await dashboard.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return { app, dashboard };
}

const field = (dashboard: Page) => dashboard.getByLabel('Global shortcut', { exact: true });

it('says on Wayland that the desktop decides, and does not claim that it works', async () => {
  const { app, dashboard } = await openSettings({ XDG_SESSION_TYPE: 'wayland' });
  await dashboard.getByText(/your desktop decides whether a program gets a shortcut/).waitFor();
  await field(dashboard).press('Control+Shift+KeyU');
  await dashboard.getByText('Your desktop was asked for Ctrl Shift U.').waitFor();
  expect(await app.order({ do: 'pressShortcut', accelerator })).toBe(false);
});

it('says nothing of it on X11', async () => {
  const { dashboard } = await openSettings();
  await field(dashboard).press('Control+Shift+KeyU');
  await dashboard.getByText('The global shortcut is Ctrl Shift U.').waitFor();
  expect(await dashboard.getByText(/your desktop decides/).count()).toBe(0);
});

it('does not open the popover when you press the present shortcut to record one', async () => {
  const { app, dashboard } = await openSettings();
  await field(dashboard).press('Control+Shift+KeyU');
  await expect.poll(async () => (await app.look()).shortcuts, patience).toEqual([accelerator]);
  const press = () => app.order({ do: 'pressShortcut', accelerator });
  await expect.poll(press, patience).toBe(false);
  // A new one is taken all the same.
  await field(dashboard).press('Control+Shift+KeyY');
  await expect.poll(async () => (await app.look()).shortcuts, patience).toEqual(['Ctrl+Shift+Y']);
  await field(dashboard).blur();
  await expect
    .poll(() => app.order({ do: 'pressShortcut', accelerator: 'Ctrl+Shift+Y' }), patience)
    .toBe(true);
  await expect.poll(() => visible(app), patience).toContain('popover.html');
});

it('lets the shortcut act again if the page that recorded it crashes', async () => {
  const { app, dashboard } = await openSettings();
  await field(dashboard).press('Control+Shift+KeyU');
  await expect.poll(() => app.order({ do: 'pressShortcut', accelerator }), patience).toBe(false);
  await app.order({ do: 'crash', page: 'index.html' });
  await expect.poll(() => app.order({ do: 'pressShortcut', accelerator }), patience).toBe(true);
});
