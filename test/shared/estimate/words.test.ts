import { describe, expect, it } from 'vitest';
import {
  capSentence,
  cheaperSentence,
  costSentence,
  coverSentence,
  drawsSentence,
  missingSentence,
  planJob,
  spreadSentence,
} from '../../../shared/estimate/index.ts';
import { account, calls, cap, cardOf, costOf, day, grant, now, operation, pool } from './facts.ts';

const plan = (need: number, one = account([pool(9406)])) => planJob({ cost: calls(need), account: one, now });

describe('the sentences of an estimate', () => {
  it('say what a job costs', () => {
    const cost = costOf(cardOf('scrapio'), operation('fetch', 2000));
    expect(costSentence(cost)).toBe('2,000 pages: 2,000 to 10,000 credits, likely 6,000.');
    expect(cost.cheaper[0] && cheaperSentence(cost.cheaper[0], cost.unit)).toBe(
      'Without JavaScript rendering, it would cost up to 8,000 less.',
    );
    expect(costSentence(costOf(cardOf('scrapio'), operation('map', 1)))).toBe('1 URL: 2 credits.');
    const open = costOf(cardOf('spidra'), operation('scrape', 100));
    expect(costSentence(open)).toBe('100 URLs: at least 200 credits.');
    expect(missingSentence(open)).toBe('Not included: AI tokens. Enter the amount to see the full cost.');
    const money = costOf(null, {
      kind: 'calls',
      count: 1000,
      credits: 0.0008,
      unit: { kind: 'money', code: 'USD' },
    });
    expect(costSentence(money)).toBe('1,000 calls: $0.80.');
  });

  it('hide their amounts, but not how much work it is', () => {
    const cost = costOf(cardOf('scrapio'), operation('fetch', 2000));
    expect(costSentence(cost, { mask: true })).toBe('2,000 pages: ••• to ••• credits, likely •••.');
    const one = account([pool(9406)]);
    expect(coverSentence(calls(4000), one, plan(4000), { mask: true })).toBe(
      'The ••• credits of “production” cover it.',
    );
    expect(coverSentence(calls(9407), one, plan(9407), { mask: true })).toBe(
      '“production” has ••• credits, which is ••• credits short.',
    );
  });

  it('say whether it is covered', () => {
    const one = account([pool(9406)]);
    expect(coverSentence(calls(4000), one, plan(4000))).toBe('The 9,406 credits of “production” cover it.');
    const cost = costOf(cardOf('scrapio'), operation('fetch', 2000));
    expect(coverSentence(cost, one, planJob({ cost, account: one, now }))).toBe(
      'The 9,406 credits of “production” cover it. At the highest cost, it would be 594 credits short.',
    );
    expect(coverSentence(calls(9407), one, plan(9407))).toBe(
      '“production” has 9,406 credits, which is 1 credit short.',
    );
  });

  it('say what stops it and when it would be done', () => {
    const one = account([pool(9406)], { caps: [cap()] });
    const capped = plan(2500, one);
    expect(capSentence(capped, { kind: 'credits' }, 'UTC')).toBe(
      'The cap “Daily credits” leaves 360 credits until 22 Nov, 00:00, not enough for the job.',
    );
    expect(spreadSentence(capped, now, 'UTC')).toBe(
      'Spread over 3 days, it would be done on 24 Nov if nothing else spends.',
    );
    expect(spreadSentence(plan(10), now, 'UTC')).toBeNull();
    expect(spreadSentence(plan(10_000), now, 'UTC')).toBe('No known refill or reset would be enough.');
  });

  it('say which grants are used, if that says something', () => {
    const grants = [grant('r', 240, { kind: 'refill' }), grant('t', 300, { expiresAt: now + 9 * day })];
    const one = account([pool(540, { grants })]);
    expect(drawsSentence(plan(500, one), { kind: 'credits' }, { now, zone: 'UTC' })).toBe(
      'It uses 240 from “Plan credits”, then 260 from “Top-up” (expires on 30 Nov).',
    );
    expect(drawsSentence(plan(500), { kind: 'credits' }, { now, zone: 'UTC' })).toBeNull();
  });
});
