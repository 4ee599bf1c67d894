import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { day, hour, minute } from '../../helpers/alert-engine.ts';
import {
  alertsOf,
  balances,
  bodies,
  desktop,
  home,
  houseForEachTest,
  open,
  started,
  time,
  value,
} from '../../helpers/alert-house.ts';

houseForEachTest();

async function restarted(engine: Engine, offMs = 8 * hour): Promise<Engine> {
  await engine.stop();
  await time.advance(offMs);
  const next = open();
  next.start();
  await time.advance(2 * minute);
  return next;
}

describe('what began while Fuelgauge was off', () => {
  it('is told after the start, once', async () => {
    const first = await started();
    balances.set('a1', 0);
    const second = await restarted(first);
    expect(bodies()).toEqual(['No credits are left.']);
    await time.advance(hour);
    const third = await restarted(second);
    await time.advance(hour);
    expect(desktop.told).toHaveLength(1);
    expect(alertsOf(third)).toMatchObject([{ kind: 'exhausted' }]);
  });

  it('is summed up if it is several accounts', async () => {
    const first = await started(3);
    balances.set('a1', 0);
    balances.set('a3', 150);
    await restarted(first);
    expect(desktop.told).toMatchObject([{ title: '2 accounts need attention', account: null }]);
  });

  it('is told when an alert got worse', async () => {
    balances.set('a1', 150);
    const first = await started();
    expect(desktop.told).toEqual([]);
    balances.set('a1', 40);
    await restarted(first);
    expect(bodies()).toEqual(['40 of 1,000 credits left.']);
  });

  it('is not what held at the last look, or is over by now', async () => {
    const first = await started(2);
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    balances.set('a2', 0);
    await first.stop();
    balances.set('a2', 900);
    await restarted(open());
    expect(desktop.told).toHaveLength(1);
  });

  it('is no news of an account that was added meanwhile', async () => {
    const first = await started(1);
    await first.stop();
    await time.advance(hour);
    const file = join(home, 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    settings.accounts.push({
      ...settings.accounts[0],
      id: 'a2',
      label: 'account 2',
      createdAt: time.clock.now(),
      credential: { kind: 'environment', variables: { key: 'KEY_a2' } },
    });
    writeFileSync(file, JSON.stringify(settings));
    balances.set('a2', 0);
    const second = await restarted(open());
    expect(alertsOf(second, 'a2')).toMatchObject([{ kind: 'exhausted' }]);
    expect(desktop.told).toEqual([]);
  });

  it('is told once if the process is killed before it could be', async () => {
    const first = await started();
    balances.set('a1', 0);
    await first.stop();
    await time.advance(hour);
    desktop.answer(() => ({ ok: false, error: { message: 'Down.', retry: true, retryAfterMs: null } }));
    const second = open();
    second.start();
    await time.advance(2 * minute);
    expect(desktop.told).toEqual([]);
    desktop.answer(() => ({ ok: true, value: undefined }));
    await restarted(second, minute);
    await time.advance(hour);
    expect(bodies()).toEqual(['No credits are left.']);
    expect(new Set(desktop.tried.map(({ notification }) => notification.id)).size).toBe(1);
  });

  it('is told by the process that takes over', async () => {
    const first = await started();
    const second = open();
    second.start();
    await time.advance(minute);
    await first.stop();
    balances.set('a1', 0);
    await time.advance(10 * minute);
    expect(bodies()).toEqual(['No credits are left.']);
  });
});

describe('an outage', () => {
  const down = 'The server does not answer.';

  it('is not the time asleep', async () => {
    const engine = await started();
    balances.set('a1', down);
    await time.advance(6 * minute);
    time.jump(8 * hour);
    await time.advance(3 * minute);
    balances.set('a1', 900);
    await time.advance(hour);
    expect(alertsOf(engine)).toEqual([]);
    expect(desktop.told).toEqual([]);
  });

  it('is not the time in which Fuelgauge was off', async () => {
    const first = await started();
    balances.set('a1', down);
    await time.advance(6 * minute);
    await restarted(first, 2 * day);
    await time.advance(10 * minute);
    expect(desktop.told).toEqual([]);
  });

  it('is told when polling has failed for an hour, with the time since the last reading', async () => {
    const first = await started();
    balances.set('a1', down);
    await time.advance(6 * minute);
    await restarted(first, 2 * day);
    await time.advance(130 * minute);
    expect(bodies()).toEqual([`No new reading for 2 days: ${down}`]);
  });

  it('does not follow from a clock that was set', async () => {
    for (const jump of [40 * day, -40 * day, -2 * day, 2 * hour, -3 * hour]) {
      const engine = await started();
      balances.set('a1', down);
      await time.advance(6 * minute);
      time.jump(jump);
      await time.advance(20 * minute);
      expect(desktop.told).toEqual([]);
      await engine.stop();
      balances.delete('a1');
    }
  });
});

it('a snooze ends at the latest as long after a clock was set back as it was to last', async () => {
  const engine = await started();
  balances.set('a1', 150);
  await time.advance(10 * minute);
  const episode = alertsOf(engine)[0]?.episode ?? '';
  value(await engine.alerts.snooze({ episode, until: time.clock.now() + hour }));
  time.jump(-3 * day);
  await time.advance(70 * minute);
  expect(desktop.told).toHaveLength(2);
});
