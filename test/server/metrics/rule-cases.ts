// What each alert rule says, and when it keeps quiet. `promtool test rules` runs them on a clock that starts at 0.

/** A number, or a list of one each minute in promtool's notation. */
type Series = Record<string, string | number>;

export interface RuleCase {
  alert: string;
  when: string;
  series: Series;
  /** When the rules are looked at. Default: after 20 minutes, longer than most of them wait. */
  minutes?: number;
  /** Null: it keeps quiet. */
  fires: { labels: Record<string, string>; summary: string; description: string } | null;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const usual = 20;
/** For the rules that wait for an hour. */
const long = 65;

const target = { instance: 'ana:47615', job: 'fuelgauge' };
const account = { ...target, account: 'a1', label: 'production', provider: 'crustdata', tag: 'live' };
const pool = { ...account, pool: 'credits', unit: 'credits' };
const cap = { ...account, cap: 'daily', window: 'day', unit: 'requests' };
const budget = { ...target, budget: 'budget-1', name: 'Budget for live', period: 'month', unit: 'USD' };

const series = (name: string, labels: Record<string, string>): string =>
  `fuelgauge_${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ')}}`;

const runOut = (seconds: number): Series => ({
  [series('pool_run_out_timestamp_seconds', { ...pool, estimate: 'likely' })]: usual * minute + seconds,
  [series('pool_remaining', pool)]: 240,
});
const off: Series = { [series('account_health', { ...account, state: 'off' })]: 1 };
const error = (kind: string): Series => ({ [series('account_error_info', { ...account, kind })]: 1 });

const runsOut: RuleCase[] = [
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'it is likely empty in two days',
    series: runOut(2 * day),
    fires: {
      labels: { ...pool, estimate: 'likely', severity: 'warning' },
      summary: 'production (crustdata) runs out soon',
      description: 'What is left of credits is likely used up in 2d 0h 0m 0s.',
    },
  },
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'it is likely empty today',
    series: runOut(hour),
    fires: {
      labels: { ...pool, estimate: 'likely', severity: 'critical' },
      summary: 'production (crustdata) runs out soon',
      description: 'What is left of credits is likely used up in 1h 0m 0s.',
    },
  },
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'it should be empty by now',
    series: runOut(-hour),
    fires: {
      labels: { ...pool, estimate: 'likely', severity: 'critical' },
      summary: 'production (crustdata) runs out soon',
      description: 'What is left of credits is likely used up in 0s.',
    },
  },
  { alert: 'FuelgaugeRunsOutSoon', when: 'it lasts four days', series: runOut(4 * day), fires: null },
  { alert: 'FuelgaugeRunsOutSoon', when: 'it is new', series: runOut(2 * day), minutes: 14, fires: null },
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'the refill comes first',
    series: { ...runOut(2 * day), [series('pool_refill_timestamp_seconds', pool)]: usual * minute + day },
    fires: null,
  },
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'all that is left expires first',
    series: {
      ...runOut(2 * day),
      [series('pool_expiring', { ...pool, kind: 'package' })]: 240,
      [series('pool_expiry_timestamp_seconds', { ...pool, kind: 'package' })]: usual * minute + 2 * day,
    },
    fires: null,
  },
  {
    alert: 'FuelgaugeRunsOutSoon',
    when: 'a part of what is left expires first',
    series: {
      ...runOut(2 * day),
      [series('pool_expiring', { ...pool, kind: 'package' })]: 100,
      [series('pool_expiry_timestamp_seconds', { ...pool, kind: 'package' })]: usual * minute + day,
    },
    fires: {
      labels: { ...pool, estimate: 'likely', severity: 'warning' },
      summary: 'production (crustdata) runs out soon',
      description: 'What is left of credits is likely used up in 2d 0h 0m 0s.',
    },
  },
  { alert: 'FuelgaugeRunsOutSoon', when: 'it is paused', series: { ...runOut(day), ...off }, fires: null },
];

const empty = (main: string, refill: string): Series => ({
  [series('pool_remaining', pool)]: 0,
  [series('pool_info', { ...pool, name: 'Credits', main, refill })]: 1,
});

