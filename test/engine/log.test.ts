import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../main/engine/log.ts';
import { filesWith, temporaryHome } from '../helpers/folder.ts';

const secret = 'sk-invented/0123 "456"é';

function begin(home: string) {
  const log = createLog(home);
  onTestFinished(() => log.close());
  return log;
}
const linesOf = (home: string) =>
  readFileSync(join(home, 'fuelgauge.log'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('the log', () => {
  it('has one JSON line for each event at once, for the owner alone', () => {
    const home = temporaryHome();
    const log = begin(home);
    log.info('account added', { account: 'a1' });
    log.warn('no reading');
    log.error('a provider threw', { reason: 'x' });
    expect(linesOf(home)).toMatchObject([
      {
        level: 30,
        event: 'account added',
        account: 'a1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
      { level: 40, event: 'no reading' },
      { level: 50, event: 'a provider threw', reason: 'x' },
    ]);
    expect(statSync(join(home, 'fuelgauge.log')).mode & 0o777).toBe(0o600);
  });

  it('never holds a registered secret, wherever it stands', () => {
    const home = temporaryHome();
    const log = begin(home);
    log.registerSecret(secret);
    log.registerSecret('ab1');
    log.info(`asked with ${secret}`, {
      url: `https://acme.test/?k=${encodeURIComponent(secret)}`,
      deep: [{ error: new Error(secret).message, pin: 'ab1' }],
      basic: Buffer.from(`${secret}:`).toString('base64'),
      [secret]: 1,
      err: new Error(`failed for ${secret}`, { cause: new Error(secret) }),
    });
    expect(linesOf(home)).toHaveLength(1);
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), 'ab1'])
      expect(filesWith(home, form)).toEqual([]);
  });

  it('masks what stands under a telling name even when it was not registered', () => {
    const home = temporaryHome();
    const log = begin(home);
    log.info('x', {
      credential: 'unregistered-1',
      request: { headers: { authorization: 'unregistered-2' } },
    });
    expect(filesWith(home, 'unregistered')).toEqual([]);
  });

  it('begins a new file at 1 MiB and keeps one older', () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'fuelgauge.log'), 'x'.repeat(1024 * 1024));
    writeFileSync(join(home, 'fuelgauge.1.log'), 'older');
    begin(home).info('new');
    expect(linesOf(home)).toHaveLength(1);
    expect(statSync(join(home, 'fuelgauge.1.log')).size).toBe(1024 * 1024);
    expect(readdirSync(home)).toHaveLength(2);
  });

  it('begins a new file while it is running, and follows one that another process began', () => {
    const home = temporaryHome();
    const [server, command] = [begin(home), begin(home)];
    server.info('first');
    writeFileSync(join(home, 'fuelgauge.log'), 'x'.repeat(1024 * 1024), { flag: 'a' });
    command.info('from the command line');
    server.info('second');
    expect(linesOf(home).map(({ event }) => event)).toEqual(['from the command line', 'second']);
    rmSync(join(home, 'fuelgauge.log'));
    server.info('third');
    expect(linesOf(home).map(({ event }) => event)).toEqual(['third']);
  });

  it.runIf(process.platform !== 'win32')('follows no link and waits for no pipe', () => {
    const home = temporaryHome();
    const outside = join(temporaryHome(), 'outside');
    writeFileSync(outside, 'kept');
    symlinkSync(outside, join(home, 'fuelgauge.log'));
    begin(home).info('x');
    expect(readFileSync(outside, 'utf8')).toBe('kept');
    rmSync(join(home, 'fuelgauge.log'));
    execFileSync('mkfifo', [join(home, 'fuelgauge.log')]);
    expect(() => begin(home).info('x')).not.toThrow();
  });

  it('masks one secret of thousands, and forgets it when it is told to', () => {
    const home = temporaryHome();
    const log = begin(home);
    const keys = Array.from({ length: 2000 }, (_, n) =>
      createHash('sha256').update(String(n)).digest('base64url'),
    );
    for (const key of keys) log.registerSecret(key);
    const [key = ''] = keys;
    log.info('a', { text: `with ${key} in it` });
    log.forgetSecret(key);
    log.info('b', { text: `with ${key} in it` });
    expect(linesOf(home).map(({ text }) => text)).toEqual(['with •••• in it', `with ${key} in it`]);
  });

  it('does without where it cannot write', () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'fuelgauge.log'));
    expect(() => begin(home).error('x')).not.toThrow();
    expect(() => begin(join(home, 'missing')).error('x')).not.toThrow();
  });
});
