import { describe, expect, it } from 'vitest';
import type { AccountState, Pool, ReadErrorKind } from '../../shared/model/index.ts';
import { remarksOf } from '../../shared/remarks.ts';
import { standingOf } from '../../shared/standing/index.ts';
import { figureOf, subtitleOf, summarize } from '../../shared/summary/index.ts';
import {
  account,
  alert,
  cap,
  day,
  failing,
  forecast,
  grant,
  monthly,
  now,
  pool,
  providers,
  range,
  seven,
} from '../helpers/states.ts';

const fine = (id: string) => account(id, 'crustdata', id, { pools: [pool(1000, { forecast: forecast() })] });
const context = { now, zone: 'UTC' };
const told = (accounts: AccountState[]) => summarize(accounts, providers, context);
const titleOf = (...accounts: AccountState[]) => told(accounts).title;
const line = (state: AccountState) => subtitleOf(state, figureOf(state, undefined), context);
const outlook = (state: AccountState) => line(state).text;

describe('the headline', () => {
  it.each([
    ['exhausted', 'critical', 'Scrapio has nothing left'],
    ['credential-rejected', 'critical', 'Scrapio rejects your key'],
    ['unreachable', 'warning', 'Scrapio cannot be reached'],
    ['limited-scope', 'warning', 'The key for Scrapio can’t read the balance'],
    ['low', 'warning', 'Scrapio is running low'],
    ['expires-soon', 'warning', 'Credits at Scrapio expire soon'],
  ] as const)('says what one alert of kind %s means', (kind, severity, title) => {
    const accounts = [account('s', 'scrapio', 'free', { alerts: [alert(kind, severity)] }), fine('a')];
    expect(told(accounts)).toMatchObject({ title, detail: 'The other account is fine.' });
  });

  it.each([
    ['day', 'Scrapio has hit its daily cap'],
    ['month', 'Scrapio has hit its monthly cap'],
    ['spending', 'Scrapio has hit its spending limit'],
  ] as const)('names the cap of a %s that is reached, not another one', (window, title) => {
    const caps = [cap({ window: 'hour', used: 3 }), cap({ window, used: 1000 })];
    expect(
      titleOf(account('s', 'scrapio', 'free', { caps, alerts: [alert('cap-reached', 'warning')] })),
    ).toBe(title);
  });

  it('says the worst first, then the next, then counts', () => {
    expect(told(seven.accounts)).toEqual({
      title: 'Crustdata is running low',
      detail: 'Scrapio has hit its daily cap. 1 loses credits, 3 are learning and 1 is paused.',
      tone: 'critical',
    });
    const low = ['a', 'b', 'c', 'd'].map((id) =>
      account(id, 'spidra', id, { alerts: [alert('low', 'warning')] }),
    );
    expect(told(low)).toMatchObject({
      title: 'Spidra (a) is running low',
      detail: 'Spidra (b) is running low. 2 more need attention.',
    });
  });

  it('says when what is empty is filled again', () => {
    const gone = (cycle: Pool['cycle']) =>
      titleOf(
        account('s', 'spidra', 's', {
          pools: [pool(0, { cycle })],
          alerts: [alert('exhausted', 'critical')],
        }),
      );
    expect(gone(monthly(5000))).toBe('Spidra has nothing left until 1 December');
    expect(gone({ ...monthly(5000), frequency: 'daily', renewsAt: Date.UTC(2026, 10, 22) })).toBe(
      'Spidra has nothing left until midnight',
    );
    expect(gone({ ...monthly(5000), renewsAt: now - 1 })).toBe('Spidra has nothing left');
  });

  it('names the label if a provider has several accounts, and cuts a long one', () => {
    const low = (label: string) => account('b', 'crustdata', label, { alerts: [alert('low', 'warning')] });
    expect(titleOf(low('staging'), fine('a'))).toBe('Crustdata (staging) is running low');
    expect(titleOf(low('staging, shared with the search team'), fine('a'))).toBe(
      'Crustdata (staging, shared with th…) is running low',
    );
  });

  it('is calm when nothing is wrong', () => {
    expect(told([fine('a')])).toEqual({ title: 'Crustdata is fine', detail: null, tone: 'ok' });
    expect(titleOf(fine('a'), fine('b'))).toBe('Both accounts are fine');
    expect(titleOf(fine('a'), fine('b'), fine('c'))).toBe('All 3 accounts are fine');
  });

  it('never calls fine what is still learning, has no known balance, or may lose credits', () => {
    const learning = (id: string) => account(id, 'crustdata', id);
    expect(told([learning('a')])).toEqual({
      title: 'Crustdata is learning',
      detail: 'The first forecast needs a few hours of readings.',
      tone: 'ok',
    });
    expect(titleOf(learning('a'), learning('b'))).toBe('Both accounts are learning');
    expect(titleOf(learning('a'), learning('b'), fine('c'))).toBe('2 are learning and 1 is fine');
    const unknown = account('u', 'spidra', 'u', { pools: [pool(null)] });
    expect(titleOf(unknown)).toBe('Spidra has no known balance');
    expect(titleOf(unknown, fine('c'))).toBe('1 has no known balance and 1 is fine');
    const expiring = account('a', 'spidra', 'a', { alerts: [alert('expires-soon', 'info')] });
    expect(titleOf(expiring)).toBe('Spidra loses credits');
    expect(titleOf(expiring, fine('b'))).toBe('1 loses credits and 1 is fine');
  });

  it('never calls fine what is paused or was never read', () => {
    const paused = account('p', 'spidra', 'p', { paused: true, alerts: [alert('low', 'critical')] });
    const waiting = account('w', 'spidra', 'w', {
      health: { state: 'waiting', readAt: null, error: null, nextAt: now },
    });
    expect(titleOf(paused)).toBe('The account is paused');
    expect(titleOf(paused, paused)).toBe('Both accounts are paused');
    expect(titleOf(waiting)).toBe('Waiting for the first reading');
    expect(told([fine('a'), waiting, paused])).toMatchObject({
      title: '1 is waiting for the first reading and 1 is fine',
      detail: '1 is paused.',
    });
    expect(told([fine('a'), fine('b'), paused])).toMatchObject({
      title: '2 of 3 accounts are fine',
      detail: '1 is paused.',
    });
    expect(titleOf()).toBe('No accounts yet');
  });

  it('takes a failed or stale reading for something to look at', () => {
    const failed = account('f', 'spidra', 'f', { health: failing('timed-out', 'No answer.', null) });
    const stale = account('f', 'spidra', 'f', {
      health: { state: 'stale', readAt: now - day, error: null, nextAt: now },
    });
    expect(standingOf(failed, now).level).toBe('watch');
    expect(titleOf(failed)).toBe('Spidra cannot be reached');
    expect(titleOf(stale)).toBe('The balance of Spidra is out of date');
  });

  it('recognises a missing connection, rather than a fault of every provider', () => {
    const cut = (id: string, rest: Partial<AccountState> = {}) =>
      account(id, 'spidra', id, { health: failing('offline', 'No connection.', now - day), ...rest });
    const paused = account('p', 'crustdata', 'p', { paused: true });
    const kept = 'The balances shown are the last ones read.';
    expect(told([cut('a'), cut('b'), paused])).toMatchObject({
      title: 'This computer is offline',
      detail: kept,
    });
    const empty = cut('a', { alerts: [alert('exhausted', 'critical')] });
    expect(told([empty, cut('b')]).detail).toBe(`Spidra (a) has nothing left. ${kept}`);
    expect(titleOf(cut('a'), fine('b'))).toBe('Spidra cannot be reached');
  });
});

