import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Environment, missingPrograms } from './programs.ts';

// A desktop to look at and to click on: Xvfb, a session bus of its own, and dunst, which the bus starts when it is needed.

const programs = ['Xvfb', 'dbus-daemon', 'dbus-monitor', 'dunst', 'notify-send', 'xdotool'];

/** Which of the programs are missing on this machine. */
export const missingDesktopPrograms = (environment: Environment): string[] =>
  missingPrograms(programs, environment);

export interface LinuxDesktop {
  /** What a program needs to find it. */
  env: Record<string, string>;
  /** Resolves with everything that went over the bus so far, once the pattern is in it after `from` characters. */
  heard(pattern: RegExp, from?: number): Promise<string>;
  /** How many characters went over the bus so far. */
  length(): number;
  /** Clicks the topmost notification, when it is there, with this mouse button. */
  click(button: 1 | 3): Promise<void>;
  stop(): void;
}

export async function startLinuxDesktop(): Promise<LinuxDesktop> {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-desktop-'));
  const children: ChildProcess[] = [];
  const start = (command: string, args: string[], env: Record<string, string>) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
    children.push(child);
    return child;
  };
  const stop = () => {
    for (const child of children.reverse()) child.kill();
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    const base = { PATH: process.env.PATH ?? '', HOME: folder, XDG_RUNTIME_DIR: folder };
    const xvfb = start('Xvfb', ['-displayfd', '3', '-screen', '0', '900x500x24', '-nolisten', 'tcp'], base);
    const display = `:${await firstLine(xvfb.stdio[3])}`;
    writeSettings(folder);
    const bus = start(
      'dbus-daemon',
      ['--nofork', '--print-address=3', `--config-file=${join(folder, 'session.conf')}`],
      { ...base, DISPLAY: display },
    );
    const env = { ...base, DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus.stdio[3]) };

    const monitor = start('dbus-monitor', ['--session', 'interface=org.freedesktop.Notifications'], env);
    let traffic = '';
    const waiting = new Set<() => void>();
    monitor.stdout?.setEncoding('utf8').on('data', (text: string) => {
      traffic += text;
      for (const look of waiting) look();
    });
    const heard: LinuxDesktop['heard'] = (pattern, from = 0) =>
      new Promise((resolve) => {
        const look = () => {
          if (!pattern.test(traffic.slice(from))) return;
          waiting.delete(look);
          resolve(traffic.slice(from));
        };
        waiting.add(look);
        look();
      });
    // From now on it hears everything.
    await heard(/NameLost/);

    return {
      env,
      heard,
      length: () => traffic.length,
      click: async (button) => {
        await run(
          'xdotool',
          [
            'search',
            '--sync',
            '--onlyvisible',
            '--class',
            'Dunst',
            'mousemove',
            '--window',
            '%1',
            '30',
            '15',
            'click',
            String(button),
          ],
          env,
        );
      },
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

function writeSettings(folder: string): void {
  const dunstrc = join(folder, 'dunstrc');
  writeFileSync(
    dunstrc,
    [
      '[global]',
      'monitor = 0',
      'font = Sans 11',
      'mouse_left_click = do_action',
      'mouse_right_click = context',
      // In place of a menu: the person chooses this one.
      'dmenu = grep -m1 Snooze',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'org.freedesktop.Notifications.service'),
    `[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/usr/bin/env dunst -conf ${dunstrc}\n`,
  );
  writeFileSync(
    join(folder, 'session.conf'),
    `<busconfig>
      <type>session</type>
      <listen>unix:tmpdir=${folder}</listen>
      <servicedir>${folder}</servicedir>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>`,
  );
}

async function firstLine(stream: unknown): Promise<string> {
  if (!isReadable(stream)) throw new Error('no pipe');
  let text = '';
  for await (const chunk of stream.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n')).trim();
  }
  throw new Error(`it ended after “${text}”`);
}

const isReadable = (stream: unknown): stream is Readable =>
  typeof stream === 'object' && stream !== null && 'setEncoding' in stream;

function run(command: string, args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(command, args, { env, stdio: 'ignore' })
      .on('error', reject)
      .on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
