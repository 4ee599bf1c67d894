import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerCheck } from '../../main/cli/check.ts';
import { accountsTable } from '../../main/cli/text/accounts-table.ts';
import { conditionsOf, effectiveRules } from '../../shared/alerts/index.ts';
import { type AccountState, accountStateSchema, frequencySchema } from '../../shared/model/index.ts';
import { remarksOf } from '../../shared/remarks.ts';
import { sortByStanding } from '../../shared/standing/index.ts';
import { statusJson } from '../../shared/status-json.ts';
import { figureOf, subtitleOf, summarize } from '../../shared/summary/index.ts';
import { timelineOf } from '../../shared/timeline/index.ts';
import { trayGauge, trayMenu, trayTitle, trayTooltip } from '../../shared/tray/menu.ts';
import { account, alert, appState, cap, forecast, grant, now, pool, providers } from '../helpers/states.ts';

// Whatever the schema allows in one account, no shell may throw because of it: it would take all the others with it.

const latest = 8.64e15;
const instant = fc.oneof(
  fc.constantFrom(-latest, -62_135_596_800_000, -1, 0, now - 1, now, now + 1, 253_402_300_800_000, latest),
  fc.integer({ min: -latest, max: latest }),
  fc.integer({ min: now - 4e9, max: now + 4e9 }),
);
const amount = fc.oneof(
  fc.constantFrom(-1e15, -1, -1e-9, 0, 5e-324, 1e-9, 0.5, 1, 1e15),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.integer({ min: 0, max: 10_000 }),
);
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });
const instants = fc.record({ early: maybe(instant), likely: maybe(instant), late: maybe(instant) });
const frequency = maybe(fc.constantFrom(...frequencySchema.options));

const anyGrant = fc
  .record({
    kind: fc.constantFrom('refill' as const, 'topup' as const, 'package' as const, 'promotion' as const),
    remaining: amount,
    granted: maybe(amount),
    grantedAt: maybe(instant),
    expiresAt: maybe(instant),
  })
  .map((rest) => grant(rest.remaining, { ...rest, id: 'g1' }));
const anyForecast = fc
  .record({
    burnPerDay: maybe(amount),
    runsOutAt: instants,
    confidence: fc.constantFrom('none' as const, 'low' as const, 'good' as const),
    waste: fc.array(
      fc.record({ grant: fc.constant('g1'), at: instant, early: amount, likely: amount, late: amount }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(forecast);
const anyPool = fc
  .record({
    used: maybe(amount),
    limit: maybe(amount),
    cycle: maybe(
      fc.record({
        frequency,
        renewsAt: maybe(instant),
        grant: maybe(amount),
        rollover: fc.constantFrom('all' as const, 'none' as const),
      }),
    ),
    grants: fc.array(anyGrant, { maxLength: 3 }),
    forecast: maybe(anyForecast),
  })
  .chain((rest) => maybe(amount).map((remaining) => pool(remaining, rest)));
const anyCap = fc
  .record({
    window: fc.constantFrom('minute' as const, 'day' as const, 'month' as const, 'concurrent' as const),
    limit: amount,
    used: maybe(amount),
    resetsAt: maybe(instant),
    zone: fc.constantFrom(null, 'UTC', 'America/New_York'),
    hard: fc.boolean(),
    forecast: maybe(
      fc.record({ reachedAt: instants, probability: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
  })
  .map(cap);
const anyHealth = fc.record({
  state: fc.constantFrom(
    'ok' as const,
    'stale' as const,
    'error' as const,
    'waiting' as const,
    'off' as const,
  ),
  readAt: maybe(instant),
  error: maybe(
    fc.record({
      kind: fc.constantFrom('offline' as const, 'exhausted' as const, 'malformed' as const),
      message: fc.constant('No.'),
      retryAt: maybe(instant),
      advice: fc.constant('Wait.'),
    }),
  ),
  nextAt: maybe(instant),
});
const anyAccount: fc.Arbitrary<AccountState> = fc
  .record({
    pools: fc.array(anyPool, { maxLength: 2 }),
    caps: fc.array(anyCap, { maxLength: 2 }),
    health: anyHealth,
    alerts: fc.array(
      fc
        .record({ since: instant, snoozedUntil: maybe(instant) })
        .map((rest) => ({ ...alert('low', 'warning'), ...rest })),
      { maxLength: 2 },
    ),
    paused: fc.boolean(),
  })
  .map((rest) => account('a2', 'crustdata', 'any', rest));

const zones = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'];

/** What every shell does with all accounts. */
function folds(state: ReturnType<typeof appState>, zone: string): unknown[] {
  const context = { now: state.at, zone, mask: false };
  return [
    sortByStanding(state.accounts, state.at),
    summarize(state.accounts, state.providers, context),
    timelineOf(state.accounts, state.providers, context),
    statusJson(state),
    accountsTable(state, new Map(), zone, (_, text) => text),
    trayMenu(state, zone),
    trayTooltip(state, zone),
    trayTitle(state),
    trayGauge(state),
    ...state.accounts.map((each) => {
      const provider = providers.find(({ id }) => id === each.provider);
      const figure = figureOf(each, provider);
      return [
        remarksOf(each, context),
        subtitleOf(each, figure, context),
        provider && answerCheck(each, provider, 1, state.at),
        conditionsOf(
          {
            pools: each.pools,
            caps: each.caps,
            spike: { since: state.at, factor: 4 },
            error: each.health.error,
            errorSince: each.health.readAt,
            errorAt: each.health.readAt,
            readAt: each.health.readAt,
          },
          effectiveRules(state.alerting.rules, each.alertSettings),
          context,
        ),
      ];
    }),
  ];
}

it('takes any account that the schema allows, beside two that are well', () => {
  fc.assert(
    fc.property(anyAccount, fc.constantFrom(...zones), (any, zone) => {
      accountStateSchema.parse(any);
      const state = appState([account('a1', 'crustdata', 'one'), any, account('a3', 'capsolver', 'three')]);
      expect(() => folds(state, zone)).not.toThrow();
    }),
    { numRuns: 600 },
  );
});
