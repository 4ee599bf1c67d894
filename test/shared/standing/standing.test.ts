import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReached } from '../../../shared/caps.ts';
import type { AccountState } from '../../../shared/model/index.ts';
import { remarksOf } from '../../../shared/remarks.ts';
import { barTone, type Level, sortByStanding, standingOf, worstOf } from '../../../shared/standing/index.ts';
import { figureOf, subtitleOf, summarize } from '../../../shared/summary/index.ts';
import { trayGauge } from '../../../shared/tray/menu.ts';
import {
  account,
  alert,
  appState,
  cap,
  day,
  failing,
  forecast,
  monthly,
  now,
  pool,
  providers,
  range,
} from '../../helpers/states.ts';

const context = { now, zone: 'UTC' };
const fine = account('a', 'crustdata', 'a');
const ending = (days: number, rest: Partial<AccountState> = {}) =>
  account('s', 'spidra', 's', {
    pools: [pool(40, { limit: 100, forecast: forecast({ runsOutAt: range(days) }) })],
    ...rest,
  });
const headline = (...accounts: AccountState[]) =>
  summarize(sortByStanding(accounts, now), providers, context);
const subtitle = (one: AccountState) => subtitleOf(one, figureOf(one, undefined), context);

describe('an account', () => {
  it.each<[Level, AccountState]>([
    ['critical', ending(0.4)],
    ['watch', ending(2)],
    ['ok', ending(9)],
    ['watch', ending(9, { health: failing('timed-out', 'No answer.', now) })],
    ['watch', ending(9, { health: { state: 'stale', readAt: now - day, error: null, nextAt: now } })],
    ['critical', ending(9, { health: failing('bad-credential', 'Rejected.', now) })],
    ['waiting', { ...fine, pools: [], health: { state: 'waiting', readAt: null, error: null, nextAt: now } }],
    ['off', ending(0.4, { paused: true })],
    ['ok', ending(9, { alerts: [alert('expires-soon', 'info')] })],
  ])('is %s', (level, one) => {
    expect(standingOf(one, now).level).toBe(level);
  });

  it('is as bad as the worst that is known of it', () => {
    const rejected = ending(9, {
      health: failing('bad-credential', 'Rejected.', now),
      alerts: [alert('low', 'warning')],
    });
    expect(standingOf(rejected, now).level).toBe('critical');
    expect(remarksOf(rejected, context).map(({ tone }) => tone)).toContain('critical');
  });
});

