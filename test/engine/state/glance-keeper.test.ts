import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { glanceTexts } from '../../../main/engine/state/glance.ts';
import { createGlanceKeeper } from '../../../main/engine/state/glance-keeper.ts';
import { noteAsked, readGlance } from '../../../main/engine/store/glance.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { account, appState, cap, day, forecast, now, pool, range, seven } from '../../helpers/states.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fuelgauge-keeper-'));
  writeFileSync(join(home, 'settings.json'), '{}');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function keeper({ notices = [], isPartial = false }: { notices?: string[]; isPartial?: boolean } = {}) {
  const time = createTestClock(now);
  const state = vi.fn(() => ({ ...seven, at: time.clock.now(), notices }));
  const kept = createGlanceKeeper({
    home,
    environment: {},
    clock: time.clock,
    log: { warn: () => {} },
    state,
    isPartial: () => isPartial,
  });
  const read = () => readGlance(home, {}, { now: time.clock.now() });
  return { kept, time, state, read };
}

it('does nothing until a bar asks, and nothing more once none does', async () => {
  const { kept, time, state, read } = keeper();
  kept.changed();
  expect(time.pending()).toEqual([]);
  noteAsked(home, time.clock.now());
  kept.changed();
  await time.advance(200);
  await vi.waitFor(() => expect(read()?.bars()?.length).toBe(seven.accounts.length));
  await time.advance(3 * minuteMs);
  kept.changed();
  expect(time.pending()).toEqual([]);
  expect(state).toHaveBeenCalledTimes(1);
});

it('merges changes, and writes once a second at most', async () => {
  const { kept, time, state } = keeper();
  noteAsked(home, time.clock.now());
  for (let n = 0; n < 20; n += 1) {
    kept.changed();
    await time.advance(100);
  }
  await time.advance(1000);
  await vi.waitFor(() => expect(state).toHaveBeenCalledTimes(3));
});

it.each([
  ['what this process alone should tell', { notices: ['A file was set aside.'] }],
  ['what is not worked out yet', { isPartial: true }],
])('does not keep %s', async (_, options) => {
  const { kept, time, state, read } = keeper(options);
  noteAsked(home, time.clock.now());
  kept.changed();
  await time.advance(200);
  await vi.waitFor(() => expect(state).toHaveBeenCalled());
  expect(read()).toBeNull();
});

it.each([
  ['ten minutes', [pool(1240)], [], 10 * minuteMs],
  ['a reset', [pool(1240)], [cap({ resetsAt: now + minuteMs })], minuteMs],
  ['a run-out that becomes critical', [pool(1, { forecast: runsOut(1 + 1 / 1440) })], [], minuteMs],
])('is true for %s', (_, pools, caps, ms) => {
  const state = appState([account('a1', 'crustdata', 'production', { pools, caps, intervalMs: day })]);
  expect(glanceTexts(state, { withBars: false }).until - now).toBeCloseTo(ms, -1);
});

function runsOut(days: number) {
  return forecast({ runsOutAt: range(days) });
}

it('lasts until a reading is out of date', () => {
  const health = { state: 'ok', readAt: now - 8 * minuteMs, error: null, nextAt: null } as const;
  const state = appState([
    account('a1', 'crustdata', 'production', { pools: [pool(1)], health, intervalMs: 5 * minuteMs }),
  ]);
  expect(glanceTexts(state, { withBars: false }).until).toBe(now + 2 * minuteMs + 1);
  expect(glanceTexts({ ...state, at: now + day }, { withBars: false }).until).toBe(now + day + 10 * minuteMs);
});
