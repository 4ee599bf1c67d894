import type { RuleField } from './rule-fields.ts';
import type { Rules } from './rule-schemas.ts';

// What the settings and the README's table say of the rule of each kind of alert.

interface RuleWords<Rule> {
  /** The heading above its rule in the settings. */
  group: 'Balance' | 'Caps' | 'Grants' | 'Money' | 'Access';
  /** What its rule watches for, in full sentences. */
  meaning: string;
  /** The values you can edit, besides the switch. */
  fields: { readonly [Name in Exclude<keyof Rule, 'enabled'>]-?: RuleField };
}

const hoursError = 'Enter whole hours from 1 to 720.';

export const ruleWords: { readonly [Kind in keyof Rules]: RuleWords<Rules[Kind]> } = {
  'runs-out-soon': {
    group: 'Balance',
    meaning: 'The balance will likely reach zero within this time and before the next refill.',
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
    group: 'Balance',
    meaning:
      'Less than a share of the limit is left. Without a limit: less than a floor, or than that share of the most since the last top-up.',
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
      },
      countFloor: {
        type: 'amount',
        label: 'Floor, in credits',
        hint: 'And other counts. Empty: the provider’s usual one, such as 100. 0: none.',
        error: 'Enter an amount, or nothing.',
        brief: null,
      },
    },
  },
  exhausted: {
    group: 'Balance',
    meaning: 'Nothing is left, or the provider says so.',
    fields: {},
  },
  'burn-spike': {
    group: 'Balance',
    meaning: 'Burn is far above the account’s usual rate.',
    fields: {},
  },
  'cap-soon': {
    group: 'Caps',
    meaning: 'The account will likely hit a cap before it resets.',
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
    group: 'Caps',
    meaning: 'The account has hit a cap that stops it.',
    fields: {},
  },
  'expires-soon': {
    group: 'Grants',
    meaning: 'A grant will expire with credits left. Says how many you will likely lose.',
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
    group: 'Grants',
    meaning: 'A top-up has arrived. No sound.',
    fields: {},
  },
  'refill-due': {
    group: 'Grants',
    meaning: 'The next refill is due within a day. No sound.',
    fields: {},
  },
  'refill-landed': {
    group: 'Grants',
    meaning: 'A refill has arrived. No sound.',
    fields: {},
  },
  'budget-used': {
    group: 'Money',
    meaning: 'So much of a budget has been spent in its period. Warns from 80 %; all of it is critical.',
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
    group: 'Money',
    meaning:
      'A budget will likely be passed before its period ends, by the forecast. If only the early end of the range says so, it is for your information.',
    fields: {},
  },
  'credential-rejected': {
    group: 'Access',
    meaning: 'The provider no longer accepts the key.',
    fields: {},
  },
  'limited-scope': {
    group: 'Access',
    meaning: 'The key works, but has no permission to read the balance.',
    fields: {},
  },
  'key-expires': {
    group: 'Access',
    meaning: 'The key itself will stop working. Few providers tell when.',
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
    group: 'Access',
    meaning: 'The same key has been in use for a long time. Counts from when you gave it to Fuelgauge.',
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
    group: 'Access',
    meaning: 'There has been no valid answer for a long time.',
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
