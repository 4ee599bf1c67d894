import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

const start = Date.parse('2026-11-01T00:00:00Z');
const hour = 3_600_000;
/** Ten credits an hour for ten days, from 5,000. */
const csv = ['time,remaining']
  .concat(
    Array.from({ length: 241 }, (_, n) => `${new Date(start + n * hour).toISOString()},${5000 - 10 * n}`),
  )
  .join('\n');

let folder: ReturnType<typeof temporaryHome>;
beforeAll(() => {
  folder = temporaryHome();
});
afterAll(() => folder.remove());

it('says when a series runs out, as JSON and in words', async () => {
  const file = join(folder.home, 'series.csv');
  writeFileSync(file, csv);
  const { code, stdout } = await runCli(folder.home, ['forecast', file, '--json']);
  expect(code).toBe(0);
  const { schemaVersion, at, remaining, forecast } = JSON.parse(stdout);
  expect({ schemaVersion, at, remaining }).toEqual({
    schemaVersion: 1,
    at: '2026-11-11T00:00:00Z',
    remaining: 2600,
  });
  // 260 hours are left.
  const likely = Date.parse(forecast.runsOutAt.likely);
  expect(Math.abs(likely - (start + 500 * hour))).toBeLessThan(12 * hour);
  expect(Date.parse(forecast.runsOutAt.early)).toBeLessThanOrEqual(likely);
  expect(forecast.burnPerDay).toBeCloseTo(240, -1);
  expect(forecast.basis).toBe('10 days');

  const words = await runCli(folder.home, ['forecast', '-'], { input: csv });
  expect(words.code).toBe(0);
  expect(words.stdout).toMatch(/2,600 left at 11 Nov, 00:00/);
  expect(words.stdout).toMatch(/likely +2\d Nov/);
});

it('says what is wrong with the file, and when the history is too short', async () => {
  expect(await runCli(folder.home, ['forecast', join(folder.home, 'missing.csv')])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read (ENOENT)'),
  });
  expect(await runCli(folder.home, ['forecast', '-'], { input: 'time,remaining\nnow,5' })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Line 2'),
  });
  const short = await runCli(folder.home, ['forecast', '-', '--json'], { input: '2026-11-21T09:00:00Z,500' });
  expect(short.code).toBe(4);
  expect(JSON.parse(short.stdout).forecast).toMatchObject({
    burnPerDay: null,
    runsOutAt: { early: null, likely: null, late: null },
    basis: 'learning',
    confidence: 'none',
  });
});
