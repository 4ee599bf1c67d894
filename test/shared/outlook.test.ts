import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CapState, PoolForecast, PoolState } from '../../shared/model/index.ts';
import { burnSentence, lapseRemarks, outlook, wasteSentences } from '../../shared/outlook/index.ts';
import { willLapse } from '../../shared/standing/index.ts';
import { aboutSpan } from '../../shared/time/index.ts';
import { cap, day, forecast, grant, monthly, now, pool, range } from '../helpers/states.ts';

// Now is Saturday, 21 November 2026, 09:00 UTC; the refill lands on 1 December.

const hour = day / 24;
const usd = { kind: 'money', code: 'USD' } as const;
const foreseen = (rest: Partial<PoolForecast>, facts: Partial<PoolState> = {}) =>
  pool(1240.5, { forecast: forecast(rest), ...facts });
const say = (state: PoolState, caps: CapState[] = [], zone = 'UTC', at = now) =>
  outlook(state, caps, { now: at, zone });
const refilled = { cycle: monthly(5000) };

describe('a balance that runs out', () => {
  it('says when, how late, and that the refill comes after', () => {
    expect(say(foreseen({ runsOutAt: range(5.1, 5.2, 7.2) }, refilled))).toEqual({
      short: 'about 5 days left',
      long: 'About 5 days left: likely runs out on 26 November, no later than 28 November. The next refill (5,000) is not until 1 December.',
      stress: '26 November',
      tone: 'ok',
    });
    expect(say(foreseen({ runsOutAt: range(2, 2.4, 3.4) })).long).toBe(
      'About 2 days left: likely runs out on Monday, no later than Tuesday.',
    );
  });

  it('says the earliest day too, if it is another one', () => {
    expect(say(foreseen({ runsOutAt: range(1.2, 2.4, 3.4) })).long).toBe(
      'About 2 days left: likely runs out on Monday, between tomorrow and Tuesday.',
    );
  });

  it('writes the days of a range in one notation', () => {
    expect(say(foreseen({ runsOutAt: range(4, 5, 16) })).long).toBe(
      'About 5 days left: likely runs out on 26 November, between 25 November and 7 December.',
    );
  });

  it('says only the earliest day if the end is open', () => {
    expect(say(foreseen({ runsOutAt: range(5, 6.2, null) })).long).toBe(
      'About 6 days left, no earlier than Thursday. With less burn, it lasts more than a year.',
    );
    expect(say(foreseen({ runsOutAt: range(5, 6.2, 30) }, refilled)).long).toBe(
      'About 6 days left, no earlier than Thursday. With less burn, it lasts until the refill on 1 December.',
    );
  });

  it('names the time if the whole range is on one day', () => {
    expect(say(foreseen({ runsOutAt: range(0.3, 0.38, 0.5) }))).toEqual({
      short: 'about 9 hours left',
      long: 'About 9 hours left: likely runs out this evening, around 18:00.',
      stress: 'this evening, around 18:00',
      tone: 'critical',
    });
    expect(say(foreseen({ runsOutAt: range(0.3, 0.38, 1.3) })).long).toContain(
      'around 18:00, no later than tomorrow',
    );
    expect(say(foreseen({ runsOutAt: range(0.9, 0.95, 1) })).long).toContain(
      'tomorrow morning, around 07:40',
    );
    expect(say(foreseen({ runsOutAt: range(2.3, 2.35, 2.4) })).long).toContain('on Monday, around 17:20.');
    expect(say(foreseen({ runsOutAt: range(3.3, 3.35, 3.4) })).long).toContain('runs out on Tuesday.');
  });

  it('includes a refill that comes before', () => {
    const { short, long, tone } = say(foreseen({ runsOutAt: range(40, 46, 60) }, refilled));
    expect([short, tone]).toEqual(['about 7 weeks left', 'ok']);
    expect(long).toContain('runs out on 6 January 2027, between 31 December and 20 January 2027.');
    expect(long).toContain('This includes the refill (5,000) on 1 December.');
  });

  it.each([
    [0.98, 'critical'],
    [1.02, 'watch'],
    [2.98, 'watch'],
    [3.02, 'ok'],
  ] as const)('%d days before the refill is %s', (days, tone) => {
    expect(say(foreseen({ runsOutAt: range(days) }, refilled)).tone).toBe(tone);
  });

  it('needs no attention after the refill', () => {
    const cycle = { ...monthly(5000), renewsAt: now + day };
    expect(say(foreseen({ runsOutAt: range(2) }, { cycle })).tone).toBe('ok');
  });

  it('does not count the days of a pool that is refilled daily and lasts today', () => {
    const cycle = { ...monthly(1000, 'none'), frequency: 'daily', renewsAt: now + 15 * 3_600_000 } as const;
    expect(say(foreseen({ runsOutAt: range(2.4) }, { cycle }))).toMatchObject({
      short: 'lasts past the refill at midnight',
      long: 'Lasts past the refill at midnight. On Monday the day’s credits will likely be used up before midnight.',
      tone: 'ok',
    });
    expect(say(foreseen({ runsOutAt: range(0.4) }, { cycle })).short).toBe('about 10 hours left');
  });

  it('says how rough it is', () => {
    const rough = foreseen({ runsOutAt: range(2.4), confidence: 'low', basis: { hours: 5.2, gaps: 0 } });
    expect(say(rough).long).toMatch(/A rough estimate, from 5 hours of history\.$/);
    expect(say(foreseen({ runsOutAt: range(2.4), confidence: 'low' })).long).toMatch(
      /A rough estimate, from few or old readings\.$/,
    );
  });
});

