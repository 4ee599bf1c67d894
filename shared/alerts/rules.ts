import type { AccountAlerts, Alert, AlertRules } from '../model/index.ts';
import { alertKinds } from './kinds.ts';

/** An alert on which the forecast has more to say; one that is not mild goes before the forecast. */
export const isMild = ({ kind }: Pick<Alert, 'kind'>): boolean => alertKinds[kind].mild ?? false;

/** The rules of one account: its own, and the common ones where it has none. */
export function effectiveRules(common: AlertRules, { rules }: Pick<AccountAlerts, 'rules'>): AlertRules {
  const own = Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined));
  return { ...common, ...own };
}
