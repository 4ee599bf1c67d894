import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommandChannel } from '../../../main/engine/channels/command.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { outgoing } from '../../helpers/notifications.ts';

// Real processes; node itself is the program.

const node = process.execPath;
const env = {
  ...process.env,
  FUELGAUGE_PASSPHRASE: 'invented passphrase',
  CRUSTDATA_API_KEY: 'invented key',
};
const never = () => new AbortController().signal;
const command = (...lines: string[]) => ({ command: lines.join('\n') });

const channel = (clock: Parameters<typeof createCommandChannel>[0]['clock'] = systemClock) =>
  createCommandChannel({ platform: process.platform, env, clock });

/** A clock whose limit is reached when the test says so. */
function handClock() {
  const callbacks: { ms: number; callback: () => void }[] = [];
  return {
    limits: callbacks,
    reach: () => {
      for (const { callback } of callbacks.splice(0)) callback();
    },
    clock: {
      after: (ms: number, callback: () => void) => {
        callbacks.push({ ms, callback });
        return () => {};
      },
    },
  };
}

/** Resolves with the connection of a grandchild once it has been started; `ended` when that is gone. */
async function grandchild() {
  const connected = Promise.withResolvers<Socket>();
  const server = createServer((socket) => connected.resolve(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const hold = `require('net').connect(${address.port}, '127.0.0.1').resume()`;
  const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(hold)}], { stdio: 'ignore' }); setInterval(() => {}, 1000)`;
  const ended = async () => {
    const socket = await connected.promise;
    socket.on('error', () => {});
    await new Promise<void>((resolve) => {
      socket.resume().on('close', () => resolve());
    });
  };
  return { script, connected: connected.promise, ended };
}

describe('a command', () => {
  it('gets its arguments as they stand and the notification in its environment, and no credential', async () => {
    const file = join(temporaryHome(), 'seen.json');
    const script = `require('fs').writeFileSync(process.argv[1], JSON.stringify({ args: process.argv.slice(2), env: process.env }))`;
    const args = ['two words', `"quoted" 'twice'`, '; touch /tmp/x', '$(id) `id` $HOME', '', '--flag=ä'];
    const notification = outgoing({ title: 'one\nline\0', body: 'two\nlines' });
    const fields = command(node, '-e', script, file, ...args, '  ', '');
    expect(channel().check(fields)).toEqual({ ok: true, value: { host: null } });
    expect(await channel().deliver(notification, fields, never())).toEqual({ ok: true, value: undefined });

    const seen = JSON.parse(readFileSync(file, 'utf8'));
    expect(seen.args).toEqual(args);
    expect(seen.env).toMatchObject({
      PATH: process.env.PATH,
      FUELGAUGE_ID: 'n-1',
      FUELGAUGE_ACCOUNT: 'a1',
      FUELGAUGE_SEVERITY: 'warning',
      FUELGAUGE_TITLE: 'one line',
      FUELGAUGE_BODY: 'two\nlines',
    });
    expect(JSON.stringify(seen.env)).not.toContain('invented');
  });

  it('has nothing to read', async () => {
    const fields = command(node, '-e', `process.exit(require('fs').readFileSync(0).length)`);
    expect(await channel().deliver(outgoing(), fields, never())).toMatchObject({ ok: true });
  });

  it('fails with its code, and what it prints is dropped', async () => {
    const fields = command(
      node,
      '-e',
      `console.log('invented output'); console.error('invented output'); process.exit(3)`,
    );
    expect(await channel().deliver(outgoing(), fields, never())).toEqual({
      ok: false,
      error: { message: 'The command failed with exit code 3.', retry: true, retryAfterMs: null },
    });
  });

  it('is stopped at its limit, and its children with it', { timeout: 30_000 }, async () => {
    const { script, connected, ended } = await grandchild();
    const { clock, limits, reach } = handClock();
    const delivered = channel(clock).deliver(outgoing(), command(node, '-e', script), never());
    await connected;
    expect(limits.map(({ ms }) => ms)).toEqual([10_000]);
    reach();
    expect(await delivered).toEqual({
      ok: false,
      error: {
        message: 'The command was stopped because it took longer than 10 seconds.',
        retry: true,
        retryAfterMs: null,
      },
    });
    await ended();
  });

  it('is stopped with Fuelgauge', { timeout: 30_000 }, async () => {
    const { script, connected, ended } = await grandchild();
    const stop = new AbortController();
    const delivered = channel().deliver(outgoing(), command(node, '-e', script), stop.signal);
    await connected;
    stop.abort();
    expect(await delivered).toMatchObject({ ok: false, error: { retry: true } });
    await ended();
  });

  it('does not begin when Fuelgauge has stopped', async () => {
    const file = join(temporaryHome(), 'seen');
    const fields = command(node, '-e', `require('fs').writeFileSync(process.argv[1], '')`, file);
    expect(await channel().deliver(outgoing(), fields, AbortSignal.abort())).toMatchObject({ ok: false });
    expect(existsSync(file)).toBe(false);
  });

  it('that is not there is not tried again, and is not quoted', async () => {
    const fields = command('fuelgauge-no-such-program', 'invented-argument');
    expect(await channel().deliver(outgoing(), fields, never())).toEqual({
      ok: false,
      error: { message: 'The command’s program was not found.', retry: false, retryAfterMs: null },
    });
  });

  it.skipIf(process.platform === 'win32')('that may not be run is not tried again', async () => {
    const file = join(temporaryHome(), 'notes.txt');
    writeFileSync(file, 'text');
    chmodSync(file, 0o600);
    expect(await channel().deliver(outgoing(), command(file), never())).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/is not executable/), retry: false },
    });
  });

  it('too long for the system fails with a sentence', async () => {
    const fields = command(node, '-e', '0', 'x'.repeat(3_000_000));
    expect(await channel().deliver(outgoing(), fields, never())).toMatchObject({ ok: false });
  });

  it.each([
    ['', /first line/],
    ['\nargument', /first line/],
    ['./script', /full path/],
    ['~/bin/script', /full path/],
    ['tool\na\0b', /character/],
  ])('is wrong as %j', (text, message) => {
    expect(channel().check({ command: text })).toEqual({
      ok: false,
      error: { kind: 'bad-input', message: expect.stringMatching(message) },
    });
  });
});
