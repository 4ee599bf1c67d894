import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../shared/model/index.ts';
import { remarksOf } from '../../shared/remarks.ts';
import { attentionOf, figureOf, outlookOf, summarize } from '../../shared/summary.ts';
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

const fine = (id: string) => account(id, 'crustdata', id);
const place = { now, zone: 'UTC' };
const told = (accounts: AccountState[]) => summarize(accounts, providers, place);
const titleOf = (...accounts: AccountState[]) => told(accounts).title;
const line = (state: AccountState) => outlookOf(state, figureOf(state, undefined), place);
const outlook = (state: AccountState) => line(state).text;

describe('the sentence over the overview', () => {
  it.each([
    ['exhausted', 'critical', 'Scrapio has nothing left.'],
    ['credential-rejected', 'critical', 'Scrapio rejects its credential.'],
    ['unreachable', 'warning', 'Scrapio cannot be asked.'],
    ['low', 'warning', 'Scrapio is running low.'],
    ['expires-soon', 'warning', 'Credits at Scrapio lapse soon.'],
  ] as const)('says what one alert of kind %s means', (kind, severity, title) => {
    const accounts = [account('s', 'scrapio', 'free', { alerts: [alert(kind, severity)] }), fine('a')];
    expect(told(accounts)).toMatchObject({ title, detail: 'The other account is fine.' });
  });

  it.each([
    ['day', 'Scrapio has reached its daily cap.'],
    ['month', 'Scrapio has reached its monthly cap.'],
    ['spending', 'Scrapio has reached its spending limit.'],
  ] as const)('names the cap of a %s that is reached, not another one', (window, title) => {
    const caps = [cap({ window: 'hour', used: 3 }), cap({ window, used: 1000 })];
    expect(
      titleOf(account('s', 'scrapio', 'free', { caps, alerts: [alert('cap-reached', 'warning')] })),
    ).toBe(title);
  });

  it('counts when several need attention, and tells the first two', () => {
    expect(told(seven.accounts)).toEqual({
      title: '2 of 7 accounts need attention.',
      detail: 'Crustdata is running low. Scrapio has reached its daily cap.',
      tone: 'critical',
    });
  });

  it('names the label where a provider has several accounts', () => {
    const rejected = account('b', 'crustdata', 'staging', { alerts: [alert('low', 'warning')] });
    expect(titleOf(rejected, fine('a'))).toBe('Crustdata (staging) is running low.');
  });

  it('is calm when nothing is wrong', () => {
    expect(titleOf(fine('a'))).toBe('The account is fine.');
    expect(titleOf(fine('a'), fine('b'))).toBe('All 2 accounts are fine.');
    expect(titleOf(account('a', 'spidra', 'a', { alerts: [alert('expires-soon', 'info')] }))).toBe(
      'The account is fine.',
    );
  });

  it('never calls fine what is paused or was never read', () => {
    const paused = account('p', 'spidra', 'p', { paused: true, alerts: [alert('low', 'critical')] });
    const waiting = account('w', 'spidra', 'w', {
      health: { state: 'waiting', readAt: null, error: null, nextAt: now },
    });
    expect(titleOf(paused)).toBe('The account is paused.');
    expect(titleOf(waiting)).toBe('Waiting for the first reading.');
    expect(told([fine('a'), waiting, paused])).toMatchObject({
      title: '1 of 3 accounts is fine.',
      detail: '1 waits for the first reading. 1 is paused.',
    });
    expect(titleOf()).toBe('There are no accounts yet.');
  });

  it('takes a failed or stale reading for something to look at', () => {
    const failed = account('f', 'spidra', 'f', { health: failing('timed-out', 'No answer.', null) });
    const stale = account('f', 'spidra', 'f', {
      health: { state: 'stale', readAt: now - day, error: null, nextAt: now },
    });
    expect(attentionOf(failed, place)).toBe('watch');
    expect(titleOf(failed)).toBe('Spidra cannot be asked.');
    expect(titleOf(stale)).toBe('The balance of Spidra is out of date.');
  });
});

describe('forecasts in the sentence over the overview', () => {
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

  it('names the account that runs out, then caps, then the rest', () => {
    expect(
      told([ending('p', 'crustdata', 2.4), capped('s'), fine('a'), account('b', 'spidra', 'b')]),
    ).toEqual({
      title: 'Crustdata (p) runs out on Monday.',
      detail: 'Scrapio meets its daily cap this afternoon. The other 2 are fine.',
      tone: 'watch',
    });
  });

  it('says it better than that the balance is low, but not better than that nothing is left', () => {
    const low = ending('p', 'crustdata', 0.4, { alerts: [alert('low', 'critical')] });
    expect(told([low])).toMatchObject({ title: 'Crustdata runs out this evening.', tone: 'critical' });
    const gone = ending('p', 'crustdata', 0.4, { alerts: [alert('exhausted', 'critical')] });
    expect(titleOf(gone)).toBe('Crustdata has nothing left.');
  });

  it('leaves alone what runs out later, or only after the refill', () => {
    expect(titleOf(ending('p', 'crustdata', 3.1))).toBe('The account is fine until at least 24 November.');
    const soon = { ...monthly(5000), renewsAt: now + day };
    const after = account('p', 'crustdata', 'p', {
      pools: [pool(9, { cycle: soon, forecast: forecast({ runsOutAt: range(2) }) })],
    });
    expect(titleOf(after)).toBe('The account is fine until at least 23 November.');
  });

  it('promises a day only where all are known, the earliest of the early run-outs', () => {
    const calm = (id: string, early: number | null) =>
      account(id, 'spidra', id, {
        pools: [pool(9, { forecast: forecast({ runsOutAt: range(early, early === null ? null : 20) }) })],
      });
    expect(titleOf(calm('a', 11), calm('b', 12), calm('c', null))).toBe(
      'All 3 accounts are fine until at least 2 December.',
    );
    expect(titleOf(calm('a', null), calm('b', null))).toBe('All 2 accounts are fine.');
    expect(titleOf(calm('a', 11), fine('b'))).toBe('All 2 accounts are fine.');
  });

  it('is not kept from a paused account', () => {
    expect(attentionOf(ending('p', 'crustdata', 1, { paused: true }), place)).toBe('off');
  });
});