describe('forecasts in the headline', () => {
  const ending = (id: string, provider: string, days: number, rest: Partial<AccountState> = {}) =>
    account(id, provider, id, {
      pools: [pool(1240.5, { cycle: monthly(5000), forecast: forecast({ runsOutAt: range(days) }) })],
      ...rest,
    });
  const capped = (id: string) =>
    account(id, 'scrapio', id, {
      pools: [pool(5000, { forecast: forecast() })],
      caps: [cap({ forecast: { reachedAt: range(0.28), probability: 0.83 } })],
    });
  const lapsing = (id: string, at = Date.UTC(2027, 2, 2)) =>
    account(id, 'spidra', id, {
      pools: [
        pool(1200, {
          grants: [grant(1200, { id: 't', kind: 'topup', granted: 1200 })],
          forecast: forecast({ waste: [{ grant: 't', at, early: 400, likely: 430, late: 470 }] }),
        }),
      ],
    });

  it('names the account that runs out, then caps, then the rest', () => {
    const accounts = [ending('p', 'crustdata', 2.4), capped('s'), fine('a'), fine('b')];
    expect(told(accounts)).toEqual({
      title: 'Crustdata (p) runs out on Monday',
      detail: 'Scrapio will hit its daily cap this afternoon. The other 2 are fine.',
      tone: 'watch',
    });
  });

  it('says it better than that the balance is low, but not better than that nothing is left', () => {
    const low = ending('p', 'crustdata', 0.4, { alerts: [alert('low', 'critical')] });
    expect(told([low])).toMatchObject({ title: 'Crustdata runs out this evening', tone: 'critical' });
    const gone = ending('p', 'crustdata', 0.4, { alerts: [alert('exhausted', 'critical')] });
    expect(titleOf(gone)).toBe('Crustdata has nothing left');
  });

  it('says what expires first if at most one thing is wrong', () => {
    const lapse = '430 top-up credits at Spidra expire on 1 March 2027.';
    expect(told([fine('a'), lapsing('b')]).detail).toBe(lapse);
    expect(told([ending('p', 'crustdata', 2.4), lapsing('b'), capped('c')]).detail).not.toContain('lapse');
    expect(told([ending('p', 'crustdata', 2.4), lapsing('b'), fine('c')])).toMatchObject({
      title: 'Crustdata (p) runs out on Monday',
      detail: `${lapse} The other account is fine.`,
    });
    expect(told([lapsing('a', now + 200 * day)]).detail).toBeNull();
    const soon = { ...lapsing('a'), alerts: [alert('expires-soon', 'warning')] };
    expect(told([soon])).toMatchObject({ title: lapse.slice(0, -1), detail: null });
  });

  it('hides the amounts on a shared screen', () => {
    const hidden = summarize([fine('a'), lapsing('b')], providers, { ...context, mask: true });
    expect(hidden.detail).toBe('••• top-up credits at Spidra expire on 1 March 2027.');
  });

  it('leaves alone what runs out later, or only after the refill', () => {
    expect(told([ending('p', 'crustdata', 3.1)])).toEqual({
      title: 'Crustdata runs out on Tuesday',
      detail: null,
      tone: 'ok',
    });
    expect(told([ending('p', 'crustdata', 3.1), ending('q', 'spidra', 5), fine('a')])).toEqual({
      title: '2 run out, the first on Tuesday and 1 is fine',
      detail: 'Crustdata (p) runs out first, likely on Tuesday.',
      tone: 'ok',
    });
    const soon = { ...monthly(5000), renewsAt: now + day };
    const after = account('p', 'crustdata', 'p', {
      pools: [pool(9, { cycle: soon, forecast: forecast({ runsOutAt: range(2) }) })],
    });
    expect(titleOf(after)).toBe('Crustdata runs out on Monday');
  });

  it('promises a day only if all are known, the earliest early run-out, and names the first account', () => {
    const calm = (id: string, early: number | null) =>
      account(id, 'spidra', id, {
        pools: [pool(9, { forecast: forecast({ runsOutAt: range(early, early === null ? null : 20) }) })],
      });
    expect(told([calm('a', 11), calm('b', 12), calm('c', null)])).toMatchObject({
      title: 'All 3 accounts are fine until at least 2 December',
      detail: 'Spidra (a) runs out first, likely on 11 December.',
    });
    expect(told([calm('a', null), calm('b', null)])).toMatchObject({
      title: 'Both accounts are fine',
      detail: null,
    });
  });

  it('is not kept from a paused account', () => {
    expect(standingOf(ending('p', 'crustdata', 1, { paused: true }), now).level).toBe('off');
  });
});

