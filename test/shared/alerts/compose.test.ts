import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeNotifications } from '../../../shared/alerts/index.ts';
import {
  type AlertKind,
  alertKindSchema,
  type Episode,
  notificationSchema,
} from '../../../shared/model/index.ts';
import { hour, start } from './made.ts';

import '../../helpers/seeded.ts';

const names = new Map([
  ['a', 'production'],
  ['b', 'research'],
  ['c', 'crawler'],
  ['d', 'spare'],
]);
const episode = (account: string, kind: AlertKind, rest: Partial<Episode> = {}): Episode => ({
  id: `${account}/${kind}/1`,
  account,
  key: kind,
  kind,
  severity: 'warning',
  level: 0,
  raisedAt: start,
  changedAt: start,
  clearedAt: null,
  text: '593.5 of 10,000 credits left; the next refill (10,000 credits) is on 1 Dec.',
  masked: '••• of ••• credits left; the next refill (••• credits) is on 1 Dec.',
  notificationState: 'pending',
  notifiedLevel: -1,
  acknowledgedAt: null,
  snoozedUntil: null,
  ...rest,
});
const compose = (raised: Episode[], summary = false) =>
  composeNotifications(raised, names, { now: start, zone: 'UTC', summary });

describe('notifications', () => {
  it('are one each up to three, worst first', () => {
    const made = compose([episode('a', 'low'), episode('b', 'exhausted', { severity: 'critical' })]);
    expect(made).toMatchObject([
      { account: 'b', title: 'research', severity: 'critical', episode: 'b/exhausted/1', sound: true },
      {
        account: 'a',
        title: 'production',
        body: '593.5 of 10,000 credits left; the next refill (10,000 credits) is on 1 Dec.',
        masked: {
          title: 'production',
          body: '••• of ••• credits left; the next refill (••• credits) is on 1 Dec.',
        },
      },
    ]);
  });

  it('become one summary for more, which names the worst of each account', () => {
    const raised = [
      episode('a', 'low'),
      episode('b', 'exhausted', { severity: 'critical' }),
      episode('b', 'burn-spike'),
      episode('c', 'runs-out-soon'),
      episode('d', 'credential-rejected', { severity: 'critical' }),
    ];
    expect(compose(raised)).toMatchObject([
      {
        account: null,
        episode: null,
        severity: 'critical',
        title: '4 accounts need attention',
        body: 'research has nothing left; spare needs a new key; production is running low; crawler runs out soon.',
      },
    ]);
  });

  it('become one summary after quiet hours or a sleep, even for one account', () => {
    expect(compose([episode('a', 'low'), episode('a', 'burn-spike')], true)).toMatchObject([
      { account: 'a', title: 'production', body: 'Is running low, is burning far faster than usual.' },
    ]);
    expect(compose([episode('a', 'low')], true)).toMatchObject([{ episode: 'a/low/1' }]);
  });

  it('are one for all unreachable accounts', () => {
    const lost = ['a', 'b', 'c', 'd'].map((account) => episode(account, 'unreachable'));
    expect(compose([...lost, episode('a', 'low')])).toMatchObject([
      { title: 'production', episode: 'a/low/1' },
      { title: '4 accounts cannot be reached', body: 'production, research, crawler, spare.' },
    ]);
  });

  it('about events make no sound', () => {
    const [news] = compose([episode('a', 'topup-seen', { severity: 'info' })]);
    expect(news?.sound).toBe(false);
    const all = ['a', 'b', 'c', 'd'].map((account) => episode(account, 'topup-seen', { severity: 'info' }));
    expect(compose(all)).toMatchObject([{ title: 'News for 4 accounts', sound: false }]);
  });

  it('have the same id for the same episodes, and another for a worse one or a reminder', () => {
    const ids = (raised: Episode[]) => compose(raised).map(({ id }) => id);
    const many = ['a', 'b', 'c', 'd'].map((account) => episode(account, 'low'));
    expect(ids(many)).toEqual(ids(many.toReversed()));
    const one = episode('a', 'low');
    const three = [one, { ...one, level: 1 }, { ...one, snoozedUntil: start + hour }].flatMap((each) =>
      ids([each]),
    );
    expect(new Set(three).size).toBe(3);
  });

  it('are complete, short and without amounts if masked, whatever is raised', () => {
    const long = fc.string({ minLength: 1, maxLength: 200 }).map((text) => `${text} 12,345 `);
    const raised = fc.array(
      fc.record({
        account: fc.constantFrom('a', 'b', 'c', 'd', 'unknown'),
        kind: fc.constantFrom(...alertKindSchema.options),
        text: long,
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(raised, fc.boolean(), (parts, summary) => {
        const episodes = parts.map(({ account, kind, text }, index) =>
          episode(account, kind, { id: `${index}`, text, masked: 'Hidden.' }),
        );
        const made = compose(episodes, summary);
        expect(made.length).toBeGreaterThan(0);
        expect(made.length).toBeLessThanOrEqual(3);
        expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
        for (const each of made) {
          notificationSchema.parse(each);
          expect(each.body.length).toBeLessThanOrEqual(110);
          expect(`${each.title}${each.body}`).not.toContain('\n');
          expect(each.masked.body).not.toContain('12,345');
        }
      }),
    );
  });
});
