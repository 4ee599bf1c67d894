import { by, field, inOneRow, ofAccounts, type Panel, steps } from './panel.ts';

const daySeconds = 86_400;

const ofPool = ['instance', 'account', 'label', 'provider', 'tag', 'pool', 'unit'];
const poolTable = (expr: string) => ({ expr: by(ofPool, expr) });

const remaining = ofAccounts('fuelgauge_pool_remaining');
const runOut = (estimate: string) =>
  ofAccounts('fuelgauge_pool_run_out_timestamp_seconds', `estimate="${estimate}"`);

/** A number of each account beside each of its pools. */
const besidePool = (expr: string) =>
  poolTable(`${ofAccounts('fuelgauge_pool_info')} * on (instance, account) group_left () ${expr}`);

/** Of instants in milliseconds, as Grafana wants them. */
const instant = { unit: 'dateTimeAsIso', 'custom.width': 170 };

/** The first look: what is wrong, and every account. */
export const overviewPanels: Panel[] = [
  {
    type: 'stat',
    title: 'Accounts',
    width: 4,
    height: 4,
    queries: [{ expr: `count(${ofAccounts('fuelgauge_account_info')}) or vector(0)` }],
    options: { colorMode: 'none', graphMode: 'none' },
  },
  ...(['critical', 'warning'] as const).map(
    (severity): Panel => ({
      type: 'stat',
      title: severity === 'critical' ? 'Critical' : 'Warnings',
      description: 'Accounts with an active alert in Fuelgauge.',
      width: 4,
      height: 4,
      queries: [
        {
          expr: `count(${ofAccounts('fuelgauge_account_alerts', `severity="${severity}"`)} > 0) or vector(0)`,
        },
      ],
      fieldConfig: {
        defaults: { thresholds: steps(['green', null], [severity === 'critical' ? 'red' : 'orange', 1]) },
      },
      options: { colorMode: 'value', graphMode: 'none' },
    }),
  ),
  {
    type: 'stat',
    title: 'Without a new reading',
    description: 'Accounts whose last poll failed, or whose reading is old.',
    width: 4,
    height: 4,
    queries: [
      {
        expr: `count(sum by (instance, account) (${ofAccounts('fuelgauge_account_health', 'state=~"stale|error"')}) > 0) or vector(0)`,
      },
    ],
    fieldConfig: { defaults: { thresholds: steps(['green', null], ['orange', 1]) } },
    options: { colorMode: 'value', graphMode: 'none' },
  },
  {
    type: 'stat',
    title: 'First likely run-out',
    width: 8,
    height: 4,
    queries: [
      {
        expr: `min((${runOut('likely')} and ignoring (estimate) (${remaining} > 0)) - time())`,
      },
    ],
    fieldConfig: {
      defaults: {
        unit: 's',
        decimals: 1,
        noValue: 'None in sight',
        thresholds: steps(['red', null], ['orange', daySeconds], ['green', 3 * daySeconds]),
      },
    },
    options: { colorMode: 'value', graphMode: 'none' },
  },
  {
    type: 'table',
    title: 'Balances, most urgent first',
    description: 'In the order of Fuelgauge itself.',
    width: 24,
    height: 12,
    isTable: true,
    queries: [
      besidePool(ofAccounts('fuelgauge_account_urgency_rank')),
      poolTable(remaining),
      poolTable(`${remaining} / ${ofAccounts('fuelgauge_pool_limit')}`),
      poolTable(`${daySeconds} * ${ofAccounts('fuelgauge_pool_burn_per_second')}`),
      ...['early', 'likely', 'late'].map((estimate) => poolTable(`1000 * ${runOut(estimate)}`)),
      besidePool(`(time() - ${ofAccounts('fuelgauge_account_reading_timestamp_seconds')})`),
    ],
    transformations: inOneRow({
      labels: ofPool,
      columns: {
        'Value #A': 'Rank',
        label: 'Account',
        provider: 'Provider',
        tag: 'Tags',
        pool: 'Pool',
        'Value #B': 'Left',
        unit: 'Unit',
        'Value #C': 'Left of limit',
        'Value #D': 'Burn per day',
        'Value #E': 'Runs out, early',
        'Value #F': 'Runs out, likely',
        'Value #G': 'Runs out, late',
        'Value #H': 'Age of reading',
        instance: 'Fuelgauge',
      },
      sortBy: { field: 'Rank' },
    }),
    fieldConfig: {
      defaults: { custom: { filterable: true } },
      overrides: [
        field('Rank', { 'custom.width': 60 }),
        field('Left', { unit: 'short', decimals: 2 }),
        field('Left of limit', {
          unit: 'percentunit',
          min: 0,
          max: 1,
          'custom.cellOptions': { type: 'gauge', mode: 'basic' },
          thresholds: steps(['red', null], ['orange', 0.05], ['green', 0.2]),
        }),
        field('Burn per day', { unit: 'short', decimals: 2 }),
        field('Runs out, early', instant),
        field('Runs out, likely', instant),
        field('Runs out, late', instant),
        field('Age of reading', { unit: 's', decimals: 0 }),
      ],
    },
  },
];

