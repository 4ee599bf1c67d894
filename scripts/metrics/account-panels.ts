import { by, field, inOneRow, ofAccounts, ofInstances, type Panel, steps, words } from './panel.ts';

const line = { drawStyle: 'line', lineInterpolation: 'stepAfter', fillOpacity: 5, showPoints: 'never' };
const list = {
  legend: { displayMode: 'list', placement: 'bottom' },
  tooltip: { mode: 'multi', sort: 'desc' },
};

const ofCap = ['instance', 'account', 'label', 'provider', 'tag', 'cap', 'window', 'unit'];
const capTable = (expr: string) => ({ expr: by(ofCap, expr) });
const filled = steps(['green', null], ['orange', 0.8], ['red', 1]);

/** What the caps leave. */
const capPanels: Panel[] = [
  { type: 'row', title: 'Caps', width: 24, height: 1 },
  {
    type: 'table',
    title: 'Caps, fullest first',
    width: 12,
    height: 9,
    isTable: true,
    queries: [
      capTable(ofAccounts('fuelgauge_cap_use_ratio')),
      capTable(ofAccounts('fuelgauge_cap_limit')),
      capTable(ofAccounts('fuelgauge_cap_reach_probability_ratio')),
      capTable(`1000 * ${ofAccounts('fuelgauge_cap_reset_timestamp_seconds')}`),
    ],
    transformations: inOneRow({
      labels: ofCap,
      columns: {
        label: 'Account',
        provider: 'Provider',
        cap: 'Cap',
        'Value #A': 'Used',
        'Value #B': 'Limit',
        unit: 'Unit',
        'Value #C': 'Chance to hit it',
        'Value #D': 'Resets',
        instance: 'Fuelgauge',
      },
      sortBy: { field: 'Used', desc: true },
    }),
    fieldConfig: {
      defaults: { custom: { filterable: true } },
      overrides: [
        field('Used', {
          unit: 'percentunit',
          min: 0,
          max: 1,
          thresholds: filled,
          'custom.cellOptions': { type: 'gauge', mode: 'basic' },
        }),
        field('Limit', { unit: 'short' }),
        field('Chance to hit it', { unit: 'percentunit' }),
        field('Resets', { unit: 'dateTimeAsIso' }),
      ],
    },
  },
  {
    type: 'timeseries',
    title: 'Use of caps',
    width: 12,
    height: 9,
    queries: [{ expr: ofAccounts('fuelgauge_cap_use_ratio'), legend: '{{label}} · {{cap}}' }],
    fieldConfig: {
      defaults: {
        unit: 'percentunit',
        min: 0,
        thresholds: filled,
        custom: { ...line, thresholdsStyle: { mode: 'dashed' } },
      },
    },
    options: list,
  },
];

/** What it costs. Each currency for itself. */
export const moneyPanels: Panel[] = [
  ...capPanels,
  { type: 'row', title: 'Spend', width: 24, height: 1 },
  {
    type: 'stat',
    title: 'Spent this month',
    description: 'Of all chosen accounts, each currency for itself.',
    width: 6,
    height: 8,
    queries: [
      { expr: `sum by (unit) (${ofAccounts('fuelgauge_account_spend_this_month')})`, legend: '{{unit}}' },
    ],
    fieldConfig: { defaults: { unit: 'short', decimals: 2, noValue: 'No prices are known' } },
    options: { colorMode: 'none', graphMode: 'none', textMode: 'value_and_name' },
  },
  {
    type: 'timeseries',
    title: 'Spent this month, by account',
    width: 12,
    height: 8,
    queries: [{ expr: ofAccounts('fuelgauge_account_spend_this_month'), legend: '{{label}}, {{unit}}' }],
    fieldConfig: { defaults: { unit: 'short', decimals: 2, custom: line } },
    options: list,
  },
  {
    type: 'stat',
    title: 'Budgets',
    width: 6,
    height: 8,
    queries: [{ expr: ofInstances('fuelgauge_budget_use_ratio'), legend: '{{name}}, {{period}}' }],
    fieldConfig: {
      defaults: { unit: 'percentunit', noValue: 'There is no budget', thresholds: filled },
    },
    options: { colorMode: 'value', graphMode: 'none', textMode: 'value_and_name', orientation: 'horizontal' },
  },
];

/** Whether what is shown can be believed. */
const states = {
  0: { text: 'ok', color: 'green' },
  1: { text: 'off', color: 'text' },
  2: { text: 'waiting', color: 'blue' },
  3: { text: 'stale', color: 'orange' },
  4: { text: 'error', color: 'red' },
};

export const accountPanels: Panel[] = [
  { type: 'row', title: 'Health', width: 24, height: 1 },
  {
    type: 'state-timeline',
    title: 'Health of the accounts',
    width: 12,
    height: 10,
    queries: [
      {
        expr: Object.entries(states)
          .map(
            ([number, { text }]) =>
              `${number} * (sum without (state) (${ofAccounts('fuelgauge_account_health', `state="${text}"`)}) == 1)`,
          )
          .join('\nor\n'),
        legend: '{{label}} ({{provider}})',
      },
    ],
    fieldConfig: { defaults: { mappings: words(states), custom: { fillOpacity: 70, lineWidth: 0 } } },
    options: { mergeValues: true, showValue: 'never', legend: { displayMode: 'list', placement: 'bottom' } },
  },
  {
    type: 'timeseries',
    title: 'Age of the readings',
    width: 12,
    height: 10,
    queries: [
      {
        expr: `time() - ${ofAccounts('fuelgauge_account_reading_timestamp_seconds')}`,
        legend: '{{label}} ({{provider}})',
      },
    ],
    fieldConfig: { defaults: { unit: 's', min: 0, custom: line } },
    options: list,
  },
];

export const pollPanels: Panel[] = [
  {
    type: 'timeseries',
    title: 'Duration of polls, 95th percentile',
    width: 10,
    height: 8,
    queries: [
      {
        expr: `histogram_quantile(0.95, sum by (le, provider) (rate(fuelgauge_poll_duration_seconds_bucket{instance=~"$instance", provider=~"$provider"}[$__rate_interval])))`,
        legend: '{{provider}}',
      },
    ],
    fieldConfig: { defaults: { unit: 's', min: 0, custom: line } },
    options: list,
  },
  {
    type: 'timeseries',
    title: 'Polls without a reading',
    width: 10,
    height: 8,
    queries: [
      {
        expr: `sum by (provider, kind) (increase(${ofInstances('fuelgauge_poll_errors_total', 'provider=~"$provider"')}[$__rate_interval])) > 0`,
        legend: '{{provider}}: {{kind}}',
      },
    ],
    fieldConfig: {
      defaults: { unit: 'short', min: 0, noValue: 'None', custom: { drawStyle: 'bars', fillOpacity: 60 } },
    },
    options: list,
  },
  {
    type: 'stat',
    title: 'Left out',
    description: 'Accounts, pools, caps, budgets and providers beyond the bounds of /metrics.',
    width: 4,
    height: 8,
    queries: [{ expr: `sum(${ofInstances('fuelgauge_left_out')})` }],
    fieldConfig: { defaults: { thresholds: steps(['green', null], ['orange', 1]) } },
    options: { colorMode: 'value', graphMode: 'none' },
  },
];