const exhausted: RuleCase[] = [
  {
    alert: 'FuelgaugeExhausted',
    when: 'the main pool is empty',
    series: empty('true', 'monthly'),
    fires: {
      labels: { ...pool, severity: 'critical' },
      summary: 'production (crustdata) has nothing left',
      description: 'Nothing is left of credits. Buy more, or wait for the refill.',
    },
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'the provider says so',
    series: error('exhausted'),
    fires: {
      labels: { ...account, kind: 'exhausted', severity: 'critical' },
      summary: 'production (crustdata) has nothing left',
      description: 'Nothing is left. Buy more, or wait for the refill.',
    },
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'both, which is one alert',
    series: { ...empty('true', ''), ...error('exhausted') },
    fires: {
      labels: { ...pool, severity: 'critical' },
      summary: 'production (crustdata) has nothing left',
      description: 'Nothing is left of credits. Buy more, or wait for the refill.',
    },
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'an add-on was never bought',
    series: empty('false', ''),
    fires: null,
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'the day’s credits are used up',
    series: empty('true', 'daily'),
    fires: null,
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'it is paused',
    series: { ...empty('true', ''), ...error('exhausted'), ...off },
    fires: null,
  },
  {
    alert: 'FuelgaugeExhausted',
    when: 'something is left',
    series: { ...empty('true', ''), [series('pool_remaining', pool)]: 0.1 },
    fires: null,
  },
];

const waste = (kind: string, amount: number, seconds: number): Series => ({
  [series('pool_waste', { ...pool, kind, estimate: 'likely' })]: amount,
  [series('pool_waste', { ...pool, kind, estimate: 'late' })]: 2000,
  [series('pool_waste_timestamp_seconds', { ...pool, kind })]: long * minute + seconds,
  [series('pool_expiring', { ...pool, kind })]: 2000,
});

const lapses: RuleCase[] = [
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'a part of a top-up lapses in six days',
    series: waste('topup', 430, 6 * day),
    fires: {
      labels: { ...pool, kind: 'topup', estimate: 'likely', severity: 'warning' },
      summary: 'production (crustdata) has credits that expire soon',
      description: 'About 430 credits (topup) will likely lapse unused, the first within 7 days.',
    },
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'later',
    series: waste('topup', 430, 8 * day),
    fires: null,
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'a refill',
    series: waste('refill', 430, day),
    fires: null,
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'hardly anything',
    series: waste('topup', 39, day),
    fires: null,
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'nothing',
    series: waste('topup', 0, day),
    fires: null,
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    minutes: long,
    when: 'it is paused',
    series: { ...waste('topup', 430, day), ...off },
    fires: null,
  },
];

const capped = (ratio: number, probability: number, window = 'day', hard = 'true'): Series => ({
  [series('cap_use_ratio', { ...cap, window })]: ratio,
  [series('cap_reach_probability_ratio', { ...cap, window })]: probability,
  [series('cap_info', { ...cap, window, name: 'Daily credits', hard })]: 1,
});

const caps: RuleCase[] = [
  {
    alert: 'FuelgaugeCapSoon',
    when: 'it is likely reached',
    series: capped(0.64, 0.83),
    fires: {
      labels: { ...cap, severity: 'warning' },
      summary: 'production (crustdata) will hit a cap soon',
      description: 'The cap daily is reached before its reset with a chance of 83%.',
    },
  },
  { alert: 'FuelgaugeCapSoon', when: 'it is hardly reached', series: capped(0.64, 0.69), fires: null },
  { alert: 'FuelgaugeCapSoon', when: 'it is reached', series: capped(1, 1), fires: null },
  {
    alert: 'FuelgaugeCapSoon',
    when: 'it is paused',
    series: { ...capped(0.64, 0.83), ...off },
    fires: null,
  },
  {
    alert: 'FuelgaugeCapReached',
    when: 'nothing is left of it',
    series: capped(1, 1),
    fires: {
      labels: { ...cap, severity: 'warning' },
      summary: 'production (crustdata) has hit a cap',
      description: 'The cap daily is used up: nothing more is served until it resets.',
    },
  },
  { alert: 'FuelgaugeCapReached', when: 'some is left', series: capped(0.99, 1), fires: null },
  {
    alert: 'FuelgaugeCapReached',
    when: 'it stops nothing',
    series: capped(1, 1, 'day', 'false'),
    fires: null,
  },
  { alert: 'FuelgaugeCapReached', when: 'it is one per minute', series: capped(1, 1, 'minute'), fires: null },
];

const health = (state: string, value: string | number = 1): Series => ({
  [series('account_health', { ...account, state })]: value,
});

