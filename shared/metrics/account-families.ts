import { healthSchema, severitySchema } from '../model/index.ts';
import { family, type Label, type MetricFacts, type Sample, sampleOf } from './types.ts';

const ofAccount = ['account', 'label', 'provider', 'tag'] as const satisfies readonly Label[];

/** A number of each account. */
const each =
  (value: (told: MetricFacts['accounts'][number], facts: MetricFacts) => number | null) =>
  (facts: MetricFacts): readonly Sample[] =>
    facts.accounts.flatMap((told) => sampleOf(told.labels, value(told, facts)));

/** What is known of accounts as a whole. */
export const accountFamilies = [
  family({
    name: 'fuelgauge_account_info',
    type: 'gauge',
    help: 'Always 1; the plan of the account as a label',
    labels: [...ofAccount, 'plan'],
    samples: ({ accounts }) =>
      accounts.map(({ account, labels }) => ({ labels: { ...labels, plan: account.plan ?? '' }, value: 1 })),
  }),
  family({
    name: 'fuelgauge_account_tag_info',
    type: 'gauge',
    help: 'Always 1; one for each single tag of the account, to group by',
    labels: ['account', 'tag'],
    samples: ({ accounts }) =>
      accounts.flatMap(({ account: { id, tags } }) =>
        tags.map((tag) => ({ labels: { account: id, tag }, value: 1 })),
      ),
  }),
  family({
    name: 'fuelgauge_account_health',
    type: 'gauge',
    help: 'Whether the account could be polled: 1 for its state (ok, stale, error, waiting or off), 0 for the others',
    labels: [...ofAccount, 'state'],
    samples: ({ accounts }) =>
      accounts.flatMap(({ account, labels }) =>
        healthSchema.shape.state.options.map((state) => ({
          labels: { ...labels, state },
          value: Number(account.health.state === state),
        })),
      ),
  }),
  family({
    name: 'fuelgauge_account_error_info',
    type: 'gauge',
    help: 'Always 1; the kind of error of the last poll as a label; missing if it succeeded',
    labels: [...ofAccount, 'kind'],
    samples: ({ accounts }) =>
      accounts.flatMap(({ account: { health }, labels }) =>
        health.error === null ? [] : [{ labels: { ...labels, kind: health.error.kind }, value: 1 }],
      ),
  }),
  family({
    name: 'fuelgauge_account_reading_timestamp_seconds',
    type: 'gauge',
    help: 'When the last good reading was made; time() less this is its age',
    labels: ofAccount,
    samples: each(({ account: { health } }, { seconds }) =>
      health.readAt === null || health.undated ? null : seconds(health.readAt),
    ),
  }),
  family({
    name: 'fuelgauge_account_poll_interval_seconds',
    type: 'gauge',
    help: 'How often the account is polled',
    labels: ofAccount,
    samples: each(({ account }) => account.intervalMs / 1000),
  }),
  family({
    name: 'fuelgauge_account_alerts',
    type: 'gauge',
    help: 'How many of Fuelgauge’s own alerts are active',
    labels: [...ofAccount, 'severity'],
    samples: ({ accounts }) =>
      accounts.flatMap(({ account, labels }) =>
        severitySchema.options.map((severity) => ({
          labels: { ...labels, severity },
          value: account.alerts.filter((alert) => alert.severity === severity).length,
        })),
      ),
  }),
  family({
    name: 'fuelgauge_account_urgency_rank',
    type: 'gauge',
    help: 'The place of the account in Fuelgauge’s own order; 1 is the most urgent',
    labels: ofAccount,
    samples: each(({ place }) => place),
  }),
] as const;