describe('the number of an account', () => {
  const provider = providers.find(({ id }) => id === 'scrapio');

  it('is the balance, with its limit if there is one', () => {
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5, { limit: 9 })] }), provider)).toMatchObject({
      amount: 5,
      limit: 9,
    });
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5, { limit: 0 })] }), provider)?.limit).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5)] }), provider)?.limit).toBeNull();
  });

  it('is what the cap leaves if no balance is known, and never below zero', () => {
    const capped = (used: number) => account('a', 'x', 'x', { pools: [pool(null)], caps: [cap({ used })] });
    expect(figureOf(capped(640), provider)).toMatchObject({ amount: 360, limit: 1000 });
    expect(figureOf(capped(1200), provider)).toMatchObject({ amount: 0 });
    const unsized = cap({ limit: 5, used: 5, provenance: 'computed' });
    expect(
      figureOf(account('a', 'x', 'x', { pools: [pool(null)], caps: [unsized] }), provider),
    ).toMatchObject({ amount: 0, limit: null });
  });

  it('is never made of a cap that counts something else', () => {
    const perMinute = account('a', 'x', 'x', {
      pools: [pool(null)],
      caps: [cap({ window: 'minute', used: 3 })],
    });
    const money = pool(null, { unit: { kind: 'money', code: 'USD' } });
    const inMoney = account('a', 'x', 'x', { pools: [money], caps: [cap({ window: 'day', used: 3 })] });
    expect(figureOf(perMinute, provider)?.amount).toBeNull();
    expect(figureOf(inMoney, provider)?.amount).toBeNull();
  });

  it('is unknown, not zero, if nothing is reported', () => {
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(null)] }), provider)?.amount).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(null)] }), undefined)?.amount).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [] }), provider)).toBeNull();
  });
});