describe('never, already, learning', () => {
  it.each([
    ['lasts past the refill on 1 Dec', 'Lasts past the refill on 1 December.', {}, refilled],
    [
      'lasts past every refill',
      'Lasts past every refill.',
      {},
      { cycle: { ...monthly(9), frequency: 'daily' } },
    ],
    ['lasts more than a year', 'Lasts more than a year.', {}, {}],
    ['no burn lately', 'No burn lately.', { burnPerDay: 0 }, {}],
    [
      'no burn lately',
      'No burn lately. The next refill (5,000) is on 1 December.',
      { burnPerDay: 0 },
      refilled,
    ],
    [
      'lasts past the refill on 1 Dec',
      'Lasts past the refill on 1 December. With more burn, it could run out before then, but no earlier than Thursday.',
      { runsOutAt: range(5, null) },
      refilled,
    ],
  ] as const)('%s', (short, long, rest, facts) => {
    expect(say(foreseen(rest, facts))).toEqual({ short, long, stress: null, tone: 'ok' });
  });

  it('has nothing left, even in debt, whatever the forecast says', () => {
    const empty = foreseen({ runsOutAt: range(0), confidence: 'none' }, refilled);
    expect(say({ ...empty, remaining: 0 })).toEqual({
      short: 'nothing left',
      long: 'Nothing left. The next refill (5,000) is on 1 December.',
      stress: 'Nothing left',
      tone: 'critical',
    });
    expect(say({ ...empty, remaining: -3 })).toEqual({
      short: 'overdrawn by 3 credits',
      long: 'Overdrawn by 3 credits. The next refill (5,000) is on 1 December.',
      stress: 'Overdrawn by 3 credits',
      tone: 'critical',
    });
  });

  it('does not promise what the last readings have used up', () => {
    expect(say(foreseen({ runsOutAt: range(0) }))).toMatchObject({
      short: 'may be used up by now',
      tone: 'critical',
    });
  });

  it('learns, without a date', () => {
    expect(say(foreseen({ confidence: 'none', burnPerDay: null }, refilled))).toEqual({
      short: 'learning',
      long: 'Learning: the first forecast needs a few hours of readings.',
      stress: null,
      tone: 'learning',
    });
  });

  it('says nothing about an unknown balance', () => {
    expect(say(pool(null)).tone).toBe('none');
    expect(say(pool(9)).short).toBe('');
  });

  it('distinguishes a package that expires from one that runs out', () => {
    const at = Date.UTC(2026, 11, 2);
    const state = foreseen(
      {
        runsOutAt: { early: at, likely: at, late: at },
        waste: [{ grant: 'p', at, early: 40, likely: 42, late: 43 }],
      },
      { remaining: 53, grants: [grant(53, { id: 'p', kind: 'package', expiresAt: at })] },
    );
    expect(say(state)).toMatchObject({ short: 'expires at the end of 1 Dec', tone: 'ok' });
  });
});

