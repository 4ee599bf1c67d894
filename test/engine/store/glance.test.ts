import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addBars,
  forgetGlance,
  glanceSources,
  keepGlance,
  noteAsked,
  readGlance,
  wasAsked,
} from '../../../main/engine/store/glance.ts';

const env = { PATH: '/usr/bin', SERVICE_KEY: 'invented-key-7f3a' };
const at = Date.parse('2026-11-21T09:00:00Z');
const until = at + 600_000;
const json = { schemaVersion: 1, at: '2026-11-21T09:00:00Z', accounts: [], budgets: [], errors: [] };

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-glance-'));
  file = join(home, 'glance.json.txt');
  writeFileSync(join(home, 'settings.json'), '{}');
  writeFileSync(join(home, 'history.db'), 'rows');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function keep(bars = ''): void {
  const sources = glanceSources(home, env);
  if (sources === null) throw new Error('The sources can be told.');
  const texts = { at, until, notices: ['A notice.'], json: JSON.stringify(json), state: '{}', bars };
  keepGlance(home, sources, texts);
}
const read = (now: number, variables: Record<string, string> = env) => readGlance(home, variables, { now });

it('gives back what was kept until the clock would change it', () => {
  keep();
  const glance = read(at);
  expect(glance).toMatchObject({ at, notices: ['A notice.'] });
  expect(glance?.json()).toEqual(json);
  expect(glance?.bars()).toBeNull();
  expect(read(until - 1)).not.toBeNull();
  expect(read(until)).toBeNull();
  // The clock was set back.
  expect(read(at - 1)).toBeNull();
});

it.each([
  ['a file that is written to', () => writeFileSync(join(home, 'history.db'), 'more rows')],
  ['a new file', () => writeFileSync(join(home, 'history.db-wal'), '')],
  ['a file that is gone', () => rmSync(join(home, 'settings.json'))],
  ['a new time of a file', () => utimesSync(join(home, 'settings.json'), 1, 1)],
])('gives nothing after %s', (_, change) => {
  keep();
  change();
  expect(read(at)).toBeNull();
});

it('gives it to a bar for a moment after a change, and to nobody later', () => {
  keep();
  const changed = join(home, 'history.db');
  utimesSync(file, (at - 60_000) / 1000, (at - 60_000) / 1000);
  utimesSync(join(home, 'settings.json'), 1, 1);
  utimesSync(changed, at / 1000, at / 1000);
  const lag = (now: number) => readGlance(home, env, { now, lagMs: 3000 });
  expect(lag(at + 2999)).not.toBeNull();
  expect(lag(at + 3000)).toBeNull();
  expect(read(at + 1)).toBeNull();
});

it('lasts through a line in the log, and depends on the time zone alone of the environment', () => {
  keep();
  writeFileSync(join(home, 'fuelgauge.log'), 'a line');
  expect(read(at, { PATH: '/elsewhere' })).not.toBeNull();
  expect(read(at, { ...env, TZ: 'Asia/Tokyo' })).toBeNull();
  expect(readFileSync(file, 'utf8')).not.toContain(env.SERVICE_KEY);
});

it('gives nothing where it is cut off, altered, or missing', () => {
  keep();
  truncateSync(file, statSync(file).size - 1);
  expect(read(at)).toBeNull();
  keep();
  writeFileSync(file, readFileSync(file, 'utf8').replace('"accounts":[]', '"accounts":{}'));
  expect(read(at)).toBeNull();
  writeFileSync(file, 'no JSON');
  expect(read(at)).toBeNull();
  forgetGlance(home);
  expect(read(at)).toBeNull();
  expect(readGlance(join(home, 'missing'), env, { now: at })).toBeNull();
});

it('takes the words for bars later', () => {
  keep();
  addBars(home, []);
  expect(read(at)?.bars()).toEqual([]);
  expect(read(at)?.json()).toEqual(json);
});

it('knows whether a bar asked within two minutes', () => {
  expect(wasAsked(home, at)).toBe(false);
  const now = Date.now();
  noteAsked(home, now);
  expect(wasAsked(home, now + 119_000)).toBe(true);
  expect(wasAsked(home, now + 125_000)).toBe(false);
  noteAsked(home, now + 125_000);
  expect(wasAsked(home, now + 125_000)).toBe(true);
});

it.skipIf(process.platform === 'win32')('is for its owner alone', () => {
  keep();
  noteAsked(home, Date.now());
  for (const name of readdirSync(home).filter((each) => each.startsWith('glance')))
    expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
});
