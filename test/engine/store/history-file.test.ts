import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import type { Reading } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Other processes are started; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

const now = Date.UTC(2026, 10, 21, 9);
const historyModule = JSON.stringify(join(process.cwd(), 'main/engine/store/history.ts'));

const reading = (at: number, remaining: number): Reading => ({
  at,
  plan: 'Hobby',
  scope: 'account',
  pools: [
    {
      id: 'credits',
      label: 'Credits',
      unit: { kind: 'credits' },
      remaining,
      used: null,
      limit: null,
      provenance: { remaining: 'reported' },
      cycle: null,
      grants: [],
    },
  ],
  caps: [],
  dailyUse: [],
  notes: [],
});

function open(file: string): History {
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.history.notices).toEqual([]);
  onTestFinished(() => opened.value.history.close());
  return opened.value.history;
}
const credits = (remaining: number) => [{ pool: 'credits', remaining }];

describe('openHistory', () => {
  const inHome = (home: string) => readdirSync(home).sort();

  it.each([
    ['no database', (file: string) => writeFileSync(file, 'hello '.repeat(2000))],
    ['truncated', (file: string) => truncateSync(file, 9000)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['cut in half', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
  ])('sets aside a file that is %s, says so, and begins a new one', (_, harm) => {
    const home = temporaryHome();
    const file = join(home, 'history.db');
    const history = open(file);
    for (let n = 0; n < 3000; n += 1) history.addSamples('a1', now + n, credits(n));
    history.close();
    harm(file);
    const harmed = readFileSync(file);

    const opened = openHistory(file);
    if (!opened.ok) throw new Error(opened.error.message);
    const aside = inHome(home).find((name) => name.startsWith('history.damaged-')) ?? '';
    expect(opened.value.history.notices.join()).toContain(aside);
    expect(readFileSync(join(home, aside))).toEqual(harmed);
    const saved = opened.value.history.allSamples('a1').length;
    opened.value.history.addSamples('a1', now - 1, credits(5));
    expect(opened.value.history.allSamples('a1')).toHaveLength(saved + 1);
    opened.value.history.close();
  });

  it('goes on in a new file where it was emptied under two that are open', () => {
    const file = join(temporaryHome(), 'history.db');
    const both = [open(file), open(file)];
    both[0]?.addSamples('a1', now, credits(1));
    truncateSync(file, 0);
    const third = openHistory(file);
    if (!third.ok) throw new Error(third.error.message);
    expect(third.value.history.notices.join()).toContain('Your history was damaged.');
    third.value.history.close();
    for (const [index, history] of both.entries()) {
      history.allSamples('a1');
      history.addSamples('a1', now + 1 + index, credits(2));
    }
    for (const history of both) history.close();
    expect(
      open(file)
        .allSamples('a1')
        .map(({ t }) => t),
    ).toEqual(expect.arrayContaining([now + 1, now + 2]));
  });

  it('leaves a newer file as it is', () => {
    const file = join(temporaryHome(), 'history.db');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE future (a); PRAGMA user_version = 99');
    db.close();
    const bytes = readFileSync(file);
    expect(openHistory(file)).toMatchObject({
      ok: false,
      error: { kind: 'not-supported', message: expect.stringContaining(file) },
    });
    expect(readFileSync(file).subarray(100)).toEqual(bytes.subarray(100));
  });

  it('says which file cannot be used', () => {
    expect(openHistory(join(temporaryHome(), 'missing', 'history.db'))).toMatchObject({
      ok: false,
      error: { kind: 'not-writable' },
    });
  });

  it('lets two write at once', () => {
    const file = join(temporaryHome(), 'history.db');
    const [one, two] = [open(file), open(file)];
    one.addSamples('a1', now, credits(1));
    two.addSamples('a1', now + 1, credits(2));
    expect(one.allSamples('a1')).toEqual(two.allSamples('a1'));
    expect(one.allSamples('a1')).toHaveLength(2);
  });

  it('has everything that was acknowledged before a kill', async () => {
    const file = join(temporaryHome(), 'history.db');
    const writer = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { openHistory } from ${historyModule};
         const { history } = openHistory(process.argv[1]).value;
         const reading = ${JSON.stringify(reading(0, 0))};
         for (let n = 1; ; n += 1) {
           history.saveReading('a1', { ...reading, at: n }, [{ pool: 'credits', remaining: n }, { pool: 'other', remaining: -n }]);
           await new Promise((written) => process.stdout.write(n + '\\n', written));
         }`,
        file,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let acknowledged = 0;
    for await (const line of createInterface(writer.stdout)) {
      acknowledged = Number(line);
      if (acknowledged === 500) writer.kill('SIGKILL');
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');

    const history = open(file);
    const samples = history.allSamples('a1');
    const written = samples.filter(({ pool }) => pool === 'credits').map(({ t }) => t);
    expect(acknowledged).toBeGreaterThanOrEqual(500);
    expect(written.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, n) => n + 1));
    expect(written.length).toBeLessThanOrEqual(acknowledged + 1);
    // Reading and samples stand or fall together.
    expect(samples.filter(({ pool }) => pool === 'other')).toHaveLength(written.length);
    expect(history.lastReading('a1')?.at).toBe(written.length);
  });
});
