import type { Severity } from '../model/severity.ts';
import { dayMs, hourMs } from '../time/durations.ts';
import type { RuleField } from './rule-fields.ts';
import type { Rules } from './rule-schemas.ts';

// All that distinguishes the kinds of alerts, except when each is active and what a valid rule is (`rule-schemas.ts`).
// Words, settings and the README's table follow from this table. It has no schemas: every page shows its words, and few
// need zod.

interface KindSpec<Rule> {
  /** In lists, filters and settings. */
  name: string;
  /** The heading above its rule in the settings. */
  group: 'Balance' | 'Caps' | 'Grants' | 'Money' | 'Access';
  /** It belongs to no account, so no account has a rule of its own for it. */
  scope?: 'common';
  /** What its rule watches for, in full sentences. */
  meaning: string;
  /** Follows an account's name in a summary notification. */
  clause: string;
  /** A few words on a page; or taken from the cap's name, the account's error, or the alert's own sentence. */
  chip: string | { from: 'cap' | 'error' | 'sentence' };
  /** Even shorter, for the tray. */
  tray: string;
  /** The default; a condition may raise it. */
  severity: Severity;
  /** Something that happened, rather than a condition that lasts: notified once, without a sound. */
  event?: boolean;
  /** Predicted or not urgent: if there is a forecast, it comes first. */
  mild?: boolean;
  /**
   * How long after its end an episode is reopened instead of a new one begun, so that flapping beyond the hysteresis is
   * still one alert. Missing: never reopened. An event that is seen again within this time is still the same one.
   */
  reopenMs?: number;
  /** The values you can edit, besides the switch. */
  fields: { readonly [Name in Exclude<keyof Rule, 'enabled'>]-?: RuleField };
}

const hoursError = 'Enter whole hours from 1 to 720.';

