import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const programs = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** Which programs for a keyring are missing on this machine. */
export function missingKeyringPrograms(): string[] {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return programs.filter((program) => !folders.some((folder) => isProgram(join(folder, program))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A session bus of its own with GNOME's keyring on it, in a folder of its own. */
export interface TestKeyring {
  env: Record<string, string>;
  /** Starts the keyring anew: open, or locked, as after a login without its password. */
  restart(state: 'open' | 'locked'): Promise<void>;
  /** Holds every answer of the keyring back, as a dialog would, or no longer. */
  hold(isHeld: boolean): void;
  stop(): void;
}

export async function startTestKeyring(): Promise<TestKeyring> {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-keyring-'));
  const base = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    XDG_DATA_HOME: join(folder, 'data'),
  };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
    env: base,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await addressOf(bus) };
  let daemon: number | null = null;
  const end = () => {
    if (daemon !== null) process.kill(daemon, 'SIGKILL');
    daemon = null;
  };
  const restart = async (state: 'open' | 'locked') => {
    const before = daemon;
    end();
    const args = ['--daemonize', '--components=secrets', ...(state === 'open' ? ['--unlock'] : [])];
    const launcher = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    launcher.stdin.end(state === 'open' ? 'the password of the keyring' : '');
    await once(launcher, 'exit');
    daemon = await processOnBus(env, before);
  };
  return {
    env,
    restart,
    hold: (isHeld) => {
      if (daemon !== null) process.kill(daemon, isHeld ? 'SIGSTOP' : 'SIGCONT');
    },
    stop: () => {
      end();
      bus.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addressOf(bus: ChildProcess): Promise<string> {
  const output = bus.stdio[3];
  if (!output || !('read' in output)) throw new Error('The bus has no output.');
  const [first] = await once(output, 'data');
  return String(first).trim();
}

/** The id of the process that has the name on the bus; waits until it is another one than `before`. */
async function processOnBus(env: Record<string, string>, before: number | null): Promise<number> {
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  for (let tries = 0; tries < 500; tries += 1) {
    const child = spawn(
      'dbus-send',
      [...ask, 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const id = Number(/uint32 (\d+)/.exec(await text(child.stdout))?.[1] ?? before);
    if (id !== before && id > 0) return id;
  }
  throw new Error('The keyring did not come onto the bus.');
}
