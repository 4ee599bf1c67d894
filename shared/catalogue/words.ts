import { formatDuration } from '../format.ts';
import type { ProviderInfo } from '../model/index.ts';
import { checkCostSentence } from '../paid-checks.ts';
import { monthWords } from '../time/index.ts';
import type { Confidence, Evidence } from './entry.ts';

// What the catalogue says about a provider, in a few words.

/** In the middle of a sentence "API key" keeps its capitals, "Key" does not. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** `API key`, `Account SID and auth token`; what can be left out is not among them. */
export function credentialWords({ credentialFields }: ProviderInfo): string {
  const labels = credentialFields.filter(({ optional }) => !optional).map(({ label }) => label);
  const [first, ...others] = labels;
  if (first === undefined) return 'No key: you log your use';
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format([first, ...others.map(lowerFirst)]);
}

/** What an account needs: `An API key`, `An API key and your plan: it reports use, not the balance`. */
export function needsWords(provider: ProviderInfo): string {
  if (provider.credentialFields.length === 0) return 'Needs no key: you log your use';
  const what = lowerFirst(credentialWords(provider));
  const more = provider.balance === 'usage' ? ' and your plan: it reports use, not the balance' : '';
  return `Needs ${/^[aeio]/i.test(what) ? 'an' : 'a'} ${what}${more}`;
}

/** How often, and what it costs: `Every 5 min, for free.` A public price, not one of your amounts, so it is never hidden. */
export function checkWords(provider: ProviderInfo): string {
  const { balance, refresh, checkCost } = provider;
  if (balance === 'ledger') return 'Never: it has no balance endpoint.';
  if (checkCost === 0) return `Every ${formatDuration(refresh.usualMs)}, for free.`;
  return `${checkCostSentence(provider, refresh.usualMs)} Off until you turn checks on.`;
}

/** Where our knowledge comes from: as a quiet word, and in full. */
export const confidenceWords: Record<Confidence, { short: string; long: string }> = {
  documented: { short: 'documented', long: 'The provider’s documentation says so.' },
  'official client': { short: 'own client', long: 'The provider’s own client does so.' },
  recorded: {
    short: 'recorded answers',
    long: 'Recorded answers, or many independent clients, agree.',
  },
  'third-party clients': { short: 'other clients', long: 'A few third-party clients agree.' },
};

/** Whether somebody has seen it work against the live service. */
export function confirmedWords(confirmed: Evidence['confirmed']): string {
  return confirmed === null
    ? 'Not yet confirmed against the live service.'
    : `Confirmed against the live service in ${monthWords(confirmed)}.`;
}