describe('a cap ahead', () => {
  const met = (probability: number, days = 0.28) =>
    cap({ forecast: { reachedAt: range(days), probability } });

  it('comes before the balance’s own end', () => {
    const { short, long, stress, tone } = say(foreseen({}, refilled), [met(0.83)], 'Europe/Berlin');
    expect(short).toBe('daily cap around 16:40');
    expect(long).toBe(
      'Will hit the daily cap of 1,000 around 16:40; it resets at 01:00 tomorrow (midnight UTC). Lasts past the refill on 1 December.',
    );
    expect([stress, tone]).toEqual(['around 16:40', 'watch']);
  });

  it('is mentioned from one half on, and needs attention from seven tenths on', () => {
    expect(say(foreseen({}), [met(0.49)]).short).toBe('lasts more than a year');
    expect(say(foreseen({}), [met(0.5)])).toMatchObject({ short: 'daily cap around 15:40', tone: 'ok' });
    expect(say(foreseen({}), [met(0.7)]).tone).toBe('watch');
  });

  it('is not mentioned when the balance ends first, or the cap resets first', () => {
    expect(say(foreseen({ runsOutAt: range(0.2) }), [met(0.9)]).short).toBe('about 5 hours left');
    expect(say(foreseen({}), [met(0.9, 0.7)]).short).toBe('lasts more than a year');
  });

  it('says once what the balance says too, and keeps the worse tone otherwise', () => {
    expect(say(foreseen({ runsOutAt: range(0.28) }), [met(0.9)]).long).not.toContain('left');
    expect(say(foreseen({ runsOutAt: range(0.9) }), [met(0.9)]).tone).toBe('critical');
  });

  it('that is reached says when it resets', () => {
    const reached = cap({ used: 1000, forecast: { reachedAt: range(0), probability: 1 } });
    expect(say(foreseen({}), [reached])).toMatchObject({
      short: 'daily cap hit, resets at midnight',
      long: expect.stringMatching(/^The daily cap of 1,000 has been hit; it resets at midnight\./),
      tone: 'watch',
    });
    const unsized: CapState = { ...reached, limit: 5, used: 5, provenance: 'computed' };
    expect(say(foreseen({}), [unsized]).long).toMatch(/^The daily cap has been hit; it resets at midnight\./);
  });
});

