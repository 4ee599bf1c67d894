import { describe, expect, it } from 'vitest';
import { spendReport } from '../../../shared/money/index.ts';
import { weekBefore } from '../../../shared/weekly/due.ts';
import { weeklyWords } from '../../../shared/weekly/words.ts';
import { account, day, forecast, grant, now, pool, providers, range } from '../../helpers/states.ts';
import { balances, monthly, played, price, usd } from '../money/made.ts';

const context = { now, zone: 'UTC' };
const days = { ...weekBefore(now, 'UTC'), by: 'account', step: 'week' } as const;
const facts = { accounts: [], settings: { currency: null, rates: [] }, zone: 'UTC', now };
const unpriced = spendReport(facts, days);
const money = played({
  now: '2026-11-21T00:00:00Z',
  cycle: monthly(1000),
  entered: { prices: [price('2026-01-01', usd('30'))] },
  course: balances({
    '2026-11-01T01:00:00Z': 1000,
    '2026-11-14T12:00:00Z': 900,
    '2026-11-16T12:00:00Z': 500,
  }),
});
const own = { id: 'a1', name: 'a1', provider: 'exa', providerName: 'Exa', tags: [], money, ahead: {} };
const priced = spendReport({ ...facts, accounts: [own] }, days);

const expiring = grant(430, { id: 'top', kind: 'topup', granted: 500, expiresAt: now + 4 * day });
const accounts = [
  account('a1', 'crustdata', 'production', {
    pools: [
      pool(940.5, {
        limit: 5000,
        forecast: forecast({ runsOutAt: range(2, 3, 4), burnPerDay: 310 }),
      }),
    ],
  }),
  account('a2', 'spidra', 'research', {
    pools: [
      pool(430, {
        grants: [expiring],
        forecast: forecast({
          waste: [{ grant: 'top', at: now + 4 * day, early: 420, likely: 430, late: 430 }],
        }),
      }),
    ],
  }),
  account('a3', 'capsolver', 'hidden one', { hidden: true, pools: [pool(7)] }),
];

describe('a weekly summary', () => {
  it('says what needs you, what is coming, what was spent and what is left', () => {
    const { title, body } = weeklyWords({ accounts, providers, spend: priced }, context);
    expect(title).toBe('Your week: Crustdata runs out on Tuesday');
    expect(body).toBe(
      [
        '430 top-up credits at Spidra expire on 25 November.',
        '',
        'Runs out in the coming week:',
        '- Crustdata, production: likely runs out, 24 November',
        '',
        'Expires in the coming week:',
        '- Spidra, research: 430 credits of a top-up will expire unused, 25 November',
        '',
        'Spent: $12.11 from 14 to 20 November. $10.55 more than from 7 to 13 November.',
        '',
        'Left:',
        '- Crustdata, production: 940.5 of 5,000 credits left',
        '- Spidra, research: 430 credits left',
      ].join('\n'),
    );
  });

  it('hides every amount on a shared screen', () => {
    const { title, body } = weeklyWords({ accounts, providers, spend: priced }, { ...context, mask: true });
    expect(`${title}\n${body}`.replaceAll(/\d+( to \d+)? November/g, '')).not.toMatch(/\d/);
    expect(body).toContain('- Crustdata, production: ••• of ••• credits left');
  });

  it('leaves out what there is nothing to say of, and the end of a long list', () => {
    const many = Array.from({ length: 14 }, (_, at) =>
      account(`b${at}`, 'crustdata', `number ${at}`, { pools: [pool(50)] }),
    );
    const { body } = weeklyWords({ accounts: many, providers, spend: unpriced }, context);
    expect(body).not.toMatch(/spent|Nothing|Runs out|Expires/);
    expect(body.match(/^- /gm)).toHaveLength(10);
    expect(body).toMatch(/\nand 4 more$/);
  });
});
