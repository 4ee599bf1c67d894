import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { startSandbox } from '../../main/sandbox/server.ts';
import { startStandIn } from './driver.ts';
import { addCrustdata, closingAfterwards, patience, stateOf } from './started.ts';

// The lock screen and the battery on Linux: a `gdbus` that answers as logind and UPower do, and tells what a file says.

const closing = closingAfterwards();

const program = `#!/bin/sh
here=$(dirname "$0")
case "$*" in
  *monitor*login1/session/_32*) exec tail -n +1 -f "$here/login1" ;;
  *monitor*/org/freedesktop/UPower*) exec tail -n +1 -f "$here/upower" ;;
  *session/auto*Properties.Get*Id*) echo "(<'2'>,)" ;;
  *Manager.GetSession\\ 2*) echo "(objectpath '/org/freedesktop/login1/session/_32',)" ;;
  *Properties.Get*) echo "(<false>,)" ;;
  *) exit 1 ;;
esac
`;

function fakeBus() {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-gdbus-'));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'gdbus'), program, { mode: 0o755 });
  for (const file of ['login1', 'upower']) writeFileSync(join(folder, file), 'Monitoring signals\n');
  const changed = 'org.freedesktop.DBus.Properties.PropertiesChanged';
  return {
    path: `${folder}${delimiter}${process.env.PATH}`,
    lock: (on: boolean) =>
      appendFileSync(
        join(folder, 'login1'),
        `/org/freedesktop/login1/session/_32: ${changed} ('org.freedesktop.login1.Session', {'LockedHint': <${on}>}, @as [])\n`,
      ),
    battery: (on: boolean) =>
      appendFileSync(
        join(folder, 'upower'),
        `/org/freedesktop/UPower: ${changed} ('org.freedesktop.UPower', {'OnBattery': <${on}>}, @as [])\n`,
      ),
  };
}

it('polls nobody behind a locked screen of Linux, and less often on battery', async () => {
  const bus = fakeBus();
  const sandbox = await startSandbox({ seed: 7, speed: 1, now: () => Date.now() });
  closing.push(() => sandbox.close());
  const app = await startStandIn([], {
    PATH: bus.path,
    FUELGAUGE_ENDPOINT_CRUSTDATA: sandbox.endpoints.crustdata ?? '',
  });
  closing.push(() => app.close());
  const dashboard = await app.page('index.html');
  await addCrustdata(dashboard);
  const health = async () => (await stateOf(dashboard)).accounts[0]?.health;
  const wait = async () => {
    const { nextAt, readAt } = (await health()) ?? {};
    return nextAt && readAt ? nextAt - readAt : null;
  };
  await expect.poll(wait, patience).not.toBeNull();
  const usual = (await wait()) ?? 0;
  bus.lock(true);
  await expect.poll(async () => (await health())?.nextAt, patience).toBeNull();
  bus.lock(false);
  await expect.poll(async () => (await health())?.nextAt, patience).not.toBeNull();
  bus.battery(true);
  await expect.poll(wait, patience).toBeGreaterThan(2 * usual);
  // It tells nothing of these itself.
  expect(await app.order({ do: 'power', event: 'lock-screen' })).toBe(false);
  expect(app.written).toEqual([]);
});

/** Says who it is, and then nothing any more: it never notices that nobody reads. */
const silent = `#!/bin/sh
here=$(dirname "$0")
case "$*" in
  *monitor*/org/freedesktop/UPower*) echo $$ > "$here/pid"; exec sleep 600 ;;
  *) exit 1 ;;
esac
`;

it.each(['Quit', 'a kill'])('leaves no gdbus behind after %s', async (end) => {
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-gdbus-'));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'gdbus'), silent, { mode: 0o755 });
  const app = await startStandIn(['--hidden'], { PATH: `${folder}${delimiter}${process.env.PATH}` });
  closing.push(() => app.close());
  const file = join(folder, 'pid');
  const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  await expect.poll(pid, patience).toBeGreaterThan(0);
  closing.push(async () => {
    if (isAlive(pid())) process.kill(pid(), 'SIGKILL');
  });
  if (end === 'Quit') await app.order({ do: 'quit' });
  else await app.close();
  await expect.poll(() => isAlive(pid()), patience).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