describe('time zones and changes of clocks', () => {
  it('change the labels only', () => {
    const state = foreseen({ runsOutAt: range(4, 4.6, 6) }, refilled);
    const west = say(state, [], 'America/Los_Angeles');
    const east = say(state, [], 'Pacific/Auckland');
    expect(west.long).toContain('runs out on Wednesday, no later than Friday');
    expect(east.long).toContain('runs out on Thursday, between Wednesday and Friday');
    expect([west.short, west.tone]).toEqual([east.short, east.tone]);
  });

  it.each([
    // Saturday, 28 March, 12:00 in Berlin: the night has 23 hours.
    ['the spring', Date.UTC(2026, 2, 28, 11), 22.9, 'tomorrow morning, around 11:50', 'about 23 hours left'],
    // Saturday, 24 October, 12:00 in Berlin: the night has 25 hours.
    ['the autumn', Date.UTC(2026, 9, 24, 10), 23.2, 'tomorrow morning, around 10:10', 'about 23 hours left'],
  ])('name the right day and time in %s', (_, at, hours, when, short) => {
    const end = at + hours * hour;
    const state = foreseen({ runsOutAt: { early: end, likely: end, late: end } });
    const words = say(state, [], 'Europe/Berlin', at);
    expect(words.long).toContain(when);
    expect(words.short).toBe(short);
  });

  it('count calendar days across them, not spans of 24 hours', () => {
    // 24.5 hours after 23:45, over the short night, it is 01:15 of the day after tomorrow.
    const spring = Date.UTC(2026, 2, 28, 22, 45);
    const early = spring + 24.5 * hour;
    const ends = foreseen({ runsOutAt: { early, likely: early, late: early } });
    expect(say(ends, [], 'Europe/Berlin', spring).long).toContain('on Monday');
    expect(say(ends, [], 'UTC', spring).long).toContain('tomorrow');
    // 24.2 hours after 00:10, over the long day, it is still that day.
    const autumn = Date.UTC(2026, 9, 24, 22, 10);
    const late = autumn + 24.2 * hour;
    const lasts = foreseen({ runsOutAt: { early: late, likely: late, late } });
    expect(say(lasts, [], 'Europe/Berlin', autumn).long).toContain('runs out today');
  });

  it('never write what is not a word', () => {
    const days = fc.option(fc.double({ min: 0, max: 400, noNaN: true }));
    fc.assert(
      fc.property(
        fc.tuple(days, days, days),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
        fc.boolean(),
        fc.constantFrom('low' as const, 'good' as const),
        (found, zone, hasRefill, confidence) => {
          const [early = null, likely = null, late = null] = found.sort((a, b) => (a ?? 999) - (b ?? 999));
          const state = foreseen(
            { runsOutAt: range(early, likely, late), confidence },
            hasRefill ? refilled : {},
          );
          const words = say(state, [], zone);
          expect(words.long).not.toMatch(/NaN|undefined|null|Invalid| {2}|\.\./);
          expect(words.long).toMatch(/^[A-Z].*\.$/);
          expect(words.short).toMatch(/^[a-z].*[^.]$/);
          if (words.stress !== null) expect(words.long).toContain(words.stress);
          expect(words.tone).toBe(say(state, [], 'UTC').tone);
        },
      ),
    );
  });
});

describe('spans', () => {
  it.each([
    [0.4, 'less than an hour'],
    [1, 'about an hour'],
    [5, 'about 5 hours'],
    [23.6, 'about a day'],
    [72, 'about 3 days'],
    [35 * 24, 'about 5 weeks'],
    [122 * 24, 'about 4 months'],
    [365 * 24, 'about a year'],
  ])('%d hours are %s', (hours, words) => {
    expect(aboutSpan(hours * hour)).toBe(words);
  });
});

