import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NotificationAction } from '../../../main/engine/channels/define.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { outgoing } from '../../helpers/notifications.ts';

// Electron's notifications as each system treats them; what the built app makes of them is in test/electron/.

const usual = process.platform;
afterEach(() => {
  Object.defineProperty(process, 'platform', { value: usual });
  vi.unstubAllEnvs();
  vi.doUnmock('electron');
  vi.resetModules();
});

async function on(platform: NodeJS.Platform) {
  Object.defineProperty(process, 'platform', { value: platform });
  vi.resetModules();
  const standIn = await import('../../electron/stand-in/notification.ts');
  const app = { calls: [] as string[] };
  vi.doMock('electron', () => ({
    Notification: standIn.Notification,
    app: {
      setAppUserModelId: (id: string) => app.calls.push(id),
      setToastActivatorCLSID: (id: string) => app.calls.push(id),
    },
  }));
  const { createElectronChannel, identifyToWindows } = await import(
    '../../../main/desktop/system/notifications.ts'
  );
  const time = createTestClock();
  const acts: [string | null, NotificationAction][] = [];
  const channel = createElectronChannel({
    clock: time.clock,
    onAction: ({ account }, action) => acts.push([account, action]),
  });
  /** What was heard before anything else could run. */
  const atOnce = [...acts];
  const stopped = new AbortController();
  const begin = (changes: Parameters<typeof outgoing>[0] = {}) =>
    channel.deliver(outgoing(changes), {}, stopped.signal);
  /** Delivers, and lets the time pass in which Windows may change its mind. */
  const deliver = async (changes: Parameters<typeof outgoing>[0] = {}) => {
    const delivered = begin(changes);
    await time.advance(0);
    await time.advance(500);
    return await delivered;
  };
  const titles = () => standIn.shownNotifications.map(({ title }) => title);
  return { ...standIn, app, identifyToWindows, time, acts, atOnce, channel, stopped, begin, deliver, titles };
}

const systems = ['linux', 'darwin', 'win32'] as const;

describe.each(systems)('a notification on %s', (system) => {
  it('is shown once, is clicked once, and is taken back', async () => {
    const it = await on(system);
    expect(await it.deliver()).toEqual({ ok: true, value: undefined });
    expect(await it.deliver()).toEqual({ ok: true, value: undefined });
    expect(it.titles()).toEqual([outgoing().title]);
    it.clickNotification(0, 0);
    expect(it.acts).toEqual([['a1', 'snooze']]);

    await it.deliver({ id: 'n-2', account: 'a2' });
    it.clickNotification(0, null);
    expect(it.acts).toEqual([
      ['a1', 'snooze'],
      ['a2', 'open'],
    ]);

    await it.deliver({ id: 'n-3' });
    it.channel.withdraw?.('n-3');
    expect(it.titles()).toEqual([]);
  });

  it('has an id that Windows takes, however long ours is', async () => {
    const it = await on(system);
    expect(await it.deliver({ id: `a1/low:${'x'.repeat(90)}&=/1764336611000` })).toMatchObject({ ok: true });
  });

  it('stays while it is critical, where notifications can', async () => {
    const it = await on(system);
    await it.deliver({ severity: 'critical' });
    expect(it.shownNotifications[0]?.stays).toBe(system !== 'darwin');
  });

  it('says when the system refuses it, and is tried anew later', async () => {
    const it = await on(system);
    it.presenter.willing = 'refuses';
    const refused = await it.deliver();
    expect(refused).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Allow notifications/), retry: true },
    });
    // In a build without a signature, allowing them does not help.
    expect(JSON.stringify(refused).includes('not signed')).toBe(system === 'darwin');
    it.presenter.willing = 'shows';
    expect(await it.deliver()).toMatchObject({ ok: true });
    expect(it.titles()).toHaveLength(1);
  });

  it('has a deadline, and what was shown late is not shown twice', async () => {
    const it = await on(system);
    it.presenter.willing = 'waits';
    const first = it.begin();
    await it.time.advance(10_000);
    expect(await first).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/within 10 seconds/), retry: true },
    });
    it.presenter.willing = 'shows';
    it.answerWaiting();
    expect(it.titles()).toHaveLength(1);
    expect(await it.deliver()).toMatchObject({ ok: true });
    expect(it.titles()).toHaveLength(1);
  });

  it('does not come any more once Fuelgauge has stopped waiting for it', async () => {
    const it = await on(system);
    it.presenter.willing = 'waits';
    const first = it.begin();
    it.stopped.abort();
    expect(await first).toMatchObject({ ok: false, error: { message: expect.stringMatching(/stopped/) } });
    it.answerWaiting();
    expect(it.titles()).toEqual([]);
    expect(await it.deliver()).toMatchObject({ ok: false });
    expect(it.titles()).toEqual([]);
  });

  it('is held, so that its clicks are not collected', async () => {
    const it = await on(system);
    await it.deliver();
    await it.collectGarbage();
    it.clickNotification(0, null);
    expect(it.acts).toEqual([['a1', 'open']]);
  });
});

describe('on Windows', () => {
  it('is known by a fixed name and a fixed activator, before anything is shown', async () => {
    const { app, identifyToWindows } = await on('win32');
    identifyToWindows();
    expect(app.calls).toEqual(['dev.fuelgauge.app', '{65BDD4E2-ECE0-4363-8611-542029630E01}']);
  });

  it('hears of the toast that started the app, as soon as an engine can', async () => {
    const { toastXml } = await import('../../../main/desktop/system/toast.ts');
    const { xmlOf } = await import('../../electron/stand-in/toast.ts');
    vi.stubEnv('STAND_IN_TOAST', xmlOf(toastXml(outgoing({ account: 'a7' }), 'old')).pressed[1] ?? '');
    const { acts, atOnce } = await on('win32');
    // The engine that hears of it is still being made.
    expect(atOnce).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(acts).toEqual([['a7', 'billing']]);
  });

  it('opens the app for a toast that it does not know', async () => {
    vi.stubEnv('STAND_IN_TOAST', '');
    const { acts } = await on('win32');
    await new Promise((resolve) => setImmediate(resolve));
    expect(acts).toEqual([[null, 'open']]);
  });
});
