import { describe, expect, it } from 'vitest';
import {
  capSentence,
  capTone,
  grantEnds,
  grantName,
  poolSentence,
  provenanceSentence,
  scopeWords,
  usedWords,
} from '../../../../renderer/pages/account/words.ts';
import type { Entered, ProviderInfo } from '../../../../shared/model/index.ts';
import { cap, grant, monthly, now, pool } from '../../../helpers/states.ts';
import { capsolver, crustdata, providers, scrapio, spidra, waiting } from './fixtures.ts';

const berlin = { now, zone: 'Europe/Berlin' };
const utc = { now, zone: 'UTC' };
const credits = { kind: 'credits' } as const;
const provider = (id: string): ProviderInfo => {
  const found = providers.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no provider ${id}`);
  return found;
};

describe('the sentence under an amount', () => {
  it('names the limit, the refill and what happens to unused credits', () => {
    const whole = pool(1240, { limit: 10_000, cycle: monthly(10_000, 'none') });
    expect(poolSentence(whole, utc)).toBe('Of 10,000, refills on 1 December. Unused credits expire then.');
  });

  it('names a refill of another size than the limit', () => {
    expect(poolSentence(pool(9, { limit: 10, cycle: monthly(5) }), utc)).toContain(
      'refills with 5 on 1 December',
    );
  });

  it('keeps top-ups apart from what is left of the plan', () => {
    const [main] = spidra.pools;
    expect(main && poolSentence(main, utc)).toContain('2,600 of the plan’s 5,000 and 2,272 in top-ups');
  });

  it('does not say "9,000 of 5,000" when credits were rolled over', () => {
    const sentence = poolSentence(pool(9000, { limit: 5000, cycle: monthly(5000) }), utc);
    expect(sentence).toBe('Refills with 5,000 on 1 December. Unused credits roll over.');
  });

  it('gives the time of a daily refill in both zones', () => {
    const [main] = scrapio.pools;
    expect(main && poolSentence(main, berlin)).toContain('refills at 01:00 (midnight UTC)');
    expect(main && poolSentence(main, utc)).toContain('refills at midnight.');
  });

  it('gives the day of a refill in both zones if their clocks differ', () => {
    const state = pool(1000, { limit: 5000, cycle: monthly(5000) });
    const newYork = { ...utc, zone: 'America/New_York' };
    expect(poolSentence(state, utc)).toContain('refills on 1 December.');
    expect(poolSentence(state, berlin)).toContain('refills on 1 December, 01:00 (midnight UTC).');
    expect(poolSentence(state, newYork)).toContain('refills on 30 November, 19:00 (midnight UTC).');
  });

  it('says what is not known of a prepaid balance', () => {
    const [main] = capsolver.pools;
    expect(main && poolSentence(main, utc)).toBe('No known limit or refill.');
  });

  it('says in which time it was used', () => {
    const words = (cycle: Parameters<typeof pool>[1]) => usedWords(pool(null, { used: 2500, ...cycle }), utc);
    expect(words({ cycle: null })).toBe('2,500 credits used so far');
    expect(words({ cycle: { ...monthly(50), renewsAt: null } })).toBe('2,500 credits used so far');
    expect(words({ cycle: monthly(50) })).toBe('2,500 credits used in this cycle');
    expect(words({ cycle: { ...monthly(50), frequency: 'daily' } })).toBe('2,500 credits used today');
  });

  it('names what rolls over in part', () => {
    const cycle = { ...monthly(50), rollover: { upTo: 1 } };
    expect(poolSentence(pool(5, { limit: 50, cycle }), utc)).toContain('Up to 1 credit rolls over.');
  });
});

describe('caps', () => {
  it('gives the reset in the provider’s zone and in yours', () => {
    expect(capSentence(cap(), credits, berlin)).toBe('640 of 1,000, resets at 01:00 (midnight UTC)');
  });

  it('gives one time if both are the same', () => {
    expect(capSentence(cap(), credits, utc)).toBe('640 of 1,000, resets at midnight');
  });

  it('gives no size that nobody stated', () => {
    expect(capSentence(cap({ limit: 5, used: 5, provenance: 'computed' }), credits, utc)).toBe(
      'resets at midnight',
    );
  });

  it('names the place of another zone', () => {
    const newYork = cap({ zone: 'America/New_York', resetsAt: Date.UTC(2026, 10, 22, 5) });
    expect(capSentence(newYork, credits, berlin)).toContain('06:00 (midnight in New York)');
  });

  it.each([
    ['minute', 'resets every minute'],
    ['hour', 'resets every hour'],
  ] as const)('needs no time of day per %s', (window, words) => {
    expect(capSentence(cap({ window, limit: 300, used: 54, resetsAt: null }), credits, utc)).toBe(
      `54 of 300, ${words}`,
    );
  });

  it('gives the day of a monthly reset', () => {
    const reset = Date.UTC(2026, 11, 1);
    expect(capSentence(cap({ window: 'month', resetsAt: reset }), credits, utc)).toContain('resets on 1 Dec');
    expect(capSentence(cap({ window: 'month', resetsAt: reset }), credits, berlin)).toContain(
      'resets on 1 Dec at 01:00 (midnight UTC)',
    );
  });

  it('gives only the limit if use is unknown', () => {
    expect(capSentence(cap({ window: 'minute', used: null, resetsAt: null }), credits, utc)).toBe(
      'At most 1,000 a minute',
    );
    expect(capSentence(cap({ window: 'concurrent', limit: 20, used: 3, resetsAt: null }), credits, utc)).toBe(
      '3 of 20 at once',
    );
  });

  it('is critical only if the provider stops you', () => {
    expect(capTone(cap({ used: 640 }))).toBe('ok');
    expect(capTone(cap({ used: 900 }))).toBe('watch');
    expect(capTone(cap({ used: 1000 }))).toBe('critical');
    expect(capTone(cap({ used: 1000, hard: false }))).toBe('watch');
    expect(capTone(cap({ used: 1000, window: 'concurrent' }))).toBe('watch');
    expect(capTone(cap({ used: null }))).toBe('ok');
  });
});

describe('grants', () => {
  const plan = pool(1, { cycle: monthly(5000, 'none') });

  it('says when each ends', () => {
    expect(grantEnds(grant(1), plan, utc)).toBe('at the refill on 1 Dec');
    expect(grantEnds(grant(1), pool(1, { cycle: monthly(5000) }), utc)).toBe('rolls over');
    expect(grantEnds(grant(1), pool(1), utc)).toBe('unknown');
    expect(grantEnds(grant(1, { kind: 'topup' }), plan, utc)).toBe('never');
    expect(grantEnds(grant(1, { kind: 'topup', expiresAt: Date.UTC(2027, 2, 14) }), plan, utc)).toBe(
      'end of 13 Mar 2027',
    );
  });

  it('keeps the day you entered, wherever you are', () => {
    const west = { now, zone: 'America/Los_Angeles' };
    const expiresAt = Date.UTC(2026, 11, 12);
    const entered = grant(1, { kind: 'topup', expiresAt, provenance: 'entered' });
    expect(grantEnds(entered, plan, west)).toBe('end of 11 Dec');
    const reported = grant(1, { kind: 'topup', expiresAt });
    expect(grantEnds(reported, plan, west)).toBe('11 Dec, 16:00 (midnight UTC)');
  });

  it('names them', () => {
    expect(grantName(grant(1), plan, utc)).toBe('Monthly refill');
    expect(grantName(grant(1, { kind: 'topup', grantedAt: Date.UTC(2025, 2, 14) }), plan, utc)).toBe(
      'Top-up, 14 Mar 2025',
    );
    expect(grantName(grant(1, { label: 'reCAPTCHA v2 100K' }), plan, utc)).toBe('reCAPTCHA v2 100K');
  });
});

describe('where numbers come from', () => {
  const none: Entered = { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] };

  it('groups what has one origin', () => {
    const [main] = crustdata.pools;
    expect(main && provenanceSentence(main, provider('crustdata'), none)).toBe(
      'Balance, limit and renewal as reported; use computed from what is reported.',
    );
  });

  it('names the cycle start only if you entered one', () => {
    const main = pool(1, { provenance: { cycle: 'computed' }, cycle: monthly(1) });
    const entered = { ...none, cycleStart: '2026-11-04' };
    expect(provenanceSentence(main, provider('spidra'), entered)).toBe(
      'Renewal computed from the cycle start you entered.',
    );
    expect(provenanceSentence(main, provider('scrapio'), none)).toBe('Renewal computed from the plan.');
  });

  it('is silent about numbers that are not there', () => {
    expect(provenanceSentence(pool(null), provider('crustdata'), none)).toBeNull();
  });
});

describe('the credential', () => {
  it('says what it sees', () => {
    expect(scopeWords(crustdata, provider('crustdata'))).toBe('API key ending in 7f3a, account-wide');
    expect(scopeWords(spidra, provider('spidra'))).toBe('API key ending in 7f3a, sees use, not the balance');
    expect(scopeWords(scrapio, provider('scrapio'))).toBe('no key needed, you log your use');
  });

  it('does not guess before the first reading', () => {
    expect(scopeWords(waiting, provider('scraperapi'))).toBe('API key ending in 7f3a');
  });
});
