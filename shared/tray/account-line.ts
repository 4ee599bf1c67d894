import { alertKinds } from '../alerts/kinds.ts';
import { isMild } from '../alerts/rules.ts';
import { windowWords } from '../caps.ts';
import { formatQuantity, overdrawnBy, type WritingContext } from '../format.ts';
import type { AccountState, AppState } from '../model/index.ts';
import { labelBeside } from '../names.ts';
import { outlook } from '../outlook/index.ts';
import { hasChecksOff } from '../paid-checks.ts';
import { plainText } from '../plain-text.ts';
import { figureOf, fullestWindow, leftWords } from '../summary/index.ts';

type Told = Pick<AppState, 'at' | 'providers' | 'preferences'>;

export const placeOf = (
  { at, preferences }: Pick<AppState, 'at' | 'preferences'>,
  zone: string,
): WritingContext => ({
  now: at,
  zone,
  mask: preferences.maskAmounts,
});

/** `Crustdata production: 1,240.5 credits, about 3 days left`, and what is wrong, if anything. */
export function accountLine(state: Told, account: AccountState, zone: string): string {
  const provider = state.providers.find(({ id }) => id === account.provider);
  const providerName = provider?.name ?? account.provider;
  const beside = labelBeside(providerName, plainText(account.label));
  const name = beside === null ? providerName : `${providerName} ${beside}`;
  const context = placeOf(state, zone);
  const [pool] = account.pools;
  if (pool?.remaining != null && pool.remaining < 0)
    return `${name}: ${overdrawnBy(pool.remaining, pool.unit, context)}`;
  const window = pool?.remaining == null ? fullestWindow(account) : null;
  if (window !== null) return `${name}: ${windowWords(window, context)}${remark(account, context)}`;
  const figure = pool?.remaining == null ? figureOf(account, provider) : null;
  const ofCap = figure !== null && figure.cap !== null ? leftWords(figure, context) : null;
  const balance =
    pool?.remaining == null
      ? (ofCap ?? 'balance unknown')
      : formatQuantity(pool.remaining, pool.unit, context);
  return `${name}: ${balance}${remark(account, context)}`;
}

/** The forecast, unless an alert already says as much. */
function remark(account: AccountState, context: WritingContext): string {
  const [worst] = account.alerts.filter(({ severity }) => severity !== 'info');
  if (account.health.state === 'off') return hasChecksOff(account) ? ' (checks off)' : ' (paused)';
  if (account.health.state === 'waiting') return ' (waiting for the first reading)';
  if (worst && !isMild(worst)) return ` (${alertKinds[worst.kind].tray})`;
  const [pool] = account.pools;
  const foreseen = pool ? outlook(pool, account.caps, context).short : '';
  const said = foreseen === '' ? '' : `, ${foreseen}`;
  if (worst) return `${said} (${alertKinds[worst.kind].tray})`;
  return account.health.state === 'stale' ? `${said} (stale)` : said;
}
