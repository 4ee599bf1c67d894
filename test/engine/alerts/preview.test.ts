import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { openHistory } from '../../../main/engine/store/history.ts';
import { day, hour, openAlertEngine, writeAccounts } from '../../helpers/alert-engine.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
let engine: Engine;

/** Twenty days at an hour each: 1,000 credits, of which 100 go each day from 12 to 13 o'clock; filled up after nine days. */
beforeEach(async () => {
  const home = temporaryHome();
  writeAccounts(home, 1);
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  for (let at = now - 20 * day; at <= now; at += hour) {
    const noons = Math.floor((at + 11 * hour) / day) - Math.floor((now - 20 * day + 11 * hour) / day);
    opened.value.history.addSamples('a1', at, [{ pool: 'credits', remaining: 1000 - 100 * (noons % 10) }]);
  }
  opened.value.history.close();
  const time = createTestClock(now);
  engine = openAlertEngine(home, time.clock, new Map([['a1', 1000]]), []);
  onTestFinished(() => engine.stop());
  await engine.refresh({});
});

async function preview(input: Parameters<Engine['alerts']['preview']>[0]) {
  const result = await engine.alerts.preview(input);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

it('tells what would have been told in that time, oldest first', async () => {
  const told = await preview({ days: 30 });
  const lows = told.filter(({ kind }) => kind === 'low');
  expect(lows.map(({ at, text }) => [new Date(at).toISOString(), text])).toEqual([
    ['2026-11-08T13:00:00.000Z', '200 of 1,000 credits left.'],
    ['2026-11-18T13:00:00.000Z', '200 of 1,000 credits left.'],
  ]);
  expect(told.every(({ heldUntil }) => heldUntil === null)).toBe(true);
  expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort((a, b) => a - b));
  expect(await preview({ days: 5 })).toHaveLength(told.filter(({ at }) => at > now - 5 * day).length);
});

it('follows the rules that are tried, and changes nothing', async () => {
  const { rules } = engine.state().alerting;
  const low = { enabled: true, shares: [], amounts: [550] };
  const told = await preview({ days: 30, rules: { ...rules, low } });
  expect(told.filter(({ kind }) => kind === 'low').map(({ text }) => text)).toEqual([
    '500 of 1,000 credits left.',
    '500 of 1,000 credits left.',
  ]);
  expect(
    await preview({
      days: 30,
      rules: { ...rules, low: { ...low, enabled: false }, 'topup-seen': { enabled: false } },
    }),
  ).toEqual([]);
  expect(engine.state().alerting.rules).toEqual(rules);
});

it('tells until when quiet hours would have held it', async () => {
  const told = await preview({ days: 30, quietHours: { enabled: true, from: '12:00', to: '18:00' } });
  expect(told.filter(({ kind }) => kind === 'low').map(({ heldUntil }) => heldUntil)).toEqual([
    Date.parse('2026-11-08T18:00:00Z'),
    Date.parse('2026-11-18T18:00:00Z'),
  ]);
});
