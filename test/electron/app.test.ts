import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../main/sandbox/server.ts';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { type StandInApp, startStandIn } from './driver.ts';
import { addCrustdata, closingAfterwards, patience, stateOf, visible } from './started.ts';

// The built app on the stand-in for Electron: see docs/platforms.md for what this proves and what it cannot.

const closing = closingAfterwards();

async function start(args: string[], environment: Record<string, string> = {}): Promise<StandInApp> {
  const app = await startStandIn(args, environment);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return app;
}

async function startLive(args: string[] = []) {
  const sandbox = await startSandbox({ seed: 7, speed: 1, now: () => Date.now() });
  closing.push(() => sandbox.close());
  const endpoints = Object.entries(sandbox.endpoints).map(([id, origin]) => [
    `FUELGAUGE_ENDPOINT_${id.toUpperCase()}`,
    origin,
  ]);
  return start(args, Object.fromEntries(endpoints));
}

async function expectNoComplaint(app: StandInApp): Promise<void> {
  expect((await app.look()).complaints).toEqual([]);
  expect((await app.look()).errorBoxes).toEqual([]);
  expect(app.written).toEqual([]);
}

async function openPopover(app: StandInApp): Promise<Page> {
  await app.order({ do: 'clickTray' });
  const popover = await app.page('popover.html');
  await popover.getByText('Crustdata').first().waitFor();
  return popover;
}