describe('the parts of one screen agree', () => {
  it('on what comes first: the headline names the first row', () => {
    const low = account('l', 'scraperapi', 'l', { alerts: [alert('low', 'warning')] });
    const accounts = [low, ending(0.4), fine];
    expect(sortByStanding(accounts, now)[0]?.id).toBe('s');
    expect(headline(...accounts)).toMatchObject({ title: 'Spidra runs out this evening', tone: 'critical' });
    const failed = account('f', 'spidra', 'f', {
      health: failing('timed-out', 'No answer.', null),
    });
    expect(sortByStanding([ending(9, { id: 'c' }), failed], now)[0]?.id).toBe('f');
  });

  it('on the colour: a milder alert never calms a forecast', () => {
    const soon = ending(0.4, { alerts: [alert('low', 'warning')] });
    expect(standingOf(soon, now).level).toBe('critical');
    expect(subtitle(soon).tone).toBe('critical');
    expect(barTone(soon, soon.pools[0] ?? null, now)).toBe('critical');
    const rejected = ending(0.4, { health: failing('bad-credential', 'Rejected.', now) });
    expect(barTone(rejected, rejected.pools[0] ?? null, now)).toBe('critical');
  });

  it('on the bar, wherever it is drawn: an alert of a run-out colours it', () => {
    const warned = ending(9, { alerts: [alert('runs-out-soon', 'warning')] });
    expect(barTone(warned, warned.pools[0] ?? null, now)).toBe('watch');
    const two = { ...warned, pools: [...warned.pools, pool(5, { id: 'other', limit: 9 })] };
    expect(barTone(two, two.pools[1] ?? null, now)).toBe('ok');
  });

  it('on the words: what runs out after a refill, but within a day, is not used up by now', () => {
    const cycle = { ...monthly(10), renewsAt: now + day / 10 };
    const one = account('s', 'spidra', 's', {
      pools: [pool(4, { cycle, forecast: forecast({ runsOutAt: range(0.4) }) })],
    });
    expect(subtitle(one).text).toBe('about 10 hours left');
    expect(headline(one).title).toBe('Spidra runs out this evening');
  });

  it('on the words, if there is no alert', () => {
    const empty = account('s', 'spidra', 's', { pools: [pool(0, { forecast: forecast() })] });
    const addOn = pool(0, { id: 'sms', label: 'SMS', forecast: forecast() });
    const beside = account('s', 'spidra', 's', { pools: [pool(800), addOn] });
    expect(standingOf(beside, now)).toMatchObject({
      level: 'ok',
      reason: null,
      stopsAt: Number.POSITIVE_INFINITY,
    });
    expect(standingOf({ ...beside, pools: beside.pools.toReversed() }, now).level).toBe('critical');
    expect(headline(empty).title).toBe('Spidra has nothing left');
    const capped = account('s', 'spidra', 's', {
      pools: [pool(9, { forecast: forecast() })],
      caps: [cap({ used: 1000, forecast: { reachedAt: range(0), probability: 1 } })],
    });
    expect(headline(capped).title).toBe('Spidra has hit its daily cap');
  });

  it('in the tray: its gauge follows the headline, except for a failed poll', () => {
    const gauge = (...accounts: AccountState[]) => trayGauge(appState(accounts)).state;
    expect(gauge(ending(0.4), fine)).toBe('critical');
    expect(gauge(ending(2), fine)).toBe('warning');
    expect(gauge(ending(9, { health: failing('timed-out', 'No answer.', now) }), fine)).toBe('fine');
    expect(gauge(ending(9, { health: failing('bad-credential', 'Rejected.', now) }), fine)).toBe('critical');
    expect(gauge(ending(9, { health: { state: 'stale', readAt: now, error: null, nextAt: null } }))).toBe(
      'stale',
    );
  });

  it('for any account: the headline, the first row and its level have one tone', () => {
    const some = fc.record({
      days: fc.option(fc.double({ min: -1, max: 5, noNaN: true })),
      severity: fc.option(fc.constantFrom('info', 'warning', 'critical')),
      kind: fc.constantFrom('low', 'exhausted', 'unreachable', 'expires-soon'),
      failed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), (traits) => {
        const accounts = traits.map(({ days, severity, kind, failed }, index) =>
          account(`a${index}`, 'spidra', `a${index}`, {
            pools: [
              pool(40, { limit: 100, forecast: days === null ? null : forecast({ runsOutAt: range(days) }) }),
            ],
            alerts: severity === null ? [] : [alert(kind, severity)],
            ...(failed ? { health: failing('timed-out', 'No answer.', now) } : {}),
          }),
        );
        const [first] = sortByStanding(accounts, now);
        const levels = accounts.map((one) => standingOf(one, now).level);
        const worst = worstOf(levels.filter((level) => level !== 'waiting' && level !== 'off'));
        expect(first && standingOf(first, now).level).toBe(worst);
        expect(headline(...accounts).tone).toBe(worst);
        for (const one of accounts) {
          const { level } = standingOf(one, now);
          // A row may be milder than its account, which can have other faults than a scarce balance; never worse.
          const own = [subtitle(one).tone, barTone(one, one.pools[0] ?? null, now)];
          if (own.includes('critical')) expect(level).toBe('critical');
          if (own.includes('watch')) expect(['critical', 'watch']).toContain(level);
        }
      }),
    );
  });
});

describe('a cap', () => {
  it('is reached while its window lasts, and if it can stop the account', () => {
    expect(isReached(cap({ used: 1000 }), now)).toBe(true);
    expect(isReached(cap({ used: 999 }), now)).toBe(false);
    expect(isReached(cap({ used: 1000, hard: false }), now)).toBe(false);
    expect(isReached(cap({ used: 1000, window: 'concurrent' }), now)).toBe(false);
    expect(isReached(cap({ used: 1000, resetsAt: now }), now)).toBe(false);
    expect(isReached(cap({ used: 1000, resetsAt: now }), now - 1)).toBe(true);
    expect(isReached(cap({ used: 1000, resetsAt: null }), now)).toBe(true);
  });

  it('per minute counts only on request', () => {
    const perMinute = cap({ used: 1000, window: 'minute' });
    expect(isReached(perMinute, now)).toBe(false);
    expect(isReached(perMinute, now, { perMinute: true })).toBe(true);
  });
});
