import { describe, expect, it } from 'vitest';
import {
  type ConditionFacts,
  composeNotifications,
  conditionsOf,
  decideAlerts,
  evaluateAccount,
} from '../../../shared/alerts/index.ts';
import { type AlertRules, defaultAlertRules, type Episode } from '../../../shared/model/index.ts';
import { standingOf } from '../../../shared/standing/index.ts';
import { account, alert } from '../../helpers/states.ts';
import { day, failed, now, pool } from './condition-facts.ts';

const rules: AlertRules = {
  ...defaultAlertRules,
  'key-expires': { enabled: true, days: [14, 3] },
  'key-old': { enabled: true, days: 180 },
};
const facts = (credential: ConditionFacts['credential'], more: Partial<ConditionFacts> = {}) => ({
  pools: [],
  caps: [],
  spike: null,
  error: null,
  errorSince: null,
  errorAt: null,
  readAt: now,
  ...(credential && { credential }),
  ...more,
});
const conditions = (
  credential: ConditionFacts['credential'],
  more: Partial<ConditionFacts> = {},
  by: AlertRules = rules,
) => conditionsOf(facts(credential, more), by, { now, zone: 'UTC' });
const expiring = (inDays: number, more?: Partial<ConditionFacts>) =>
  conditions({ since: null, expiresAt: now + inDays * day }, more);
const used = (days: number) => conditions({ since: now - days * day, expiresAt: null });

it('both rules are off until you turn them on', () => {
  expect(conditions({ since: 0, expiresAt: now + day }, {}, defaultAlertRules)).toEqual([]);
});

describe('a key that expires', () => {
  it('is told at each number of days, the last one as a warning', () => {
    expect(expiring(16)).toEqual([]);
    expect(expiring(14)).toMatchObject([{ kind: 'key-expires', severity: 'info', level: 0, near: false }]);
    expect(expiring(3)).toMatchObject([{ severity: 'warning', level: 1, near: false }]);
    expect(expiring(3)[0]?.text).toBe('The key expires on 24 November. Replace it before then.');
  });

  it('keeps its alert if the date moves by a day', () => {
    expect(expiring(14.9)).toMatchObject([{ near: true }]);
  });

  it('says that it has expired, until the provider rejects it, which has an alert of its own', () => {
    expect(expiring(-2)).toMatchObject([
      { severity: 'warning', text: expect.stringMatching(/^The key expired/) },
    ]);
    expect(expiring(-2, failed('bad-credential', now - day)).map(({ kind }) => kind)).toEqual([
      'credential-rejected',
    ]);
  });

  it('says nothing of a key whose end nobody tells', () => {
    expect(conditions({ since: null, expiresAt: null })).toEqual([]);
    expect(conditions(undefined)).toEqual([]);
  });
});

describe('a key that is old', () => {
  it('is told from that many days on', () => {
    expect(used(179)).toEqual([]);
    expect(used(180)).toMatchObject([{ kind: 'key-old', severity: 'info', since: now }]);
    expect(used(200)[0]?.text).toBe('The key has been in use since 5 May, for more than 180 days.');
  });

  it('is not told by a clock that was set back', () => {
    expect(used(-400)).toEqual([]);
  });
});

it('comes after all that stops a person, in alerts, standing and notifications', () => {
  const credential = { since: now - 400 * day, expiresAt: now + day };
  const all = conditions(credential, { pools: [pool({ remaining: 0 }), pool({ id: 'b', remaining: 900 })] });
  expect(all.map(({ kind }) => kind)).toEqual(['exhausted', 'low', 'key-expires', 'key-old']);

  const alerts = [alert('exhausted', 'critical'), alert('key-expires', 'warning')];
  const stopped = account('a1', 'crustdata', 'one', { alerts });
  expect(standingOf(stopped, now)).toMatchObject({
    level: 'critical',
    reason: { alert: { kind: 'exhausted' } },
  });
  const onlyOld = account('a1', 'crustdata', 'one', { alerts: [alert('key-old', 'info')] });
  expect(standingOf(onlyOld, now)).toMatchObject({ level: 'ok', reason: null });
});

it('is raised once, and ends with a new key', () => {
  const evaluated = (at: number, since: number, previous: Parameters<typeof evaluateAccount>[1]) =>
    evaluateAccount(
      {
        id: 'a1',
        name: 'Acme (one)',
        facts: facts({ since, expiresAt: null }, { readAt: at }),
        rules,
        mutedUntil: null,
        settled: true,
        createdAt: 0,
      },
      previous,
      { now: at, zone: 'UTC' },
    );
  const quietHours = { enabled: false, from: '22:00', to: '07:00' };
  const since = now - 179 * day;
  const young = evaluated(now, since, null);
  const old = evaluated(now + 2 * day, since, young);
  const decide = (previous: typeof young, next: typeof young, at: number, open: readonly Episode[]) =>
    decideAlerts({ previous: [previous], accounts: [next], open, quietHours, now: at, zone: 'UTC' });
  const { raise: raised } = decide(young, old, now + 2 * day, []);
  expect(raised).toMatchObject([{ kind: 'key-old' }]);
  const [notification] = composeNotifications(raised, new Map([['a1', 'Acme (one)']]), {
    now,
    zone: 'UTC',
    summary: false,
  });
  expect(notification?.body).toMatch(/^The key has been in use since/);
  const replaced = evaluated(now + 3 * day, now + 3 * day, old);
  expect(decide(old, replaced, now + 3 * day, raised).clear).toMatchObject([{ kind: 'key-old' }]);
});