describe('the number of an account', () => {
  const provider = providers.find(({ id }) => id === 'scrapio');

  it('is the balance, with its limit only where there is one', () => {
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5, { limit: 9 })] }), provider)).toMatchObject({
      amount: 5,
      limit: 9,
    });
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5, { limit: 0 })] }), provider)?.limit).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(5)] }), provider)?.limit).toBeNull();
  });

  it('is what the cap leaves where no balance is known, and never below zero', () => {
    const capped = (used: number) => account('a', 'x', 'x', { pools: [pool(null)], caps: [cap({ used })] });
    expect(figureOf(capped(640), provider)).toMatchObject({ amount: 360, limit: 1000 });
    expect(figureOf(capped(1200), provider)).toMatchObject({ amount: 0 });
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

  it('is unknown, not zero, where nothing is told', () => {
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(null)] }), provider)?.amount).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [pool(null)] }), undefined)?.amount).toBeNull();
    expect(figureOf(account('a', 'x', 'x', { pools: [] }), provider)).toBeNull();
  });
});

describe('the line of a row', () => {
  it.each([
    ['refills 1 Dec', { pools: [pool(1, { limit: 5000, cycle: monthly(5000) })] }],
    ['refills 5,000 on 1 Dec, the rest lapses then', { pools: [pool(1, { cycle: monthly(5000, 'none') })] }],
    ['resets at midnight UTC', { pools: [pool(null)], caps: [cap()] }],
    ['ends 2 Mar 2027', { pools: [pool(7, { grants: [grant(7, { expiresAt: Date.UTC(2027, 2, 2) })] })] }],
    [
      'refills at midnight UTC',
      { pools: [pool(1, { cycle: { ...monthly(1000, 'none'), frequency: 'daily' } })] },
    ],
    ['no limit known', { pools: [pool(18)] }],
    [
      'no limit known, also 1,200 calls',
      { pools: [pool(18), pool(1200, { id: 'calls', unit: { kind: 'calls' } })] },
    ],
    ['no reading yet', { pools: [] }],
    [
      'ScraperAPI answered with status 503',
      { health: failing('unavailable', 'ScraperAPI answered with status 503.', now) },
    ],
  ])('says %s', (words, rest) => {
    expect(outlook(account('a', 'unknown', 'x', rest))).toBe(words);
  });

  it('passes over a refill and a reset that lie in the past', () => {
    const past = { ...monthly(5000), renewsAt: now - 1 };
    expect(outlook(account('a', 'x', 'x', { pools: [pool(1, { limit: 9, cycle: past })] }))).toBe(
      'no refill known',
    );
  });
});

describe('a forecast in a row', () => {
  it('stands in the place of the refill, with its tone', () => {
    const pools = [pool(9, { limit: 99, cycle: monthly(99), forecast: forecast({ runsOutAt: range(2.4) }) })];
    expect(line(account('a', 'x', 'x', { pools }))).toEqual({ text: 'about 2 days left', tone: 'watch' });
    const learning = [
      pool(9, { cycle: monthly(99), forecast: forecast({ confidence: 'none', burnPerDay: null }) }),
    ];
    expect(outlook(account('a', 'x', 'x', { pools: learning }))).toBe('learning, refills 99 on 1 Dec');
  });

  it('gives way to an error', () => {
    const pools = [pool(9, { forecast: forecast({ runsOutAt: range(2) }) })];
    const health = failing('timed-out', 'No answer.', now);
    expect(line(account('a', 'x', 'x', { pools, health }))).toEqual({ text: 'No answer', tone: 'none' });
  });

  it('remarks on a run-out before the refill, and on what will lapse', () => {
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
    expect(remarksOf(account('a', 'x', 'x', { pools, alerts }), place)).toEqual([
      { tone: 'watch', text: 'runs out before the refill on 1 Dec' },
      { tone: 'lapse', text: '430 top-up credits lapse on 2 Mar 2027' },
    ]);
  });
});

describe('the remarks of a row', () => {
  it('tell each trouble once', () => {
    const both = account('a', 'x', 'x', {
      health: failing('timed-out', 'No answer.', now),
      alerts: [alert('unreachable', 'warning'), alert('low', 'critical')],
    });
    expect(remarksOf(both, place).map(({ text }) => text)).toEqual(['no answer in time', 'running low']);
  });

  it('tell an error that has no alert yet, and that an account is paused', () => {
    const early = account('a', 'x', 'x', { health: failing('malformed', 'HTML.', now), paused: true });
    expect(remarksOf(early, place)).toEqual([
      { tone: 'watch', text: 'answer not understood' },
      { tone: 'neutral', text: 'paused' },
    ]);
    expect(remarksOf(fine('a'), place)).toEqual([]);
  });
});
