import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDesktopChannel } from '../../../main/engine/channels/desktop.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { outgoing } from '../../helpers/notifications.ts';

// Linux desktops that lack something. In place of notify-send stands a script, which keeps its arguments.

const channel = (env: Record<string, string>) =>
  createDesktopChannel({ platform: 'linux', env, clock: systemClock, onAction: () => {} });
const signal = () => new AbortController().signal;

/** A folder with such a notify-send alone. */
function folderWith(script: string) {
  const folder = temporaryHome();
  const program = join(folder, 'notify-send');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o700);
  return { folder, env: { PATH: folder, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } };
}

describe.skipIf(process.platform === 'win32')('a Linux desktop', () => {
  it('without notify-send says what to install', async () => {
    const driver = channel({ PATH: temporaryHome(), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' });
    expect(await driver.unavailable()).toMatch(/Install libnotify-bin/);
    expect(await driver.deliver(outgoing(), {}, signal())).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Install libnotify-bin/), retry: false },
    });
  });

  it('without a session says so', async () => {
    const { folder } = folderWith('exit 0');
    expect(await channel({ PATH: folder }).unavailable()).toMatch(/no desktop session/);
    expect(await channel({ PATH: folder, XDG_RUNTIME_DIR: folder }).unavailable()).toMatch(
      /no desktop session/,
    );
    writeFileSync(join(folder, 'bus'), '');
    expect(await channel({ PATH: folder, XDG_RUNTIME_DIR: folder }).unavailable()).toBeNull();
  });

  it('with an old libnotify shows the text without buttons', async () => {
    const { folder, env } = folderWith(
      '[ "$1" = --help ] && { echo "-u, --urgency=LEVEL"; exit 0; }\nfor each in "$@"; do echo "<$each>"; done > "$(/usr/bin/dirname "$0")/arguments"',
    );
    const driver = channel(env);
    expect(await driver.deliver(outgoing({ severity: 'critical', title: '-x' }), {}, signal())).toMatchObject(
      {
        ok: true,
      },
    );
    expect(readFileSync(join(folder, 'arguments'), 'utf8').trim().split('\n')).toEqual([
      '<--app-name=Fuelgauge>',
      '<--urgency=critical>',
      '<--hint=string:desktop-entry:dev.fuelgauge.app>',
      '<--expire-time=0>',
      '<-->',
      '<-x>',
      `<${outgoing().body}>`,
    ]);
    driver.withdraw?.('n-1');
  });

  it.each([
    [
      'echo "The name org.freedesktop.Notifications: GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown" >&2; exit 1',
      /no notification service/,
    ],
    ['echo "invented text of the notification" >&2; exit 1', /^notify-send could not show/],
  ])('fails with a sentence and may be tried again: %s', async (script, message) => {
    const { env } = folderWith(`[ "$1" = --help ] && exit 0\n${script}`);
    expect(await channel(env).deliver(outgoing(), {}, signal())).toEqual({
      ok: false,
      error: { message: expect.stringMatching(message), retry: true, retryAfterMs: null },
    });
  });
});