const healthCases: RuleCase[] = [
  ...['stale', 'error'].map(
    (state): RuleCase => ({
      alert: 'FuelgaugeReadingStale',
      minutes: long,
      when: `it is ${state} for an hour`,
      series: { ...health(state), ...health('ok', 0) },
      fires: {
        labels: { ...account, severity: 'warning' },
        summary: 'production (crustdata) has no new reading',
        description: 'For more than 60 minutes no poll brought a reading. All that is shown of it is old.',
      },
    }),
  ),
  {
    alert: 'FuelgaugeReadingStale',
    minutes: long,
    when: 'it fails, then is stale, for less than an hour',
    series: {
      ...health('ok', '1x35 0x30'),
      ...health('error', '0x35 1x10 0x19'),
      ...health('stale', '0x46 1x18'),
    },
    fires: null,
  },
  { alert: 'FuelgaugeReadingStale', minutes: long, when: 'it is fine', series: health('ok'), fires: null },
  {
    alert: 'FuelgaugeReadingStale',
    minutes: long,
    when: 'its key is rejected',
    series: { ...health('error'), ...error('bad-credential') },
    fires: null,
  },
  {
    alert: 'FuelgaugeKeyRejected',
    when: 'the provider rejects the key',
    series: error('bad-credential'),
    fires: {
      labels: { ...account, kind: 'bad-credential', severity: 'critical' },
      summary: 'production (crustdata) needs a new key',
      description:
        'The provider rejected the key, so it is not polled any more. Replace the key in Fuelgauge.',
    },
  },
  { alert: 'FuelgaugeKeyRejected', when: 'it has another error', series: error('timed-out'), fires: null },
];

const up = 'up{instance="ana:47615", job="fuelgauge"}';
const downWords =
  'Does it run, and is the read token of Prometheus still valid? Its accounts are not watched here.';

const others: RuleCase[] = [
  {
    alert: 'FuelgaugeDown',
    when: 'it does not answer',
    series: { [up]: '1x10 0x10' },
    fires: {
      labels: { ...target, severity: 'warning' },
      summary: 'Fuelgauge does not answer at ana:47615',
      description: downWords,
    },
  },
  {
    alert: 'FuelgaugeDown',
    when: 'nobody asks it any more',
    series: { 'up{instance="node:9100", job="node"}': 1 },
    fires: {
      labels: { job: 'fuelgauge', severity: 'warning' },
      summary: 'Fuelgauge does not answer',
      description: downWords,
    },
  },
  { alert: 'FuelgaugeDown', when: 'it answers', series: { [up]: 1 }, fires: null },
  { alert: 'FuelgaugeDown', when: 'it restarts', series: { [up]: '1x16 0x4' }, fires: null },
  {
    alert: 'FuelgaugeBudgetPassed',
    when: 'more than all of it is spent',
    series: { [series('budget_use_ratio', budget)]: 1.02 },
    fires: {
      labels: { ...budget, severity: 'warning' },
      summary: 'Budget for live is passed',
      description: '102% of the budget of this month is spent.',
    },
  },
  {
    alert: 'FuelgaugeBudgetPassed',
    when: 'some is left of it',
    series: { [series('budget_use_ratio', budget)]: 0.99 },
    fires: null,
  },
];

export const ruleCases: readonly RuleCase[] = [
  ...runsOut,
  ...exhausted,
  ...lapses,
  ...caps,
  ...healthCases,
  ...others,
];

/** The cases as a file for `promtool test rules`: JSON is YAML, too. */
export const ruleTests = (rulesFile: string): string =>
  JSON.stringify({
    rule_files: [rulesFile],
    evaluation_interval: '1m',
    tests: ruleCases.map(({ alert, when, series: given, minutes = usual, fires }) => ({
      name: `${alert}: ${when}`,
      interval: '1m',
      input_series: Object.entries(given).map(([name, value]) => ({
        series: name,
        values: typeof value === 'number' ? `${value}x${minutes}` : value,
      })),
      alert_rule_test: [
        {
          alertname: alert,
          eval_time: `${minutes}m`,
          exp_alerts:
            fires === null
              ? []
              : [
                  {
                    exp_labels: fires.labels,
                    exp_annotations: { summary: fires.summary, description: fires.description },
                  },
                ],
        },
      ],
    })),
  });
