import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { booleanIn, objectPathIn, stringIn } from '../../../shared/desktop/gdbus.ts';
import type { PowerState } from '../../../shared/desktop/power.ts';
import { childEnvironment } from '../../engine/channels/processes.ts';

const run = promisify(execFile);
const limitMs = 3000;

/** A boolean property of an object on the system bus. */
interface Watched {
  service: string;
  path: string;
  interface: string;
  property: string;
}

/**
 * Follows the lock screen and the battery on Linux, of which Electron's powerMonitor says nothing there: logind knows the
 * one, UPower the other. What cannot be asked, for want of `gdbus` or a service, stays as it is. Returns how to stop.
 */
export function followLinuxPower(
  env: NodeJS.ProcessEnv,
  onChange: (change: Partial<PowerState>) => void,
): () => void {
  const stops: (() => void)[] = [];
  let isOver = false;
  const follow = (watched: Watched, onValue: (value: boolean) => void) => {
    if (!isOver) stops.push(watchProperty(watched, env, onValue));
  };
  const upower = 'org.freedesktop.UPower';
  follow(
    { service: upower, path: '/org/freedesktop/UPower', interface: upower, property: 'OnBattery' },
    (saving) => onChange({ saving }),
  );
  void findSession(env).then((path) => {
    if (path !== null)
      follow({ service: login, path, interface: session, property: 'LockedHint' }, (locked) =>
        onChange({ locked }),
      );
  });
  return () => {
    isOver = true;
    for (const stop of stops) stop();
  };
}

const login = 'org.freedesktop.login1';
const session = `${login}.Session`;
const properties = 'org.freedesktop.DBus.Properties';

/** The path of our session, by which logind sends its signals; null without logind or a session. */
async function findSession(env: NodeJS.ProcessEnv): Promise<string | null> {
  const folder = `/${login.replaceAll('.', '/')}`;
  const id = stringIn(await call(env, login, `${folder}/session/auto`, `${properties}.Get`, session, 'Id'));
  return id === null ? null : objectPathIn(await call(env, login, folder, `${login}.Manager.GetSession`, id));
}

/**
 * Runs `gdbus` until its input closes, as it does when this process ends, however it ends: by itself, `gdbus` would wait on
 * for the next signal, which may never come.
 */
const whileWeRead = 'gdbus "$@" & read -r _; kill $!';

function watchProperty(
  { service, path, interface: type, property }: Watched,
  env: NodeJS.ProcessEnv,
  onValue: (value: boolean) => void,
): () => void {
  const pass = (text: string) => {
    const value = booleanIn(text, property);
    if (value !== null) onValue(value);
  };
  const monitor = ['monitor', '--system', '--dest', service, '--object-path', path];
  const child = spawn('sh', ['-c', whileWeRead, 'gdbus', ...monitor], {
    env: childEnvironment(env),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // Without the program there is nothing to follow.
  child.once('error', () => {});
  const lines = createInterface({ input: child.stdout }).on('line', pass);
  // Asked only once it would hear of a change.
  lines.once('line', () => {
    void call(env, service, path, `${properties}.Get`, type, property).then((answer) =>
      pass(`'${property}': ${answer}`),
    );
  });
  return () => child.stdin.end();
}

/** What the method answers, as `gdbus` writes it; empty if it cannot be called. */
async function call(
  env: NodeJS.ProcessEnv,
  service: string,
  path: string,
  ...method: string[]
): Promise<string> {
  const at = ['call', '--system', '--dest', service, '--object-path', path, '--method'];
  const answer = await run('gdbus', [...at, ...method], {
    env: childEnvironment(env),
    timeout: limitMs,
  }).catch(() => null);
  return answer?.stdout ?? '';
}
