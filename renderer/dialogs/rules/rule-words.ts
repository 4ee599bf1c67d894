import type { AlertKind } from '../../../shared/model/index.ts';

/** The rules under what they are about, in the order in which they are shown. */
export const ruleGroups: readonly { title: string; kinds: readonly AlertKind[] }[] = [
  { title: 'Balance', kinds: ['runs-out-soon', 'low', 'exhausted', 'burn-spike'] },
  { title: 'Caps', kinds: ['cap-soon', 'cap-reached'] },
  { title: 'Grants', kinds: ['expires-soon', 'topup-seen', 'refill-due', 'refill-landed'] },
  { title: 'Access', kinds: ['credential-rejected', 'limited-scope', 'unreachable'] },
];

/** What each rule does, in a sentence. */
export const ruleSentences: Record<AlertKind, string> = {
  'runs-out-soon': 'The balance will likely reach zero within this time and before the next refill.',
  low: 'Less than a share of the limit is left. Balances without a limit follow “Runs out soon” alone.',
  exhausted: 'Nothing is left, or the provider says so.',
  'burn-spike': 'Burn is far above what is usual for the account.',
  'cap-soon': 'A cap will likely be reached before it resets.',
  'cap-reached': 'A cap is reached and stops the account.',
  'expires-soon': 'A grant with something left lapses soon; says how much is likely lost.',
  'topup-seen': 'A top-up has arrived. No sound.',
  'refill-due': 'The next refill lands soon. No sound.',
  'refill-landed': 'A refill has landed. No sound.',
  'credential-rejected': 'The provider does not accept the credential any more.',
  'limited-scope': 'The credential may not see the balance.',
  unreachable: 'There was no good answer for a long time.',
};
