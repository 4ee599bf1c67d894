import { describe, expect, it } from 'vitest';
import { chartMarks, ranges } from '../../../../renderer/pages/account/history/chart.ts';
import { grantEnds, poolSentence } from '../../../../renderer/pages/account/words.ts';
import { dayMs } from '../../../../shared/time/index.ts';
import { cases, days, expectDays, zones } from '../../../helpers/event-days.ts';
import { forecast, grant, monthly, now, pool, range } from '../../../helpers/states.ts';

describe('the account page tells events on the same day as everything else', () => {
  it.each(cases)('an expiry at %s in %s', (instant, zone) => {
    const at = Date.parse(instant);
    const topup = grant(1000, { id: 't', kind: 'topup', expiresAt: at });
    const one = pool(1000, { grants: [topup], forecast: forecast({ runsOutAt: range(null) }) });
    const context = { now, zone };
    const marks = chartMarks(one, ranges[2], at + dayMs, context).slice(1);
    expectDays(
      { grants: grantEnds(topup, one, context), chart: marks.map(({ label }) => label).join() },
      days(at - 1, zone),
    );
  });

  const refilled = (at: number, cycle: 'reported' | 'computed') =>
    pool(240, {
      limit: 5000,
      cycle: { ...monthly(5000), renewsAt: at },
      provenance: { remaining: 'reported', cycle },
    });

  it.each(cases)('a refill at %s in %s', (instant, zone) => {
    const at = Date.parse(instant);
    const one = refilled(at, 'reported');
    const context = { now, zone };
    const marks = chartMarks(one, ranges[2], at + dayMs, context).slice(1);
    expectDays(
      { sentence: poolSentence(one, context), chart: marks.map(({ label }) => label).join() },
      days(at, zone),
    );
  });

  it('a refill on a day that you entered, wherever you are', () => {
    for (const zone of zones)
      expect(poolSentence(refilled(Date.parse('2027-02-28T00:00:00Z'), 'computed'), { now, zone })).toContain(
        'refills on 28 February 2027.',
      );
  });
});
