import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  forgetShown,
  keepShown,
  shownStatus,
  statusSources,
} from '../../../main/engine/store/shown-status.ts';

const env = { PATH: '/usr/bin', SERVICE_KEY: 'invented-key-7f3a' };
const shown = { code: 3, text: 'first line\nsecond line' };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-shown-'));
  writeFileSync(join(home, 'settings.json'), '{}');
  writeFileSync(join(home, 'history.db'), 'rows');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Keeps `shown`, and returns when. */
function keep(format: 'json' | 'table' = 'json'): number {
  keepShown(home, format, statusSources(home, env) ?? '', shown);
  return statSync(join(home, `shown-status.${format}.txt`)).mtimeMs;
}
const again = (now: number, variables: Record<string, string> = env) =>
  shownStatus(home, 'json', variables, now);

it('gives back what was printed, for a minute, in the same format', () => {
  const at = keep();
  expect(again(at)).toEqual(shown);
  expect(again(at + 59_999)).toEqual(shown);
  expect(again(at + 60_000)).toBeNull();
  // The clock was set back.
  expect(again(at - 1)).toBeNull();
  expect(shownStatus(home, 'table', env, at)).toBeNull();
});

it.each([
  ['a file that is written to', () => writeFileSync(join(home, 'history.db'), 'more rows')],
  ['a new file', () => writeFileSync(join(home, 'history.db-wal'), '')],
  ['a file that is gone', () => rmSync(join(home, 'settings.json'))],
  ['a new time of a file', () => utimesSync(join(home, 'settings.json'), 1, 1)],
])('does not after %s', (_, change) => {
  const at = keep();
  change();
  expect(again(at)).toBeNull();
});

it('does so after a line in the log, and when the other format is kept', () => {
  const at = keep();
  writeFileSync(join(home, 'fuelgauge.log'), 'a line');
  keep('table');
  expect(again(at)).toEqual(shown);
});

it('does not with other variables, of which it keeps no value', () => {
  const at = keep();
  expect(again(at, { PATH: env.PATH })).toBeNull();
  expect(again(at, { ...env, TZ: 'Asia/Tokyo' })).toBeNull();
  expect(readFileSync(join(home, 'shown-status.json.txt'), 'utf8')).not.toContain(env.SERVICE_KEY);
});

it.skipIf(process.platform === 'win32')('is for its owner alone', () => {
  keep();
  expect(statSync(join(home, 'shown-status.json.txt')).mode & 0o777).toBe(0o600);
});

it('is forgotten with an account', () => {
  keep();
  keep('table');
  forgetShown(home);
  expect(readdirSync(home).sort()).toEqual(['history.db', 'settings.json']);
});

it('is nothing without a data folder, or where it is cut off', () => {
  const at = keep();
  writeFileSync(join(home, 'shown-status.json.txt'), (statusSources(home, env) ?? '').slice(0, 20));
  expect(again(at + 1000)).toBeNull();
  expect(statusSources(join(home, 'missing'), env)).toBeNull();
  expect(shownStatus(join(home, 'missing'), 'json', env, at)).toBeNull();
});
