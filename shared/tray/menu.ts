import { isMild } from '../alerts/index.ts';
import { formatAge, formatAmount, unitWord } from '../format.ts';
import type { AccountState, AppState } from '../model/index.ts';
import { outlook, type Place } from '../outlook.ts';
import type { GaugeState } from './icon.ts';

/** One line of the tray's menu; what a click does is named by `action`. */
export type TrayMenuItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; label: string; action: TrayAction };

export type TrayAction =
  | { do: 'open'; account: string | null }
  | { do: 'refresh' }
  | { do: 'pause'; paused: boolean }
  | { do: 'quit' };

// Longer menus leave the screen; the rest is in the window.
const mostAccounts = 20;

/** The tray's menu: every account's balance, most urgent first, then what can be done. `zone`: IANA name of the person's. */
export function trayMenu(state: AppState, zone: string): TrayMenuItem[] {
  const rest = state.accounts.length - mostAccounts;
  const accounts = state.accounts.slice(0, mostAccounts).map(
    (account): TrayMenuItem => ({
      type: 'action',
      label: accountLine(state, account, zone),
      action: { do: 'open', account: account.id },
    }),
  );
  if (accounts.length === 0) accounts.push({ type: 'text', label: 'No accounts yet' });
  if (rest > 0)
    accounts.push({ type: 'action', label: `${rest} more…`, action: { do: 'open', account: null } });
  const { paused } = state.preferences;
  return [
    ...accounts,
    { type: 'separator' },
    { type: 'action', label: 'Refresh all', action: { do: 'refresh' } },
    { type: 'action', label: 'Open Fuelgauge', action: { do: 'open', account: null } },
    {
      type: 'action',
      label: paused ? 'Resume polling' : 'Pause polling',
      action: { do: 'pause', paused: !paused },
    },
    { type: 'separator' },
    { type: 'action', label: 'Quit Fuelgauge', action: { do: 'quit' } },
  ];
}

/** `Crustdata production: 1,240.5 credits, about 3 days left`, and what is wrong where something is. */
export function accountLine(state: AppState, account: AccountState, zone: string): string {
  const provider = state.providers.find(({ id }) => id === account.provider);
  const name = `${provider?.name ?? account.provider} ${account.label}`;
  const [pool] = account.pools;
  const balance =
    pool?.remaining == null
      ? 'balance not known'
      : [formatAmount(pool.remaining, pool.unit), unitWord(pool.unit, pool.remaining)]
          .filter(Boolean)
          .join(' ');
  return `${name}: ${balance}${remark(account, { now: state.at, zone })}`;
}

/** What the forecast says, unless a trouble says it already. */
function remark(account: AccountState, place: Place): string {
  const [worst] = account.alerts.filter(({ severity }) => severity !== 'info');
  if (account.health.state === 'off') return ' (paused)';
  if (account.health.state === 'waiting') return ' (waiting for the first reading)';
  if (worst && !isMild(worst)) return ` (${alertWords[worst.kind]})`;
  const [pool] = account.pools;
  const foreseen = pool ? outlook(pool, account.caps, place).short : '';
  const said = foreseen === '' ? '' : `, ${foreseen}`;
  if (worst) return `${said} (${alertWords[worst.kind]})`;
  return account.health.state === 'stale' ? `${said} (stale)` : said;
}

const alertWords: Record<AccountState['alerts'][number]['kind'], string> = {
  exhausted: 'used up',
  'cap-reached': 'cap reached',
  'credential-rejected': 'credential rejected',
  unreachable: 'cannot be reached',
  'burn-spike': 'burning far faster than usual',
  'runs-out-soon': 'runs out soon',
  'cap-soon': 'cap ahead',
  low: 'low',
  'expires-soon': 'credits expire soon',
  'limited-scope': 'credential may not see the balance',
  'refill-due': 'refill due',
  'refill-landed': 'refilled',
  'topup-seen': 'topped up',
};

// Windows cuts a tooltip at 127 characters.
const tooltipLength = 127;

/** A few short lines for the tooltip: the age of the readings, and as many of the most urgent accounts as fit, at most three. */
export function trayTooltip(state: AppState, zone: string): string {
  if (state.accounts.length === 0) return 'Fuelgauge: no accounts yet';
  const newest = Math.max(...state.accounts.map(({ health }) => health.readAt ?? 0));
  const ends = newest > 0 ? [`Checked ${formatAge(state.at - newest)}`] : [];
  const [first = '', ...others] = state.accounts
    .slice(0, 3)
    .map((account) => accountLine(state, account, zone));
  const fits = (lines: string[]) => lines.join('\n').length <= tooltipLength;
  let lines = ['Fuelgauge', first, ...ends];
  others.forEach((line, at) => {
    const more = [...lines.slice(0, at + 2), line, ...ends];
    if (lines.length === at + 2 + ends.length && fits(more)) lines = more;
  });
  return lines.join('\n').slice(0, tooltipLength);
}

/** What the gauge shows: the worst account's state and the smallest remaining share among those with a limit. */
export function trayGauge(state: AppState): { state: GaugeState; share: number | null } {
  const shares = state.accounts.flatMap(({ pools: [pool] }) =>
    pool && pool.remaining !== null && pool.limit !== null && pool.limit > 0
      ? [pool.remaining / pool.limit]
      : [],
  );
  return { state: gaugeState(state), share: shares.length > 0 ? Math.min(1, ...shares) : null };
}

function gaugeState({ accounts, preferences }: AppState): GaugeState {
  const watched = accounts.filter(({ health }) => health.state !== 'off');
  if (preferences.paused || (accounts.length > 0 && watched.length === 0)) return 'paused';
  const has = (severity: 'critical' | 'warning') =>
    watched.some(({ alerts }) => alerts.some((alert) => alert.severity === severity));
  if (watched.length > 0 && watched.every(({ health }) => health.error?.kind === 'offline')) return 'offline';
  if (has('critical')) return 'critical';
  if (has('warning')) return 'warning';
  return watched.some(({ health }) => health.state === 'stale') ? 'stale' : 'fine';
}
