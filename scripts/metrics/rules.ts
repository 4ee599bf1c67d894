import { alertKinds } from '../../shared/alerts/kinds.ts';
import type { MetricName } from '../../shared/metrics/index.ts';
import { defaultAlertRules, type Severity } from '../../shared/model/index.ts';

// The alert rules for Prometheus: what deserves a message, from the metrics alone. Thresholds, severities and words are those of
// Fuelgauge's own alerts, but a team sets its own here: what one person turned off at home says nothing about it.

export interface Rule {
  alert: string;
  expr: string;
  /** How long it must be true, in minutes: one odd reading is no alert. */
  minutes: number;
  severity: Severity;
  summary: string;
  description: string;
}

/** Names a metric; one that does not exist does not compile. */
const m = (name: MetricName): string => name;

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

const { leadHours, criticalHours } = defaultAlertRules['runs-out-soon'];
const { probability } = defaultAlertRules['cap-soon'];
const lapseDays = Math.max(...defaultAlertRules['expires-soon'].days.filter((days) => days <= 7));
/** Smaller losses are not worth a message. As Fuelgauge's own alert has it. */
const lapseShare = 0.02;

const who = '{{ $labels.label }} ({{ $labels.provider }})';
const unlessOff = `unless on (job, instance, account) (${m('fuelgauge_account_health')}{state="off"} == 1)`;

const runOut = `${m('fuelgauge_pool_run_out_timestamp_seconds')}{estimate="likely"}`;

/** `left`: a comparison of the seconds until then. A refill or an expiry that comes first is no run-out. */
const runsOut = (left: string) => `(clamp_min(${runOut} - time(), 0) ${left})
and ignoring (estimate) (${m('fuelgauge_pool_remaining')} > 0)
unless ignoring (estimate) (
  ${m('fuelgauge_pool_refill_timestamp_seconds')} <= ignoring (estimate) ${runOut}
)
unless ignoring (estimate, kind) (
  (${m('fuelgauge_pool_expiring')} >= ignoring (kind) group_left () ${m('fuelgauge_pool_remaining')})
  and
  (${m('fuelgauge_pool_expiry_timestamp_seconds')} <= ignoring (kind, estimate) group_left () ${runOut})
)
${unlessOff}`;

const runsOutWords = {
  alert: 'FuelgaugeRunsOutSoon',
  minutes: 15,
  summary: `${who} ${alertKinds['runs-out-soon'].clause}`,
  description: 'What is left of {{ $labels.pool }} is likely used up in {{ $value | humanizeDuration }}.',
};

const balanceRules: Rule[] = [
  {
    ...runsOutWords,
    expr: runsOut(`< ${leadHours * hourSeconds} >= ${criticalHours * hourSeconds}`),
    severity: alertKinds['runs-out-soon'].severity,
  },
  { ...runsOutWords, expr: runsOut(`< ${criticalHours * hourSeconds}`), severity: 'critical' },
  {
    alert: 'FuelgaugeExhausted',
    // An empty day of a plan that is refilled daily is normal. So are no top-ups beside a plan.
    expr: `(
  (${m('fuelgauge_pool_remaining')} <= 0)
  and ignoring (name, main, refill) ${m('fuelgauge_pool_info')}{main="true", refill!="daily"}
  or on (job, instance, account) ${m('fuelgauge_account_error_info')}{kind="exhausted"}
)
${unlessOff}`,
    minutes: 5,
    severity: alertKinds.exhausted.severity,
    summary: `${who} ${alertKinds.exhausted.clause}`,
    description:
      'Nothing is left{{ with $labels.pool }} of {{ . }}{{ end }}. Buy more, or wait for the refill.',
  },
  {
    alert: 'FuelgaugeLapsesSoon',
    // What is left of a refill when the next one comes is not worth a message.
    expr: `(${m('fuelgauge_pool_waste')}{kind!="refill", estimate="likely"} > 0)
and ignoring (estimate) (${m('fuelgauge_pool_waste_timestamp_seconds')} - time() < ${lapseDays * daySeconds})
and ignoring (estimate) (
  ${m('fuelgauge_pool_waste')}{estimate="likely"}
  >= ignoring (estimate) ${lapseShare} * ${m('fuelgauge_pool_expiring')}
)
${unlessOff}`,
    minutes: 60,
    severity: 'warning',
    summary: `${who} ${alertKinds['expires-soon'].clause}`,
    description: `About {{ $value | humanize }} {{ $labels.unit }} ({{ $labels.kind }}) will likely lapse unused, the first within ${lapseDays} days.`,
  },
];

