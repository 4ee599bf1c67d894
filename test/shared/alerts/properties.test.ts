import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Condition,
  decideAlerts,
  isEvent,
  isLive,
  isQuiet,
  markNotified,
  snoozed,
} from '../../../shared/alerts/index.ts';
import type { Episode } from '../../../shared/model/index.ts';
import { condition, evaluation, hour, start } from './made.ts';

import '../../helpers/seeded.ts';

// Random days of three accounts and a few conditions that come, go, get worse and better, with mutes, snoozes and crashes.

const quietHours = { enabled: true, from: '22:00', to: '07:00' };
const zone = 'Europe/Berlin';
const kinds = ['low', 'runs-out-soon', 'burn-spike', 'exhausted'] as const;

const held = fc.record({
  kind: fc.constantFrom(...kinds),
  level: fc.integer({ min: 0, max: 2 }),
  near: fc.boolean(),
});
const step = fc.record({
  hours: fc.double({ min: 0.1, max: 9, noNaN: true }),
  accounts: fc.array(
    fc.record({
      held: fc.uniqueArray(held, { selector: ({ kind }) => kind, maxLength: 4 }),
      isMuted: fc.nat(5).map((roll) => roll === 0),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  crash: fc.constantFrom('none', 'none', 'none', 'before telling', 'after telling'),
  snooze: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null, freq: 5 }),
});

const conditionOf = ({
  kind,
  level,
  near,
}: {
  kind: (typeof kinds)[number];
  level: number;
  near: boolean;
}): Condition =>
  condition(kind, { level, near, severity: level === 2 || kind === 'exhausted' ? 'critical' : 'warning' });

it('notifies each level once, at the right time, and forgets nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 30 }), (steps) => {
      let now = start;
      let before: ReturnType<typeof evaluation>[] | null = null;
      const stored = new Map<string, Episode>();
      const told = new Map<string, number>();
      const known = new Set<string>();
      for (const { hours, accounts, crash, snooze } of steps) {
        now += Math.round(hours * hour);
        const evaluations = accounts.map((account, index) =>
          evaluation(`a${index}`, now, account.held.map(conditionOf), {
            mutedUntil: account.isMuted ? now + 1 : null,
            isNew: !known.has(`a${index}`),
          }),
        );
        const open = [...stored.values()].filter((episode) => isLive(episode, now));
        const decision = decideAlerts({
          previous: before,
          accounts: evaluations,
          open,
          quietHours,
          now,
          zone,
        });
        for (const episode of decision.episodes) stored.set(episode.id, episode);
        check(decision.raise, evaluations, now);
        for (const { id } of evaluations) known.add(id);
        const isLost = crash === 'before telling';
        if (!isLost)
          for (const episode of markNotified(decision.raise)) {
            expect(told.get(episode.id) ?? -1).toBeLessThan(episode.level);
            told.set(episode.id, episode.level);
            stored.set(episode.id, episode);
          }
        checkStored([...stored.values()], evaluations, now);
        const victim = decision.raise[0];
        const kept = victim && stored.get(victim.id);
        if (snooze !== null && kept && !isLost) {
          stored.set(kept.id, snoozed(kept, now + snooze * hour, now));
          // You want to be reminded.
          told.delete(kept.id);
        }
        before = crash === 'none' ? evaluations : null;
      }
    }),
    { numRuns: 150 },
  );
});

function check(
  raise: readonly Episode[],
  evaluations: readonly ReturnType<typeof evaluation>[],
  now: number,
): void {
  for (const episode of raise) {
    const account = evaluations.find(({ id }) => id === episode.account);
    expect(account?.mutedUntil ?? 0).toBeLessThanOrEqual(now);
    expect(episode.snoozedUntil ?? 0).toBeLessThanOrEqual(now);
    if (episode.severity !== 'critical') expect(isQuiet(quietHours, now, zone)).toBe(false);
    expect(account?.isNew).not.toBe(true);
    if (!isEvent(episode)) expect(account?.conditions.map(({ key }) => key)).toContain(episode.key);
  }
}

function checkStored(
  stored: readonly Episode[],
  evaluations: readonly ReturnType<typeof evaluation>[],
  now: number,
): void {
  const open = stored.filter(({ clearedAt }) => clearedAt === null);
  expect(new Set(open.map(({ account, key }) => `${account}/${key}`)).size).toBe(open.length);
  for (const { account, key, notificationState, level, notifiedLevel, snoozedUntil } of open) {
    const seen = evaluations.find(({ id }) => id === account);
    expect(seen?.conditions.map((each) => each.key)).toContain(key);
    // A level above the notified one still awaits its notification.
    if (level > notifiedLevel) expect(['pending', 'held']).toContain(notificationState);
    if (notificationState === 'held')
      expect(
        isQuiet(quietHours, now, zone) || (snoozedUntil ?? 0) > now || (seen?.mutedUntil ?? 0) > now,
      ).toBe(true);
  }
  for (const each of stored)
    if (each.clearedAt !== null && !isEvent(each))
      expect(['seeded', 'notified']).toContain(each.notificationState);
  for (const { id, conditions } of evaluations)
    for (const { key, near } of conditions)
      if (!near) expect(open.some((episode) => episode.account === id && episode.key === key)).toBe(true);
}
