import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationAction, OutgoingNotification } from '../../../main/engine/channels/define.ts';
import { createDesktopChannel } from '../../../main/engine/channels/desktop.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import { type LinuxDesktop, startLinuxDesktop } from '../../helpers/linux-desktop.ts';
import { outgoing } from '../../helpers/notifications.ts';

// The real way: notify-send, a session bus, dunst on a virtual display, a mouse. Runs where these are installed
// (vitest.config.ts says so where they are not).

const patience = 60_000;
let desktop: LinuxDesktop;
beforeAll(async () => {
  desktop = await startLinuxDesktop();
}, patience);
afterAll(() => desktop?.stop());

const signal = () => new AbortController().signal;

function channel(env: Readonly<Record<string, string | undefined>> = desktop.env) {
  const acts: [string, NotificationAction][] = [];
  const listeners: (() => void)[] = [];
  const driver = createDesktopChannel({
    platform: 'linux',
    env,
    clock: systemClock,
    onAction: (notification: OutgoingNotification, action) => {
      acts.push([notification.id, action]);
      for (const listener of listeners.splice(0)) listener();
    },
  });
  const nextAct = () => new Promise<void>((resolve) => listeners.push(resolve));
  return { driver, acts, nextAct };
}

describe('notifications on a Linux desktop', () => {
  it('arrive as they were written, whatever the label holds, and open the account at a click', {
    timeout: patience,
  }, async () => {
    const { driver, acts, nextAct } = channel();
    expect(await driver.unavailable()).toBeNull();
    const from = desktop.length();
    const acted = nextAct();
    const awkward = outgoing({
      id: 'n-awkward',
      title: '--help <b>$(id) `id`; "prod" & co',
      body: '-u critical \\n 5 < 6 & <i>7</i>\n“zweite” Zeile',
    });
    expect(await driver.deliver(awkward, {}, signal())).toEqual({ ok: true, value: undefined });

    const call = await desktop.heard(/member=Notify\b[\s\S]*?int32 -?\d+\n/, from);
    expect(call).toContain(`string "${awkward.title}"`);
    // Markup is allowed in the body, so it stands there escaped.
    expect(call).toContain('string "-u critical \\n 5 &lt; 6 &amp; &lt;i&gt;7&lt;/i&gt;\n“zweite” Zeile"');
    expect(call).toMatch(/string "Fuelgauge"/);
    expect(call).toMatch(/string "urgency"\s+variant\s+byte 1/);
    expect(call).not.toContain('suppress-sound');

    await desktop.click(1);
    await acted;
    expect(acts).toEqual([['n-awkward', 'open']]);
    await desktop.heard(/member=NotificationClosed/, from);
  });

  it('can be snoozed by their own button', { timeout: patience }, async () => {
    const { driver, acts, nextAct } = channel();
    const from = desktop.length();
    const acted = nextAct();
    await driver.deliver(outgoing({ id: 'n-snooze' }), {}, signal());
    expect(await desktop.heard(/member=Notify\b[\s\S]*?int32 -?\d+\n/, from)).toContain(
      'string "Billing page"',
    );
    await desktop.click(3);
    await acted;
    expect(acts).toEqual([['n-snooze', 'snooze']]);
    await desktop.heard(/member=NotificationClosed/, from);
  });

  it('go away when they no longer hold, and then tell nothing', { timeout: patience }, async () => {
    const { driver, acts } = channel();
    const from = desktop.length();
    await driver.deliver(outgoing({ id: 'n-over', severity: 'critical' }), {}, signal());
    expect(await desktop.heard(/member=Notify\b[\s\S]*?int32 -?\d+\n/, from)).toMatch(
      /string "urgency"\s+variant\s+byte 2/,
    );
    driver.withdraw?.('n-over');
    await desktop.heard(/member=NotificationClosed/, from);
    expect(acts).toEqual([]);
  });

  it('are shown once when they are given twice, and news make no sound', { timeout: patience }, async () => {
    const { driver } = channel();
    const from = desktop.length();
    const news = outgoing({ id: 'n-news', severity: 'info', sound: false, actions: [] });
    await driver.deliver(news, {}, signal());
    expect(await driver.deliver(news, {}, signal())).toMatchObject({ ok: true });
    driver.withdraw?.('n-news');
    const traffic = await desktop.heard(/member=NotificationClosed/, from);
    expect(traffic.match(/member=Notify\b/g)).toHaveLength(1);
    expect(traffic).toMatch(/string "suppress-sound"\s+variant\s+boolean true/);
    expect(traffic).toMatch(/string "urgency"\s+variant\s+byte 0/);
  });

  it('fail with a sentence where nothing shows them', { timeout: patience }, async () => {
    const { driver } = channel({ ...desktop.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' });
    expect(await driver.deliver(outgoing(), {}, signal())).toEqual({
      ok: false,
      error: { message: expect.stringMatching(/desktop session/), retry: true, retryAfterMs: null },
    });
  });
});
