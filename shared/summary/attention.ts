import { isMild } from '../alerts/index.ts';
import type { Place } from '../format.ts';
import type { AccountState, Alert, PoolState } from '../model/index.ts';
import { outlook, type Warning, warningOf } from '../outlook.ts';

/** How much an account asks for attention. `off`: paused by the person. */
export type Attention = 'critical' | 'watch' | 'waiting' | 'ok' | 'off';

/** From the account's alerts, forecasts and health; an alert of severity `info` alone asks for nothing. */
export function attentionOf(account: AccountState, place: Place): Attention {
  if (account.paused || account.health.state === 'off') return 'off';
  if (account.alerts.some((alert) => alert.severity === 'critical')) return 'critical';
  const foreseen = account.pools.map((pool) => foreseenOf(account, pool, place).tone);
  if (foreseen.includes('critical')) return 'critical';
  if (foreseen.includes('watch') || account.alerts.some((alert) => alert.severity === 'warning'))
    return 'watch';
  // `exhausted` is a state of the account, not a fault; it has an alert of its own.
  if (account.health.error !== null)
    return account.health.error.kind === 'bad-credential' ? 'critical' : 'watch';
  if (account.health.state === 'stale' || account.health.state === 'error') return 'watch';
  return account.health.state === 'waiting' ? 'waiting' : 'ok';
}

/** How scarce its alerts say the balance is; null: they do not. */
export function scarcityOf({ alerts }: AccountState): 'watch' | 'critical' | null {
  const scarce = alerts.filter(({ kind, severity }) => severity !== 'info' && scarceKinds.has(kind));
  if (scarce.some(({ severity }) => severity === 'critical')) return 'critical';
  return scarce.length > 0 ? 'watch' : null;
}

const scarceKinds: ReadonlySet<Alert['kind']> = new Set(['low', 'exhausted', 'cap-reached', 'runs-out-soon']);

/** The caps limit spending from the account's first pool. */
const capsOn = (account: AccountState, pool: PoolState) => (pool === account.pools[0] ? account.caps : []);

export const foreseenOf = (account: AccountState, pool: PoolState, place: Place) =>
  outlook(pool, capsOn(account, pool), place);

export const worstAlert = ({ alerts }: AccountState): Alert | undefined =>
  alerts.find((alert) => alert.severity === 'critical') ??
  alerts.find((alert) => alert.severity === 'warning');

/**
 * What the first of its pools that warns has to say; null where an alert says it better: a forecast goes before
 * "the balance is low", and before nothing else that is wrong.
 */
export function saidByForecast(account: AccountState, place: Place): Warning | null {
  const alert = worstAlert(account);
  if (alert !== undefined && !isMild(alert)) return null;
  for (const pool of account.pools) {
    const warning = warningOf(pool, capsOn(account, pool), place);
    if (warning !== null) return warning;
  }
  return null;
}