describe('what will expire unused', () => {
  const at = Date.UTC(2027, 2, 2);
  const topup = (likely: number, rest: Partial<PoolState> = {}, burnPerDay = 10) =>
    foreseen(
      { burnPerDay, waste: [{ grant: 't', at, early: likely, likely, late: likely }] },
      { grants: [grant(1000, { id: 't', kind: 'topup', granted: 1200, expiresAt: at })], ...rest },
    );
  const told = (state: PoolState, caps: CapState[] = []) => wasteSentences(state, caps, { now, zone: 'UTC' });

  it('comes with advice', () => {
    expect(told(topup(430))).toEqual([
      {
        grant: 't',
        text: '430 of 1,200 top-up credits will expire unused at the end of 1 March 2027.',
        // 430 over 100.6 days, on top of ten a day.
        advice: 'Use 15 a day until 1 March 2027 to waste nothing.',
      },
    ]);
  });

  it('is saved by the advised burn, which spends all that is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 1000 }), fc.integer({ min: 0, max: 500 }), (lost, burn) => {
        const [words] = told(topup(lost, {}, burn));
        const rate = Number(words?.advice?.match(/Use ([\d.,]+) a day/)?.[1]?.replace(',', ''));
        const days = (at - now) / day;
        expect(rate * days).toBeGreaterThanOrEqual(burn * days + lost - 1e-6);
        expect(rate).toBeLessThan(burn + lost / days + 1);
      }),
    );
  });

  it('of a refill names the plan, and says “about” if it is not certain', () => {
    const state = foreseen(
      {
        burnPerDay: 100,
        waste: [{ grant: 'refill', at: now + 9.625 * day, early: 2000, likely: 2312.4, late: 2600 }],
      },
      { cycle: monthly(5000, 'none'), grants: [grant(3300, { id: 'r1' })] },
    );
    expect(told(state)[0]?.text).toBe(
      'About 2,300 of the plan’s 5,000 credits will expire unused at the refill on 1 December.',
    );
    expect(willLapse(state, grant(3300, { id: 'r1' }))).toBe(2300);
  });

  it('is not mentioned below one unit or one hundredth', () => {
    expect(told(topup(0.9))).toEqual([]);
    expect(told(topup(11.9))).toEqual([]);
    expect(told(topup(12))).toHaveLength(1);
    expect(told({ ...topup(430), forecast: null })).toEqual([]);
  });

  it('writes money and all of it', () => {
    const money = { unit: usd, grants: [grant(20, { id: 't', kind: 'promotion', granted: 20 })] };
    expect(told(topup(4.3, money, 0.1))[0]?.text).toBe(
      '$4.30 of the $20.00 promotion will expire unused at the end of 1 March 2027.',
    );
    expect(told(topup(1000, { grants: [grant(1000, { id: 't', kind: 'topup' })] }))[0]?.text).toBe(
      'All 1,000 top-up credits will expire unused at the end of 1 March 2027.',
    );
  });

  it('asks for no more than a daily cap lets through', () => {
    expect(told(topup(430), [cap({ limit: 12 })])[0]?.advice).toBe(
      'The daily cap of 12 is too low to use it all.',
    );
  });

  it('every night at a daily refill is mentioned, without advice', () => {
    const state = foreseen(
      { waste: [{ grant: 'refill', at: Date.UTC(2026, 10, 22), early: 500, likely: 604.4, late: 670 }] },
      { cycle: { ...monthly(1000, 'none'), frequency: 'daily' } },
    );
    expect(told(state)[0]).toEqual({
      grant: 'refill',
      text: 'About 600 of the plan’s 1,000 credits will expire unused at the refill at midnight.',
      advice: null,
    });
  });

  it('says when its midnight is not yours', () => {
    const state = foreseen(
      { waste: [{ grant: 'refill', at: Date.UTC(2026, 10, 22), early: 500, likely: 604.4, late: 670 }] },
      { cycle: { ...monthly(1000, 'none'), frequency: 'daily' } },
    );
    const [words] = wasteSentences(state, [], { now, zone: 'Europe/Berlin' });
    expect(words?.text).toMatch(/at the refill at 01:00 \(midnight UTC\)\.$/);
  });

  it('hides its amounts, and whether there is only one', () => {
    const context = { now, zone: 'UTC', mask: true };
    const near = (remaining: number, likely: number) =>
      foreseen(
        { waste: [{ grant: 't', at: now + 9 * day, early: likely, likely, late: likely }] },
        { grants: [grant(remaining, { id: 't', kind: 'topup', expiresAt: now + 9 * day })] },
      );
    expect(lapseRemarks(near(1, 1), { now, zone: 'UTC' })).toEqual(['1 top-up credit expires on 30 Nov']);
    for (const lost of [1, 430])
      expect(lapseRemarks(near(lost, lost), context)).toEqual(['••• top-up credits expire on 30 Nov']);
  });

  it('fits in a cell: zero if nothing will, null while learning', () => {
    const [own = grant(1)] = topup(430).grants;
    expect(willLapse(foreseen({}), own)).toBe(0);
    expect(willLapse(foreseen({ confidence: 'none' }), own)).toBeNull();
    expect(willLapse(pool(9), own)).toBeNull();
  });
});

describe('burn', () => {
  it('is given per day', () => {
    expect(burnSentence(foreseen({}))).toBe('412 credits a day');
    expect(burnSentence(foreseen({ burnPerDay: 12_345.6 }))).toBe('12,300 credits a day');
    expect(burnSentence(foreseen({ burnPerDay: 0.000412 }))).toBe('0.00041 credits a day');
    expect(burnSentence(foreseen({ burnPerDay: 1.3872 }, { unit: usd }))).toBe('$1.39 a day');
    expect(burnSentence(foreseen({ burnPerDay: 0 }))).toBe('no burn lately');
    expect(burnSentence(foreseen({ burnPerDay: null }))).toBeNull();
  });
});
