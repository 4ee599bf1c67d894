import type { AccountAlerts, Alert, AlertRules } from '../model/index.ts';
import { alertKinds } from './kinds.ts';

/** Whether the forecast says more than this alert does; all other alerts come before the forecast. */
export const isMild = ({ kind }: Pick<Alert, 'kind'>): boolean => alertKinds[kind].mild ?? false;

/** The rules of one account: its own, and the default rules for the rest. */
export function effectiveRules(common: AlertRules, { rules }: Pick<AccountAlerts, 'rules'>): AlertRules {
  const own = Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined));
  return { ...common, ...own };
}