describe('the desktop app with its demo', () => {
  // One for all, for its start is dear; without a window at the beginning of each.
  let app: StandInApp;
  const opened = new Set<Page>();
  const open = async (start: string) => {
    const page = await app.page(start);
    opened.add(page);
    return page;
  };
  const openPopover = async () => {
    // A click just after the popover was hidden is taken for the one that hid it.
    await expect
      .poll(async () => {
        if (!(await visible(app)).includes('popover.html')) await app.order({ do: 'clickTray' });
        return await visible(app);
      }, patience)
      .toContain('popover.html');
    const popover = await open('popover.html');
    await popover.getByText('Crustdata').first().waitFor();
    return popover;
  };
  beforeAll(async () => {
    app = await startStandIn(['--demo', '--hidden']);
  });
  beforeEach(() => expect.poll(async () => (await app.look()).trays.length, patience).toBe(1));
  afterEach(async () => {
    for (const page of ['popover.html', 'index.html']) await app.order({ do: 'close', page });
    for (const page of opened) if (!page.isClosed()) await page.waitForEvent('close');
    opened.clear();
    expect((await app.look()).windows).toEqual([]);
  });
  afterAll(() => app?.close());

  it('shows one icon with a tooltip and every account in its menu, and no window when hidden', async () => {
    const [tray] = (await app.look()).trays;
    expect(tray?.sizes).toEqual([22, 33, 44]);
    expect(tray?.tooltip).toMatch(/^Fuelgauge\n/);
    const labels = tray?.menu.map(({ label }) => label).join('\n') ?? '';
    for (const provider of ['ScraperAPI', 'Crustdata', 'CapSolver', 'Spidra', 'Scrapio'])
      expect(labels).toContain(provider);
    expect(labels).toContain('Demo data');
    expect(await visible(app)).toEqual([]);
    expect((await app.look()).guarded).toHaveLength(3);
    await expectNoComplaint(app);
  });

  it('opens the popover beside the icon with live balances, and an account of it in the dashboard', async () => {
    const popover = await openPopover();
    expect(await visible(app)).toEqual(['popover.html']);
    const bounds = (await app.look()).windows[0]?.bounds;
    // An icon in the lower right corner: to the left of the edge, above the bar.
    expect((bounds?.y ?? 0) + (bounds?.height ?? 0)).toBeLessThanOrEqual(1040 - 8);
    expect((bounds?.x ?? 0) + 380).toBeLessThanOrEqual(1920 - 8);

    await popover.keyboard.press('ArrowDown');
    await popover.keyboard.press('Enter');
    const dashboard = await open('index.html');
    await dashboard.getByRole('heading', { name: 'History' }).waitFor();
    await expect.poll(() => visible(app)).toEqual([expect.stringMatching(/^index\.html#\/account\//)]);
    await expectNoComplaint(app);
  });

  it('hides the popover when it loses the focus and at Escape, and keeps it when pinned', async () => {
    const popover = await openPopover();
    await app.order({ do: 'blur', page: 'popover.html' });
    expect(await visible(app)).toEqual([]);
    // The click on the icon that took the focus must not open it again; the next one does.
    await app.order({ do: 'clickTray' });
    expect(await visible(app)).toEqual([]);
    await expect
      .poll(async () => {
        await app.order({ do: 'clickTray' });
        return await visible(app);
      }, patience)
      .toEqual(['popover.html']);
    await popover.keyboard.press('Escape');
    await expect.poll(() => visible(app)).toEqual([]);

    await popover.evaluate(`window.fuelgauge.call('setPreferences', 'mutation', { popoverPinned: true })`);
    await expect
      .poll(async () => {
        await app.order({ do: 'clickTray' });
        return await visible(app);
      }, patience)
      .toEqual(['popover.html']);
    await app.order({ do: 'blur', page: 'popover.html' });
    expect(await visible(app)).toEqual(['popover.html']);
    await popover.evaluate(`window.fuelgauge.call('setPreferences', 'mutation', { popoverPinned: false })`);
    await expectNoComplaint(app);
  });

  it('does what its menu says, and draws itself anew on a dark bar', async () => {
    const [tray] = (await app.look()).trays;
    const account = tray?.menu.find(({ items }) => items.length > 0)?.label ?? '';
    expect(await app.order({ do: 'choose', way: [account, 'Open'] })).toBe(true);
    const dashboard = await open('index.html');
    await dashboard.getByRole('heading', { name: 'History' }).waitFor();
    await app.order({ do: 'choose', way: ['Settings…'] });
    await dashboard.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await app.order({ do: 'choose', way: ['Pause polling'] });
    await expect
      .poll(async () => (await app.look()).trays[0]?.menu.map(({ label }) => label), patience)
      .toContain('Resume polling');
    await app.order({ do: 'choose', way: ['About Fuelgauge'] });
    await app.order({ do: 'dark', on: true });
    const look = await app.look();
    expect(look.aboutShown).toBe(1);
    expect(look.trays).toHaveLength(1);
    await expectNoComplaint(app);
  });
});

describe('the desktop app with real accounts', () => {
  it('adds an account, shows it in the tray and the popover, and keeps its credential encrypted', async () => {
    const app = await startLive();
    const dashboard = await app.page('index.html');
    await addCrustdata(dashboard);
    await expect
      .poll(async () => (await app.look()).trays[0]?.menu.map(({ label }) => label).join('\n'), patience)
      .toMatch(/Crustdata production: [\d,.]+ credits/);
    const popover = await openPopover(app);
    await popover.getByText('production').waitFor();
    const files = globSync('**/*', { cwd: app.home }).filter((file) =>
      statSync(join(app.home, file)).isFile(),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const file of files)
      expect(readFileSync(join(app.home, file), 'latin1'), file).not.toContain('sandbox-crustdata-1');
    await expectNoComplaint(app);
  });

  it('polls nobody while the computer sleeps, and goes on afterwards', async () => {
    const app = await startLive();
    const dashboard = await app.page('index.html');
    await addCrustdata(dashboard);
    const next = async () => (await stateOf(dashboard)).accounts[0]?.health.nextAt ?? null;
    await expect.poll(next, patience).not.toBeNull();
    await app.order({ do: 'power', event: 'suspend' });
    await expect.poll(next, patience).toBeNull();
    await app.order({ do: 'power', event: 'resume' });
    await expect.poll(next, patience).not.toBeNull();
    await expectNoComplaint(app);
  });

  it('notifies you of credits that ran out, and opens the account when you click the notification', async () => {
    const balance = (credits: number) => ({ body: { account: { credits, recurring_credits: 10_000 } } });
    const provider = await startMockProvider(balance(5000));
    closing.push(() => provider.close());
    const app = await start([], { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin });
    const dashboard = await app.page('index.html');
    await addCrustdata(dashboard);
    await expect
      .poll(async () => (await stateOf(dashboard)).accounts[0]?.pools[0]?.remaining, patience)
      .toBe(5000);
    await app.order({ do: 'close', page: 'index.html' });
    provider.answer(balance(0));
    await expect
      .poll(async () => {
        await app.order({ do: 'choose', way: ['Refresh all'] });
        return (await app.look()).notifications;
      }, patience)
      .toHaveLength(1);
    const [notification] = (await app.look()).notifications;
    expect(`${notification?.title} ${notification?.body}`).toMatch(/Crustdata.*credits/s);
    expect(await app.order({ do: 'clickNotification', at: 0 })).toBe(true);
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/account/a1']);
    await expectNoComplaint(app);
  });

  it('opens the page of a link that started it a second time', async () => {
    const app = await startLive(['--hidden']);
    expect(await visible(app)).toEqual([]);
    await app.order({ do: 'startAgain', argv: ['fuelgauge', 'fuelgauge://alerts'] });
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    expect(await visible(app)).toEqual(['index.html#/alerts']);
    await expectNoComplaint(app);
  });

  it('takes a global shortcut, and says so if another program has it', async () => {
    const app = await startLive();
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    const set = (accelerator: string) =>
      dashboard.evaluate(
        `window.fuelgauge.call('desktop.setShortcut', 'mutation', { accelerator: ${JSON.stringify(accelerator)} })`,
      );
    expect(await set('CommandOrControl+Shift+U')).toMatchObject({ data: { ok: true } });
    expect(await set('CommandOrControl+Alt+Delete')).toMatchObject({
      data: { ok: false, error: { message: expect.stringMatching(/another program/) } },
    });
    // The one before stays.
    expect((await app.look()).shortcuts).toEqual(['CommandOrControl+Shift+U']);
    expect(await app.order({ do: 'pressShortcut', accelerator: 'CommandOrControl+Shift+U' })).toBe(true);
    await expect.poll(() => visible(app), patience).toContain('popover.html');
    await expectNoComplaint(app);
  });

  it('opens nothing but links of the catalogue', async () => {
    const app = await startLive();
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('heading', { level: 1 }).waitFor();
    for (const url of ['https://evil.example/', 'http://crustdata.com/', 'https://docs.crustdata.com/'])
      await dashboard.evaluate(`void window.open(${JSON.stringify(url)}, '_blank', 'noopener')`);
    await expect
      .poll(async () => (await app.look()).opened, patience)
      .toEqual(['https://docs.crustdata.com/']);
  });

  it('closes its windows and stays in the tray, and ends at Quit', async () => {
    const app = await startLive();
    await (await app.page('index.html')).getByRole('heading', { level: 1 }).waitFor();
    await app.order({ do: 'close', page: 'index.html' });
    const look = await app.look();
    expect([look.windows, look.trays.length]).toEqual([[], 1]);
    await app.order({ do: 'choose', way: ['Quit Fuelgauge'] });
    expect(await app.ended).toBe(0);
    expect(app.written).toEqual([]);
  });
});