const capRules: Rule[] = [
  {
    alert: 'FuelgaugeCapSoon',
    expr: `(${m('fuelgauge_cap_reach_probability_ratio')} >= ${probability})
and (${m('fuelgauge_cap_use_ratio')} < 1)
${unlessOff}`,
    minutes: 15,
    severity: alertKinds['cap-soon'].severity,
    summary: `${who} ${alertKinds['cap-soon'].clause}`,
    description:
      'The cap {{ $labels.cap }} is reached before its reset with a chance of {{ $value | humanizePercentage }}.',
  },
  {
    alert: 'FuelgaugeCapReached',
    // A cap per minute only slows an account down, and what runs at the same time comes and goes.
    expr: `(${m('fuelgauge_cap_use_ratio')}{window!~"minute|concurrent"} >= 1)
and ignoring (name, hard) ${m('fuelgauge_cap_info')}{hard="true"}
${unlessOff}`,
    minutes: 5,
    severity: alertKinds['cap-reached'].severity,
    summary: `${who} ${alertKinds['cap-reached'].clause}`,
    description: 'The cap {{ $labels.cap }} is used up: nothing more is served until it resets.',
  },
];

const { afterMinutes: staleMinutes } = defaultAlertRules.unreachable;

const healthRules: Rule[] = [
  {
    alert: 'FuelgaugeReadingStale',
    // Two other rules say it better.
    expr: `sum without (state) (${m('fuelgauge_account_health')}{state=~"stale|error"}) == 1
unless ignoring (kind) ${m('fuelgauge_account_error_info')}{kind=~"bad-credential|exhausted"}`,
    minutes: staleMinutes,
    severity: alertKinds.unreachable.severity,
    summary: `${who} has no new reading`,
    description: `For more than ${staleMinutes} minutes no poll brought a reading. All that is shown of it is old.`,
  },
  {
    alert: 'FuelgaugeKeyRejected',
    expr: `${m('fuelgauge_account_error_info')}{kind="bad-credential"} == 1`,
    minutes: 0,
    severity: alertKinds['credential-rejected'].severity,
    summary: `${who} ${alertKinds['credential-rejected'].clause}`,
    description: 'The provider rejected the key, so it is not polled any more. Replace the key in Fuelgauge.',
  },
  {
    alert: 'FuelgaugeDown',
    expr: `up{job="fuelgauge"} == 0
or
absent(up{job="fuelgauge"})`,
    minutes: 5,
    severity: 'warning',
    summary: 'Fuelgauge does not answer{{ with $labels.instance }} at {{ . }}{{ end }}',
    description:
      'Does it run, and is the read token of Prometheus still valid? Its accounts are not watched here.',
  },
  {
    alert: 'FuelgaugeBudgetPassed',
    expr: `${m('fuelgauge_budget_use_ratio')} >= 1`,
    minutes: 0,
    severity: 'warning',
    summary: '{{ $labels.name }} is passed',
    description: '{{ $value | humanizePercentage }} of the budget of this {{ $labels.period }} is spent.',
  },
];

/** All rules, in the order of the file. */
export const rules: readonly Rule[] = [...balanceRules, ...capRules, ...healthRules];

const head = `# Alert rules for Prometheus, written by \`npm run metrics\` from scripts/metrics/rules.ts. The job must be called fuelgauge.
# docs/metrics.md says what each metric means, docs/teams.md how to set this up.
groups:
  - name: fuelgauge
    rules:
`;

/** The rules as a file. */
export const rulesFile = (): string => head + rules.map(ruleText).join('');

// JSON's texts are YAML's, too.
const ruleText = ({
  alert,
  expr,
  minutes,
  severity,
  summary,
  description,
}: Rule): string => `      - alert: ${alert}
        expr: |-
${expr.replaceAll(/^/gm, '          ')}
        for: ${minutes}m
        labels:
          severity: ${severity}
        annotations:
          summary: ${JSON.stringify(summary)}
          description: ${JSON.stringify(description)}
`;