export const alertKinds: { readonly [Kind in keyof Rules]: KindSpec<Rules[Kind]> } = {
  'runs-out-soon': {
    name: 'Runs out soon',
    group: 'Balance',
    meaning: 'The balance will likely reach zero within this time and before the next refill.',
    clause: 'runs out soon',
    chip: 'runs out soon',
    tray: 'runs out soon',
    severity: 'warning',
    mild: true,
    reopenMs: 48 * hourMs,
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
  },
  low: {
    name: 'Low balance',
    group: 'Balance',
    meaning:
      'Less than a share of the limit is left. Without a limit: less than a floor, or than that share of the most since the last top-up.',
    clause: 'is running low',
    chip: 'running low',
    tray: 'low',
    severity: 'warning',
    mild: true,
    fields: {
      shares: {
        type: 'percents',
        label: 'Shares of the limit, %',
        hint: 'Without a limit: of the most since the last top-up. Separate levels with commas.',
        error: 'Enter percentages between 0 and 100, such as 20, 5.',
        brief: '# %',
      },
      // Only for a single account: other accounts may have other units.
      amounts: {
        type: 'amounts',
        label: 'Warn below',
        hint: 'Your floor. Separate levels with semicolons.',
        error: 'Enter amounts above zero.',
        brief: null,
        scope: 'account',
      },
      moneyFloor: {
        type: 'amount',
        label: 'Floor, in money',
        hint: 'Empty: the provider’s usual one, such as $5. 0: none.',
        error: 'Enter an amount, or nothing.',
        brief: null,
        scope: 'common',
      },
      countFloor: {
        type: 'amount',
        label: 'Floor, in credits',
        hint: 'And other counts. Empty: the provider’s usual one, such as 100. 0: none.',
        error: 'Enter an amount, or nothing.',
        brief: null,
        scope: 'common',
      },
    },
  },
  exhausted: {
    name: 'Exhausted',
    group: 'Balance',
    meaning: 'Nothing is left, or the provider says so.',
    clause: 'has nothing left',
    chip: 'nothing left',
    tray: 'used up',
    severity: 'critical',
    fields: {},
  },
  'burn-spike': {
    name: 'Burn spike',
    group: 'Balance',
    meaning: 'Burn is far above the account’s usual rate.',
    clause: 'is burning far faster than usual',
    chip: 'burning far faster than usual',
    tray: 'burning far faster than usual',
    severity: 'warning',
    reopenMs: 24 * hourMs,
    fields: {},
  },
  'cap-soon': {
    name: 'Cap soon',
    group: 'Caps',
    meaning: 'The account will likely hit a cap before it resets.',
    clause: 'will hit a cap soon',
    chip: 'cap soon',
    tray: 'cap soon',
    severity: 'warning',
    mild: true,
    reopenMs: 24 * hourMs,
    fields: {
      probability: {
        type: 'percent',
        label: 'Minimum chance, %',
        hint: null,
        error: 'Enter a percentage from 50 to 99.',
        brief: 'from # %',
      },
    },
  },
  'cap-reached': {
    name: 'Cap hit',
    group: 'Caps',
    meaning: 'The account has hit a cap that stops it.',
    clause: 'has hit a cap',
    chip: { from: 'cap' },
    tray: 'cap hit',
    severity: 'warning',
    reopenMs: 24 * hourMs,
    fields: {},
  },
  'expires-soon': {
    name: 'Expires soon',
    group: 'Grants',
    meaning: 'A grant will expire with credits left. Says how many you will likely lose.',
    clause: 'has credits that expire soon',
    chip: { from: 'sentence' },
    tray: 'credits expire soon',
    severity: 'info',
    mild: true,
    // Providers move such dates by a day or two.
    reopenMs: 3 * dayMs,
    fields: {
      days: {
        type: 'wholes',
        label: 'Days ahead',
        hint: 'Separate levels with commas.',
        error: 'Enter whole days from 1 to 365, such as 30, 7, 1.',
        brief: '# days',
      },
    },
  },
  'topup-seen': {
    name: 'Top-up received',
    group: 'Grants',
    meaning: 'A top-up has arrived. No sound.',
    clause: 'was topped up',
    chip: 'topped up',
    tray: 'topped up',
    severity: 'info',
    event: true,
    reopenMs: dayMs,
    fields: {},
  },
  'refill-due': {
    name: 'Refill due',
    group: 'Grants',
    meaning: 'The next refill is due within a day. No sound.',
    clause: 'will be refilled soon',
    chip: 'refill due',
    tray: 'refill due',
    severity: 'info',
    event: true,
    reopenMs: 7 * dayMs,
    fields: {},
  },
  'refill-landed': {
    name: 'Refill received',
    group: 'Grants',
    meaning: 'A refill has arrived. No sound.',
    clause: 'was refilled',
    chip: 'refilled',
    tray: 'refilled',
    severity: 'info',
    event: true,
    reopenMs: dayMs,
    fields: {},
  },
  'budget-used': {
    name: 'Budget used',
    group: 'Money',
    scope: 'common',
    meaning: 'So much of a budget has been spent in its period. Warns from 80 %; all of it is critical.',
    clause: 'is being used up',
    chip: { from: 'sentence' },
    tray: 'budget used',
    severity: 'info',
    // Less may be spent after a refund: the same share is told once.
    reopenMs: 7 * dayMs,
    fields: {
      shares: {
        type: 'percents',
        label: 'Shares of the budget, %',
        hint: 'Separate levels with commas.',
        error: 'Enter percentages up to 100, such as 50, 80, 100.',
        brief: '# %',
      },
    },
  },
  'budget-ahead': {
    name: 'Budget will be passed',
    group: 'Money',
    scope: 'common',
    meaning:
      'A budget will likely be passed before its period ends, by the forecast. If only the early end of the range says so, it is for your information.',
    clause: 'will likely be passed',
    chip: { from: 'sentence' },
    tray: 'budget ahead',
    severity: 'info',
    mild: true,
    reopenMs: 48 * hourMs,
    fields: {},
  },
  'credential-rejected': {
    name: 'Key rejected',
    group: 'Access',
    meaning: 'The provider no longer accepts the key.',
    clause: 'needs a new key',
    chip: 'key rejected',
    tray: 'key rejected',
    severity: 'critical',
    fields: {},
  },
  'limited-scope': {
    name: 'Key can’t read the balance',
    group: 'Access',
    meaning: 'The key works, but has no permission to read the balance.',
    clause: 'has a key that can’t read the balance',
    chip: { from: 'error' },
    tray: 'key can’t read the balance',
    severity: 'warning',
    fields: {},
  },
  'key-expires': {
    name: 'Key expires',
    group: 'Access',
    meaning: 'The key itself will stop working. Few providers tell when.',
    clause: 'has a key that expires soon',
    chip: 'key expires soon',
    tray: 'key expires soon',
    severity: 'info',
    mild: true,
    reopenMs: 3 * dayMs,
    fields: {
      days: {
        type: 'wholes',
        label: 'Days ahead',
        hint: 'Separate levels with commas.',
        error: 'Enter whole days from 1 to 365, such as 14, 3.',
        brief: '# days',
      },
    },
  },
  'key-old': {
    name: 'Key is old',
    group: 'Access',
    meaning: 'The same key has been in use for a long time. Counts from when you gave it to Fuelgauge.',
    clause: 'has an old key',
    chip: 'old key',
    tray: 'old key',
    severity: 'info',
    mild: true,
    fields: {
      days: {
        type: 'whole',
        label: 'After, days',
        hint: null,
        error: 'Enter whole days from 1 to 3,650, which is ten years.',
        brief: '# days',
      },
    },
  },
  unreachable: {
    name: 'Unreachable',
    group: 'Access',
    meaning: 'There has been no valid answer for a long time.',
    clause: 'cannot be reached',
    chip: { from: 'error' },
    tray: 'cannot be reached',
    severity: 'warning',
    reopenMs: 12 * hourMs,
    fields: {
      afterMinutes: {
        type: 'whole',
        label: 'After, minutes',
        hint: null,
        error: 'Enter whole minutes from 5 to 10,080, which is a week.',
        brief: '# minutes',
      },
    },
  },
};
