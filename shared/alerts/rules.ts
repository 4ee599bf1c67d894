import type { AccountAlerts, Alert, AlertRules } from '../model/index.ts';

/** An alert on which the forecast has more to say; one that is not mild goes before the forecast. */
export function isMild({ kind }: Pick<Alert, 'kind'>): boolean {
  return kind === 'low' || kind === 'expires-soon' || kind === 'runs-out-soon' || kind === 'cap-soon';
}

/** The rules of one account: its own, and the common ones where it has none. */
export function effectiveRules(common: AlertRules, own: Pick<AccountAlerts, 'rules'>): AlertRules {
  const { rules } = own;
  return {
    low: rules.low ?? common.low,
    'runs-out-soon': rules['runs-out-soon'] ?? common['runs-out-soon'],
    exhausted: rules.exhausted ?? common.exhausted,
    'cap-soon': rules['cap-soon'] ?? common['cap-soon'],
    'cap-reached': rules['cap-reached'] ?? common['cap-reached'],
    'expires-soon': rules['expires-soon'] ?? common['expires-soon'],
    'refill-due': rules['refill-due'] ?? common['refill-due'],
    'refill-landed': rules['refill-landed'] ?? common['refill-landed'],
    'topup-seen': rules['topup-seen'] ?? common['topup-seen'],
    'burn-spike': rules['burn-spike'] ?? common['burn-spike'],
    'credential-rejected': rules['credential-rejected'] ?? common['credential-rejected'],
    'limited-scope': rules['limited-scope'] ?? common['limited-scope'],
    unreachable: rules.unreachable ?? common.unreachable,
  };
}