describe('the line of a row', () => {
  it.each([
    ['refills on 1 Dec', { pools: [pool(1, { limit: 5000, cycle: monthly(5000) })] }],
    ['refills 5,000 on 1 Dec, the rest expires then', { pools: [pool(1, { cycle: monthly(5000, 'none') })] }],
    ['resets at midnight', { pools: [pool(null)], caps: [cap()] }],
    // The balance is still empty then.
    [
      'refills on 1 Dec',
      { pools: [pool(0, { limit: 5000, cycle: monthly(5000) })], caps: [cap({ used: 1000 })] },
    ],
    [
      'expires on 1 Mar 2027',
      { pools: [pool(7, { grants: [grant(7, { expiresAt: Date.UTC(2027, 2, 2) })] })] },
    ],
    [
      'refills at midnight',
      { pools: [pool(1, { cycle: { ...monthly(1000, 'none'), frequency: 'daily' } })] },
    ],
    ['no known limit', { pools: [pool(18)] }],
    [
      'no known limit, also 1,200 calls',
      { pools: [pool(18), pool(1200, { id: 'calls', unit: { kind: 'calls' } })] },
    ],
    [
      'no known limit, also 1,200 calls, 3 more balances',
      {
        pools: [pool(18), ...['a', 'b', 'c', 'd'].map((id) => pool(1200, { id, unit: { kind: 'calls' } }))],
      },
    ],
    ['no reading yet', { pools: [] }],
    [
      'ScraperAPI answered with status 503',
      { health: failing('unavailable', 'ScraperAPI answered with status 503.', now) },
    ],
  ])('says %s', (words, rest) => {
    expect(outlook(account('a', 'unknown', 'x', rest))).toBe(words);
  });

  it('says once when a daily refill is the reset of the daily cap', () => {
    const full = cap({ used: 1000, limit: 1000 });
    const cycle = { ...monthly(1000, 'none'), frequency: 'daily', renewsAt: full.resetsAt } as const;
    const empty = pool(0, { limit: 1000, cycle, forecast: forecast({ runsOutAt: range(0) }) });
    expect(outlook(account('a', 'x', 'x', { pools: [empty], caps: [full] }))).toBe(
      'nothing left, refills at midnight',
    );
  });

  it('ignores a past refill and reset', () => {
    const past = { ...monthly(5000), renewsAt: now - 1 };
    expect(outlook(account('a', 'x', 'x', { pools: [pool(1, { limit: 9, cycle: past })] }))).toBe(
      'no known refill',
    );
  });
});

