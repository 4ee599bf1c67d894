import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { sealedByKeychain } from './stand-in/safe-storage.ts';
import { closingAfterwards, keepAccount, patience, visible } from './started.ts';

// Notifications of the built app, as each system shows them.

const closing = closingAfterwards();

/** Starts with an account that is about to run out. */
async function start(platform: 'linux' | 'darwin' | 'win32', args: string[] = [], environment = {}) {
  const balance = (credits: number) => ({ body: { account: { credits, recurring_credits: 10_000 } } });
  const provider = await startMockProvider(balance(5000));
  closing.push(() => provider.close());
  const content = JSON.stringify({ version: 1, accounts: { a1: { key: 'invented-crustdata-0123456789' } } });
  const as: StartAs = {
    platform,
    prepare(home) {
      const sealed = sealedByKeychain(content);
      // The other systems call their only key so.
      if (platform !== 'linux') sealed.write('v10');
      keepAccount(home, sealed);
    },
  };
  const app = await startStandIn(args, { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin, ...environment }, as);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return { app, runOut: () => provider.answer(balance(0)) };
}

/** Lets the credits run out, and looks until that has been told. */
async function runOutUntil(isTold: () => Promise<boolean>, app: StandInApp, runOut: () => void) {
  const dashboard = await app.page('index.html');
  await dashboard.getByText(/5,000/).first().waitFor();
  runOut();
  await expect
    .poll(async () => {
      await dashboard.evaluate(`window.fuelgauge.call('refresh', 'mutation', {})`);
      return await isTold();
    }, patience)
    .toBe(true);
  await app.order({ do: 'close', page: 'index.html' });
}

/** Waits for the notification that the credits have run out. */
async function notified(app: StandInApp, runOut: () => void) {
  await runOutUntil(async () => (await app.look()).notifications.length === 1, app, runOut);
  const [notification] = (await app.look()).notifications;
  if (notification === undefined) throw new Error('There is no notification.');
  return notification;
}

describe.each(['darwin', 'win32'] as const)('a notification on %s', (platform) => {
  it('comes from the app itself, and its click opens the account', async () => {
    const { app, runOut } = await start(platform);
    const notification = await notified(app, runOut);
    expect(`${notification.title} ${notification.body}`).toMatch(/production|Crustdata/);
    expect(notification.buttons).toContain('Snooze');
    expect(notification.stays).toBe(platform === 'win32');
    await app.order({ do: 'collectGarbage' });
    expect(await app.order({ do: 'clickNotification', at: 0 })).toBe(true);
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/account/a1']);
    expect(app.written).toEqual([]);
  });
});

describe('a toast on Windows', () => {
  it('starts the app, which opens what it is about', async () => {
    const { app, runOut } = await start('win32');
    const { launch } = await notified(app, runOut);
    const { app: next } = await start('win32', ['-Embedding'], { STAND_IN_TOAST: launch });
    await expect.poll(() => visible(next), patience).toEqual(['index.html#/account/a1']);
    expect(next.written).toEqual([]);
  });
});

/** Says that it shows what it was given, and waits for the click as libnotify's own does. */
const notifySend = `#!/bin/sh
here=$(dirname "$0")
if [ "$1" = --help ]; then echo "--action, hints of type boolean"; exit; fi
printf '%s\\n' "$@" > "$here/shown"
echo 7
while [ ! -e "$here/click" ]; do sleep 0.05; done
cat "$here/click"
`;

it('is shown by notify-send where Linux has a session bus, and its click opens the account', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-notify-send-'));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'notify-send'), notifySend, { mode: 0o755 });
  const { app, runOut } = await start('linux', [], {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
  });
  const file = join(folder, 'shown');
  await runOutUntil(async () => existsSync(file), app, runOut);
  const shown = readFileSync(file, 'utf8');
  for (const part of ['--hint=string:desktop-entry:dev.fuelgauge.app', '--action=snooze=', 'Crustdata'])
    expect(shown).toContain(part);
  expect((await app.look()).notifications).toEqual([]);
  writeFileSync(join(folder, 'click'), 'default\n');
  await expect.poll(() => visible(app), patience).toEqual(['index.html#/account/a1']);
  expect(app.written).toEqual([]);
});
