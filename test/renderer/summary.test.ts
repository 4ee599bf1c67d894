import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../shared/model/index.ts';
import { attentionOf, figureOf, outlookOf, remarksOf, summarize } from '../../shared/summary.ts';
import {
  account,
  alert,
  cap,
  day,
  failing,
  grant,
  monthly,
  now,
  pool,
  providers,
  seven,
} from '../helpers/states.ts';

const fine = (id: string) => account(id, 'crustdata', id);
const titleOf = (...accounts: AccountState[]) => summarize(accounts, providers).title;
const outlook = (state: AccountState) => outlookOf(state, figureOf(state, undefined), now);

describe('the sentence over the overview', () => {
  it.each([
    ['exhausted', 'critical', 'Scrapio has nothing left.'],
    ['credential-rejected', 'critical', 'Scrapio rejects its credential.'],
    ['unreachable', 'warning', 'Scrapio cannot be asked.'],
    ['low', 'warning', 'Scrapio is running low.'],
    ['expires-soon', 'warning', 'Credits at Scrapio lapse soon.'],
  ] as const)('says what one alert of kind %s means', (kind, severity, title) => {
    const accounts = [account('s', 'scrapio', 'free', { alerts: [alert(kind, severity)] }), fine('a')];
    expect(summarize(accounts, providers)).toMatchObject({ title, detail: 'The other account is fine.' });
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
    expect(summarize(seven.accounts, providers)).toEqual({
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
    expect(summarize([fine('a'), waiting, paused], providers)).toMatchObject({
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
    expect(attentionOf(failed)).toBe('watch');
    expect(titleOf(failed)).toBe('Spidra cannot be asked.');
    expect(titleOf(stale)).toBe('The balance of Spidra is out of date.');
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

describe('the remarks of a row', () => {
  it('tell each trouble once', () => {
    const both = account('a', 'x', 'x', {
      health: failing('timed-out', 'No answer.', now),
      alerts: [alert('unreachable', 'warning'), alert('low', 'critical')],
    });
    expect(remarksOf(both).map(({ text }) => text)).toEqual(['no answer in time', 'running low']);
  });

  it('tell an error that has no alert yet, and that an account is paused', () => {
    const early = account('a', 'x', 'x', { health: failing('malformed', 'HTML.', now), paused: true });
    expect(remarksOf(early)).toEqual([
      { tone: 'watch', text: 'answer not understood' },
      { tone: 'neutral', text: 'paused' },
    ]);
    expect(remarksOf(fine('a'))).toEqual([]);
  });
});