describe('a forecast in a row', () => {
  it('takes the place of the refill, with its tone', () => {
    const pools = [pool(9, { limit: 99, cycle: monthly(99), forecast: forecast({ runsOutAt: range(2.4) }) })];
    expect(line(account('a', 'x', 'x', { pools }))).toEqual({ text: 'about 2 days left', tone: 'watch' });
    const learning = [
      pool(9, { cycle: monthly(99), forecast: forecast({ confidence: 'none', burnPerDay: null }) }),
    ];
    expect(outlook(account('a', 'x', 'x', { pools: learning }))).toBe('learning, refills 99 on 1 Dec');
  });

  it('gives way to an error that you must fix, and to no other', () => {
    const pools = [pool(9, { forecast: forecast({ runsOutAt: range(2) }) })];
    const failed = (kind: ReadErrorKind) =>
      line(account('a', 'x', 'x', { pools, health: failing(kind, 'No answer.', now) }));
    expect(failed('timed-out')).toEqual({ text: 'about 2 days left', tone: 'watch' });
    expect(failed('bad-credential').text).toBe('Replace the key. Polling stops until you do');
    const never = account('a', 'x', 'x', { pools: [], health: failing('timed-out', 'No answer.', null) });
    expect(line(never)).toEqual({ text: 'No answer', tone: 'none' });
  });

  it('remarks on a run-out before the refill, and on what will expire unused', () => {
    const pools = [
      pool(1200, {
        cycle: monthly(5000),
        grants: [grant(1200, { id: 't', kind: 'topup', granted: 1200 })],
        forecast: forecast({
          runsOutAt: range(2.4),
          waste: [{ grant: 't', at: Date.UTC(2027, 2, 2), early: 400, likely: 430, late: 470 }],
        }),
      }),
    ];
    const alerts = [alert('low', 'warning'), alert('expires-soon', 'info')];
    expect(remarksOf(account('a', 'x', 'x', { pools, alerts }), context)).toEqual([
      { tone: 'watch', text: 'runs out before the refill on 1 Dec' },
      { tone: 'lapse', text: '430 top-up credits expire on 1 Mar 2027' },
    ]);
  });
});

describe('the remarks of a row', () => {
  it('name each problem once', () => {
    const both = account('a', 'x', 'x', {
      health: failing('timed-out', 'No answer.', now),
      alerts: [alert('unreachable', 'warning'), alert('low', 'critical')],
    });
    expect(remarksOf(both, context).map(({ text }) => text)).toEqual(['timed out', 'running low']);
  });

  it('name an error that has no alert yet, and a paused account', () => {
    const early = account('a', 'x', 'x', { health: failing('malformed', 'HTML.', now), paused: true });
    expect(remarksOf(early, context)).toEqual([
      { tone: 'watch', text: 'unexpected answer' },
      { tone: 'neutral', text: 'paused' },
    ]);
    expect(remarksOf(fine('a'), context)).toEqual([]);
  });
});
