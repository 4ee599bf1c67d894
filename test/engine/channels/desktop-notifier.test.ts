import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodeNotifier from 'node-notifier';
import { describe, expect, it } from 'vitest';
import type { NotificationAction, OutgoingNotification } from '../../../main/engine/channels/define.ts';
import {
  createNotifierPresenter,
  type Heard,
  loadNotifier,
  type NotifierOptions,
} from '../../../main/engine/channels/desktop-notifier.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { outgoing } from '../../helpers/notifications.ts';

// Windows and macOS: what node-notifier is asked for and what its answers mean. The programs themselves run there only.

function presenter(platform: 'win32' | 'darwin', runsHere = true) {
  const shown: { options: NotifierOptions; heard: Heard }[] = [];
  const acts: [OutgoingNotification['id'], NotificationAction][] = [];
  const timers: (() => void)[] = [];
  const it = createNotifierPresenter(
    {
      platform,
      env: {},
      clock: {
        after: (_, callback) => {
          timers.push(callback);
          return () => {};
        },
      },
      onAction: ({ id }, action) => acts.push([id, action]),
    },
    async () => ({ notify: (options, heard) => shown.push({ options, heard }) }),
    async () => runsHere,
  );
  /** Delivers; the notification then stands. */
  const show = async (notification = outgoing()) => {
    const delivered = it.deliver(notification, new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    for (const callback of timers.splice(0)) callback();
    return await delivered;
  };
  return { it, shown, acts, show };
}

describe('notifications of Windows and macOS', () => {
  it('has buttons and an id on Windows, and no app ID that SnoreToast would not hear of', async () => {
    const { shown, show } = presenter('win32');
    expect(await show(outgoing({ sound: false, title: 'one\nline' }))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(shown[0]?.options).toEqual({
      title: 'one line',
      message: outgoing().body,
      sound: false,
      actions: ['Snooze', 'Billing page'],
      id: expect.any(Number),
    });
  });

  it('keeps within 256 bytes on macOS, and stands until it is old', async () => {
    const { shown, show } = presenter('darwin');
    await show(outgoing({ body: 'ä'.repeat(300), severity: 'critical', actions: ['open'] }));
    const { message = '', ...rest } = shown[0]?.options ?? {};
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(256);
    expect(rest).toEqual({
      title: outgoing().title,
      sound: true,
      group: expect.any(Number),
      timeout: 86_400,
    });
  });

  it.each<['win32' | 'darwin', Parameters<Heard>, NotificationAction | null]>([
    ['win32', [null, 'activate', { activationType: 'clicked' }], 'open'],
    ['win32', [null, 'snooze', { activationType: 'Snooze' }], 'snooze'],
    ['win32', [null, 'billing page', { activationType: 'Billing page' }], 'billing'],
    ['win32', [null, 'dismissed', { activationType: 'dismissed' }], null],
    ['win32', [null, 'timeout', { activationType: 'timedout' }], null],
    ['darwin', [null, 'activate', { activationType: 'contentsClicked' }], 'open'],
    ['darwin', [null, 'activate', { activationType: 'actionClicked', activationValue: 'Snooze' }], 'snooze'],
    ['darwin', [null, 'closed', { activationType: 'closed', activationValue: 'Close' }], null],
    ['darwin', [null, 'timeout', { activationType: 'timeout' }], null],
  ])('%s: %j means %s', async (platform, heard, action) => {
    const { shown, acts, show } = presenter(platform);
    await show();
    shown[0]?.heard(...heard);
    // SnoreToast's wrapper may call a second time.
    shown[0]?.heard(...heard);
    expect(acts).toEqual(action === null ? [] : [['n-1', action]]);
  });

  it.each<[string, Parameters<Heard>]>([
    ['an error', [new Error('spawn C:\\secret\\path ENOENT')]],
    ['no word at all', [null, undefined, {}]],
  ])('has failed when the program ends at once with %s', async (_, heard) => {
    const { it, shown } = presenter('win32');
    const delivered = it.deliver(outgoing(), new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    shown[0]?.heard(...heard);
    expect(await delivered).toEqual({
      ok: false,
      error: { message: 'The system did not show the notification.', retry: true, retryAfterMs: null },
    });
  });

  it('says what a Mac without Rosetta needs', async () => {
    const { it, shown } = presenter('darwin', false);
    expect(await it.unavailable()).toMatch(/Rosetta/);
    expect(await it.deliver(outgoing(), new AbortController().signal)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Rosetta/), retry: false },
    });
    expect(shown).toEqual([]);
  });

  it.each(['win32', 'darwin'] as const)('is taken back under its own number (%s)', async (platform) => {
    const { it, shown, show } = presenter(platform);
    await show();
    await show();
    it.withdraw?.('n-1');
    it.withdraw?.('another');
    await new Promise((resolve) => setImmediate(resolve));
    expect(shown).toHaveLength(2);
    const { id, group } = shown[0]?.options ?? {};
    expect(shown[1]?.options).toEqual(platform === 'win32' ? { close: id } : { remove: group });
  });
});

describe('node-notifier', () => {
  it.each(['win32', 'darwin'] as const)('has a channel for %s', async (platform) => {
    expect((await loadNotifier(platform)).notify).toBeTypeOf('function');
  });

  // The real package, with a script in place of the program that it would run.
  it.runIf(process.platform !== 'win32')('calls SnoreToast to take a notification back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-notifier-'));
    const usual = process.cwd();
    // Its pipe has a name of Windows, which is a file here.
    process.chdir(folder);
    try {
      const customPath = join(folder, 'snoretoast');
      writeFileSync(customPath, '#!/bin/sh\nprintf "%s\\n" "$@" > called\n', { mode: 0o755 });
      const toaster = new nodeNotifier.WindowsToaster({ customPath });
      const removed = Promise.withResolvers<unknown>();
      let handle = 0;
      const time = createTestClock();
      const it = createNotifierPresenter(
        {
          platform: 'win32',
          env: {},
          clock: time.clock,
          onAction: () => {},
        },
        async () => ({
          notify(options: NotifierOptions) {
            if (options.message !== undefined) handle = options.id ?? 0;
            else toaster.notify(options, removed.resolve);
          },
        }),
      );
      const shown = it.deliver(outgoing(), new AbortController().signal);
      await time.advance(0);
      await time.advance(1500);
      expect(await shown).toMatchObject({ ok: true });
      it.withdraw?.('n-1');
      expect(await removed.promise).toBeNull();
      const called = readFileSync(join(folder, 'called'), 'utf8').split('\n');
      expect(called[called.indexOf('-close') + 1]).toBe(String(handle));
    } finally {
      process.chdir(usual);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