const line = { drawStyle: 'line', lineInterpolation: 'stepAfter', fillOpacity: 5, showPoints: 'never' };
const table = {
  legend: { displayMode: 'list', placement: 'bottom' },
  tooltip: { mode: 'multi', sort: 'asc' },
};

/** Balances over time, by unit, and what lies ahead. */
export const balancePanels: Panel[] = [
  { type: 'row', title: 'Balances and run-out', width: 24, height: 1 },
  {
    type: 'timeseries',
    title: 'Left: $unit',
    width: 24,
    height: 8,
    repeat: 'unit',
    queries: [
      { expr: ofAccounts('fuelgauge_pool_remaining', 'unit=~"$unit"'), legend: '{{label}} · {{pool}}' },
    ],
    fieldConfig: { defaults: { unit: 'short', custom: line } },
    options: table,
  },
  {
    type: 'timeseries',
    title: 'Time until it runs out',
    description: 'Likely as a line; early and late as its range. Choose one account to see it clearly.',
    width: 12,
    height: 9,
    queries: ['late', 'likely', 'early'].map((estimate) => ({
      expr: `clamp_min(${runOut(estimate)} - time(), 0)`,
      legend: `{{label}} · {{pool}}, ${estimate}`,
    })),
    fieldConfig: {
      defaults: { unit: 's', custom: { ...line, fillOpacity: 0 } },
      overrides: [
        {
          matcher: { id: 'byRegexp', options: '/, (early|late)$/' },
          properties: [
            { id: 'custom.lineStyle', value: { fill: 'dash', dash: [4, 6] } },
            { id: 'custom.lineWidth', value: 1 },
            { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
          ],
        },
      ],
    },
    options: table,
  },
  {
    type: 'timeseries',
    title: 'Burn per day, against what is left',
    description: 'How much of its balance a pool burns in a day, so that all units have one scale.',
    width: 12,
    height: 9,
    queries: [
      {
        expr: `${daySeconds} * ${ofAccounts('fuelgauge_pool_burn_per_second')} / (${remaining} > 0)`,
        legend: '{{label}} · {{pool}}',
      },
    ],
    fieldConfig: { defaults: { unit: 'percentunit', custom: line } },
    options: table,
  },
  {
    type: 'table',
    title: 'What will lapse unused',
    description: 'Likely, of what the grants hold now.',
    width: 24,
    height: 8,
    isTable: true,
    queries: [
      {
        expr: by([...ofPool, 'kind'], `${ofAccounts('fuelgauge_pool_waste', 'estimate="likely"')} > 0`),
      },
      { expr: by([...ofPool, 'kind'], `1000 * ${ofAccounts('fuelgauge_pool_waste_timestamp_seconds')}`) },
      { expr: by([...ofPool, 'kind'], ofAccounts('fuelgauge_pool_expiring')) },
      {
        expr: by([...ofPool, 'kind'], `1000 * ${ofAccounts('fuelgauge_pool_expiry_timestamp_seconds')}`),
      },
    ],
    transformations: inOneRow({
      labels: [...ofPool, 'kind'],
      columns: {
        label: 'Account',
        provider: 'Provider',
        pool: 'Pool',
        kind: 'Grant',
        'Value #A': 'Likely lapses',
        unit: 'Unit',
        'Value #B': 'First lapse',
        'Value #C': 'Expires next',
        'Value #D': 'Next expiry',
        instance: 'Fuelgauge',
      },
      sortBy: { field: 'First lapse' },
    }),
    fieldConfig: {
      defaults: { custom: { filterable: true } },
      overrides: [
        field('Likely lapses', { unit: 'short', decimals: 2 }),
        field('First lapse', instant),
        field('Expires next', { unit: 'short', decimals: 2 }),
        field('Next expiry', instant),
      ],
    },
  },
];
