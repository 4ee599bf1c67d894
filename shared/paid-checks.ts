import { formatCount, formatQuantity } from './format.ts';
import type { Account, AccountState, ProviderInfo } from './model/index.ts';
import { dayMs, hourMs, minuteMs } from './time/durations.ts';

// Checks that cost credits stay off until you turn them on for the account.

type Cost = Pick<ProviderInfo, 'checkCost' | 'unit'>;

/** Whether an account's provider is not asked, because each check would cost something and nobody agreed to that. */
export const checksAreOff = (account: Pick<Account, 'paidChecks'>, { checkCost }: Cost): boolean =>
  checkCost > 0 && account.paidChecks !== true;

/** Like `checksAreOff`, of an account's state. */
export const hasChecksOff = ({ paidChecks }: Pick<AccountState, 'paidChecks'>): boolean =>
  paidChecks === false;

/** What one check costs: `1 credit`. */
export const checkCostWords = ({ checkCost, unit }: Cost): string => formatQuantity(checkCost, unit);

/** `Each check costs 1 credit: every 15 minutes, that is 96 credits a day.` Empty if checks are free. */
export function checkCostSentence({ checkCost, unit }: Cost, intervalMs: number): string {
  if (checkCost === 0) return '';
  const daily = formatQuantity((checkCost * dayMs) / intervalMs, unit);
  return `Each check costs ${checkCostWords({ checkCost, unit })}: every ${intervalWords(intervalMs)}, that is ${daily} a day.`;
}

/** Says that an account is not checked, what a check would cost, and how to turn checks on. */
export function checksOffSentence(provider: Cost, account: string, intervalMs: number): string {
  return `Checks of this account are off. ${checkCostSentence(provider, intervalMs)} To turn them on, use the switch on the account’s page or \`fuelgauge edit ${account} --paid-checks on\`.`;
}

/** `15 minutes`, `hour`, `6 hours`, as after “every”. */
function intervalWords(ms: number): string {
  if (ms === hourMs) return 'hour';
  if (ms === dayMs) return 'day';
  return ms % hourMs === 0
    ? formatCount(ms / hourMs, 'hour')
    : formatCount(Math.round(ms / minuteMs), 'minute');
}
