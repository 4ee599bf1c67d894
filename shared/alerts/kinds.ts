import { z } from 'zod';
import type { Severity } from '../model/severity.ts';
import { amountSchema } from '../model/unit.ts';
import { hourMs } from '../time/durations.ts';
import type { RuleField } from './rule-fields.ts';

// Everything that is particular to one kind of alert, apart from when it holds. Rules, words, settings, the README's table
// and the lists in which kinds appear follow from this table, in its order.

interface KindSpec<Rule extends z.ZodObject> {
  /** In lists, filters and settings. */
  name: string;
  /** The heading under which the settings show its rule. */
  group: 'Balance' | 'Caps' | 'Grants' | 'Access';
  /** What its rule watches for, in sentences. */
  meaning: string;
  /** Follows an account's name in a notification that sums up. */
  clause: string;
  /** A few words on a page; or the reached cap's name, the words of the account's error, or the alert's own sentence. */
  chip: string | { from: 'cap' | 'error' | 'sentence' };
  /** Fewer words still, for the tray. */
  tray: string;
  /** The usual one; a condition may make it worse. */
  severity: Severity;
  /** Something that happened, in place of a condition that holds for a while: notified once, without a sound. */
  event?: boolean;
  /** Foreseen or not pressing: where there is a forecast, that goes first. */
  mild?: boolean;
  /**
   * How long after its end an episode begins again instead of a new one: what flaps further than its hysteresis reaches is
   * still one alert. Missing: it ends at once.
   */
  reopenMs?: number;
  /** The values of its rule, with their defaults. */
  rule: z.ZodDefault<Rule>;
  /** The values that can be edited besides the switch. */
  fields: { readonly [Name in Exclude<keyof z.infer<Rule>, 'enabled'>]: RuleField };
}

const kind = <Rule extends z.ZodObject>(spec: KindSpec<Rule>) => ({
  ...spec,
  /** Without a default: one that is missing follows the common rule. */
  ownRule: spec.rule.removeDefault(),
});

const enabled = z.boolean();
const on = z.object({ enabled }).default({ enabled: true });
const off = z.object({ enabled }).default({ enabled: false });
const hours = z.number().int().min(1).max(720);
const hoursError = 'Enter whole hours from 1 to 720.';

