import { describe, expect, it } from 'vitest';
import { accountsTable } from '../../../main/cli/text/accounts-table.ts';
import { conditionsOf } from '../../../shared/alerts/index.ts';
import { calendarText } from '../../../shared/calendar.ts';
import { drawsSentence, planJob } from '../../../shared/estimate/index.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { defaultAlertRules, type PoolState } from '../../../shared/model/index.ts';
import { outlook, wasteSentences } from '../../../shared/outlook/index.ts';
import { remarksOf } from '../../../shared/remarks.ts';
import { figureOf, subtitleOf, summarize } from '../../../shared/summary/index.ts';
import { dayMs, dayNumber } from '../../../shared/time/index.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import { cases, days, expectDays, zones } from '../../helpers/event-days.ts';
import {
  account,
  appState,
  forecast,
  grant,
  monthly,
  now,
  pool,
  providers,
  range,
} from '../../helpers/states.ts';

// Wherever an event is told, it is told on the same day. The account page has its own test.

const expiring = (at: number): PoolState =>
  pool(1000, {
    grants: [grant(1000, { id: 't', kind: 'topup', granted: 1200, expiresAt: at })],
    forecast: forecast({
      waste: [{ grant: 't', at, early: 420, likely: 430, late: 440 }],
      runsOutAt: range(null),
    }),
  });

const refilled = (at: number): PoolState =>
  pool(240, {
    limit: 5000,
    cycle: { ...monthly(5000), renewsAt: at },
    provenance: { remaining: 'reported', cycle: 'reported' },
    forecast: forecast({ runsOutAt: range(9, 40, 60) }),
  });

const facts = (one: PoolState) => ({
  pools: [one],
  caps: [],
  spike: null,
  error: null,
  errorSince: null,
  errorAt: null,
  readAt: now,
});
const plain = (_: string, text: string) => text;
const table = (one: PoolState, zone: string) =>
  accountsTable(
    appState([account('a', 'crustdata', 'production', { pools: [one] })]),
    new Map(),
    zone,
    plain,
  );
const daysAway = (at: number) => Math.ceil((at - now) / dayMs);

describe('an expiry is told by its last usable day', () => {
  it.each(cases)('%s in %s', (instant, zone) => {
    const at = Date.parse(instant);
    const context: WritingContext = { now, zone };
    const wanted = days(at - 1, zone);
    const one = expiring(at);
    const owner = account('a', 'crustdata', 'production', { pools: [one] });
    const [event] = timelineOf([owner], providers, context);
    const rules = {
      ...defaultAlertRules,
      'expires-soon': { enabled: true, days: [daysAway(at)] },
    };
    const cost = { count: 1, counted: 'call', least: 500, likely: 500, most: 500 } as const;
    const plan = planJob({
      cost: { ...cost, unit: one.unit, lines: [], cheaper: [], notes: [] },
      account: { ...owner, health: { ...owner.health, readAt: now } },
      now,
    });
    expectDays(
      {
        alert: conditionsOf(facts(one), rules, context)
          .map(({ text }) => text)
          .join(),
        waste: wasteSentences(one, [], context)
          .map(({ text, advice }) => `${text} ${advice}`)
          .join(),
        chip: remarksOf(owner, context)
          .map(({ text }) => text)
          .join(),
        row: subtitleOf(
          { ...owner, pools: [{ ...one, forecast: null }] },
          figureOf({ ...owner, pools: [{ ...one, forecast: null }] }, undefined),
          context,
        ).text,
        'command line': table({ ...one, forecast: null }, zone),
        estimate: (drawsSentence(plan, one.unit, context) ?? '').replace(/[()]/g, ''),
      },
      wanted,
    );
    expect(event?.day).toBe(dayNumber(at - 1, zone));
    const file = calendarText(event === undefined ? [] : [event], { now, zone });
    const iso = new Date(dayNumber(at - 1, zone) * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
    expect(file).toContain(`DTSTART;VALUE=DATE:${iso}`);
  });
});

describe('a refill is told on its day', () => {
  it.each(cases)('%s in %s', (instant, zone) => {
    const at = Date.parse(instant);
    const context: WritingContext = { now, zone };
    const one = refilled(at);
    const owner = account('a', 'crustdata', 'production', { pools: [one] });
    const [event] = timelineOf([owner], providers, context).filter(({ kind }) => kind === 'refill');
    const empty = { ...one, remaining: 0 };
    expectDays(
      {
        alert: conditionsOf(facts(empty), defaultAlertRules, context)[0]?.text ?? '',
        outlook: outlook(empty, [], context).long,
        headline: summarize([account('a', 'crustdata', 'production', { pools: [empty] })], providers, context)
          .title,
        row: subtitleOf(
          { ...owner, pools: [empty] },
          figureOf({ ...owner, pools: [empty] }, undefined),
          context,
        ).text,
        'command line': table({ ...one, forecast: null }, zone),
      },
      days(at, zone),
    );
    expect(event?.day).toBe(dayNumber(at, zone));
  });

  it('that you entered, wherever you are', () => {
    const at = Date.parse('2027-02-28T00:00:00Z');
    const one = {
      ...refilled(at),
      provenance: { remaining: 'reported', cycle: 'computed' },
    } as const;
    for (const zone of zones) {
      expect(table({ ...one, forecast: null }, zone)).toContain('refills 5,000 on 28 Feb 2027');
    }
  });
});

describe('what is past is told as past', () => {
  it('on the command line', () => {
    const past = now - 5 * dayMs;
    const text = table(
      pool(150, {
        limit: 1000,
        cycle: { ...monthly(1000), renewsAt: past },
        grants: [grant(100, { kind: 'topup', expiresAt: past })],
      }),
      'UTC',
    );
    expect(text).toContain('refill 1,000 was due on 16 Nov');
    expect(text).toContain('expired on 16 Nov');
    expect(text).not.toMatch(/refills|expires/);
  });
});