export const alertKinds = {
  'runs-out-soon': kind({
    name: 'Runs out soon',
    group: 'Balance',
    meaning: 'The balance will likely reach zero within this time and before the next refill.',
    clause: 'runs out soon',
    chip: 'runs out soon',
    tray: 'runs out soon',
    severity: 'warning',
    mild: true,
    reopenMs: 48 * hourMs,
    rule: z
      .object({ enabled, leadHours: hours, criticalHours: hours })
      .default({ enabled: true, leadHours: 72, criticalHours: 24 }),
    fields: {
      leadHours: { type: 'whole', label: 'Hours ahead', hint: null, error: hoursError, brief: '# h' },
      criticalHours: {
        type: 'whole',
        label: 'Critical, hours ahead',
        hint: null,
        error: hoursError,
        brief: 'critical from # h',
      },
    },
  }),
  low: kind({
    name: 'Low balance',
    group: 'Balance',
    meaning: 'Less than a share of the limit is left. Balances without a limit follow “Runs out soon” alone.',
    clause: 'is running low',
    chip: 'running low',
    tray: 'low',
    severity: 'warning',
    mild: true,
    rule: z
      .object({
        enabled,
        shares: z.array(z.number().gt(0).lt(1)).max(5),
        amounts: z.array(amountSchema.positive()).max(5),
      })
      .default({ enabled: true, shares: [0.2, 0.05], amounts: [] }),
    fields: {
      shares: {
        type: 'percents',
        label: 'Shares of the limit, %',
        hint: 'Commas between levels.',
        error: 'Enter percentages between 0 and 100, such as 20, 5.',
        brief: '# %',
      },
      // For one account: amounts of different units are not compared.
      amounts: {
        type: 'amounts',
        label: 'Amounts',
        hint: 'Semicolons between levels.',
        error: 'Enter amounts above zero.',
        brief: null,
      },
    },
  }),
  exhausted: kind({
    name: 'Exhausted',
    group: 'Balance',
    meaning: 'Nothing is left, or the provider says so.',
    clause: 'has nothing left',
    chip: 'nothing left',
    tray: 'used up',
    severity: 'critical',
    rule: on,
    fields: {},
  }),
  'burn-spike': kind({
    name: 'Burn spike',
    group: 'Balance',
    meaning: 'Burn is far above what is usual for the account.',
    clause: 'burns far faster than usual',
    chip: 'burns far faster than usual',
    tray: 'burning far faster than usual',
    severity: 'warning',
    reopenMs: 24 * hourMs,
    rule: on,
    fields: {},
  }),
  'cap-soon': kind({
    name: 'Cap ahead',
    group: 'Caps',
    meaning: 'A cap will likely be reached before it resets.',
    clause: 'nears a cap',
    chip: 'cap ahead',
    tray: 'cap ahead',
    severity: 'warning',
    mild: true,
    reopenMs: 24 * hourMs,
    rule: z
      .object({ enabled, probability: z.number().min(0.5).max(0.99) })
      .default({ enabled: true, probability: 0.7 }),
    fields: {
      probability: {
        type: 'percent',
        label: 'Chance from, %',
        hint: null,
        error: 'Enter a percentage from 50 to 99.',
        brief: 'from # %',
      },
    },
  }),
  'cap-reached': kind({
    name: 'Cap reached',
    group: 'Caps',
    meaning: 'A cap is reached and stops the account.',
    clause: 'has reached a cap',
    chip: { from: 'cap' },
    tray: 'cap reached',
    severity: 'warning',
    reopenMs: 24 * hourMs,
    rule: on,
    fields: {},
  }),
  'expires-soon': kind({
    name: 'Expiry',
    group: 'Grants',
    meaning: 'A grant with something left lapses soon; says how much is likely lost.',
    clause: 'has credits that lapse',
    chip: { from: 'sentence' },
    tray: 'credits lapse soon',
    severity: 'info',
    mild: true,
    rule: z
      .object({ enabled, days: z.array(z.number().int().min(1).max(365)).min(1).max(5) })
      .default({ enabled: true, days: [30, 7, 1] }),
    fields: {
      days: {
        type: 'wholes',
        label: 'Days ahead',
        hint: 'Commas between levels.',
        error: 'Enter whole days from 1 to 365, such as 30, 7, 1.',
        brief: '# days',
      },
    },
  }),
  'topup-seen': kind({
    name: 'Top-up seen',
    group: 'Grants',
    meaning: 'A top-up has arrived. No sound.',
    clause: 'was topped up',
    chip: 'topped up',
    tray: 'topped up',
    severity: 'info',
    event: true,
    rule: on,
    fields: {},
  }),
  'refill-due': kind({
    name: 'Refill due',
    group: 'Grants',
    meaning: 'The next refill lands soon. No sound.',
    clause: 'is refilled soon',
    chip: 'refill due',
    tray: 'refill due',
    severity: 'info',
    event: true,
    rule: off,
    fields: {},
  }),
  'refill-landed': kind({
    name: 'Refill landed',
    group: 'Grants',
    meaning: 'A refill has landed. No sound.',
    clause: 'was refilled',
    chip: 'refilled',
    tray: 'refilled',
    severity: 'info',
    event: true,
    rule: off,
    fields: {},
  }),
  'credential-rejected': kind({
    name: 'Credential rejected',
    group: 'Access',
    meaning: 'The provider does not accept the credential any more.',
    clause: 'needs a new credential',
    chip: 'credential rejected',
    tray: 'credential rejected',
    severity: 'critical',
    rule: on,
    fields: {},
  }),
  'limited-scope': kind({
    name: 'Scope too small',
    group: 'Access',
    meaning: 'The credential may not see the balance.',
    clause: 'has a credential with too few rights',
    chip: { from: 'error' },
    tray: 'credential may not see the balance',
    severity: 'warning',
    rule: on,
    fields: {},
  }),
  unreachable: kind({
    name: 'Unreachable',
    group: 'Access',
    meaning: 'There was no good answer for a long time.',
    clause: 'cannot be reached',
    chip: { from: 'error' },
    tray: 'cannot be reached',
    severity: 'warning',
    reopenMs: 12 * hourMs,
    rule: z
      .object({ enabled, afterMinutes: z.number().int().min(5).max(10_080) })
      .default({ enabled: true, afterMinutes: 60 }),
    fields: {
      afterMinutes: {
        type: 'whole',
        label: 'After minutes',
        hint: null,
        error: 'Enter whole minutes from 5 to 10,080, which is a week.',
        brief: '# minutes',
      },
    },
  }),
};

/** The schemas of all rules, each under the name of its kind, as `z.object` takes them. */
export function ruleShape<Part extends 'rule' | 'ownRule'>(
  part: Part,
): { [Kind in keyof typeof alertKinds]: (typeof alertKinds)[Kind][Part] };
export function ruleShape(part: 'rule' | 'ownRule'): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(alertKinds).map(([name, spec]) => [name, spec[part]]));
}
