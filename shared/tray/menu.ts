import { accountPage } from '../desktop/pages.ts';
import { formatAge, formatAmount, formatDuration } from '../format.ts';
import type { AccountState, AppState } from '../model/index.ts';
import { budgetSentences } from '../money/budget-alarm.ts';
import {
  hiddenWords,
  pinnedFirst,
  runOutOf,
  standingOf,
  visibleAccounts,
  worstOf,
} from '../standing/index.ts';
import { summarize } from '../summary/index.ts';
import { dayMs, lastOf } from '../time/index.ts';
import { accountLine, placeOf } from './account-line.ts';
import type { GaugeState } from './icon.ts';

/** One line of the tray's menu; `action` says what a click does. */
export type TrayMenuItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; label: string; action: TrayAction }
  | { type: 'submenu'; label: string; items: TrayMenuItem[] };

export type TrayAction =
  /** Opens a page of the dashboard. */
  | { do: 'open'; page: string }
  /** Polls now; null: all accounts. */
  | { do: 'refresh'; account: string | null }
  /** Snoozes the account's alerts for a day. */
  | { do: 'snooze'; account: string }
  | { do: 'billing'; url: string }
  | { do: 'pause'; paused: boolean }
  | { do: 'check-for-updates' }
  | { do: 'restart-to-update' }
  /** Shows the log in the system's file manager. */
  | { do: 'logs' }
  | { do: 'about' }
  | { do: 'quit' };

// A longer menu may not fit on the screen; the window has the rest.
const mostAccounts = 20;
const mostBudgets = 3;

const action = (label: string, what: TrayAction): TrayMenuItem => ({ type: 'action', label, action: what });

/**
 * The tray's menu: the headline, every account's balance, pinned ones and then the most urgent first, then the commands. `zone`: your time zone, an
 * IANA name.
 */
export function trayMenu(state: AppState, zone: string): TrayMenuItem[] {
  const { paused } = state.preferences;
  return [
    ...head(state, zone),
    ...accountItems(state, zone),
    { type: 'separator' },
    action('Refresh all', { do: 'refresh', account: null }),
    action('Open Fuelgauge', { do: 'open', page: '/' }),
    action('Settings…', { do: 'open', page: '/settings' }),
    action(paused ? 'Resume polling' : 'Pause polling', { do: 'pause', paused: !paused }),
    { type: 'separator' },
    ...updateItems(state),
    action('Open the log folder', { do: 'logs' }),
    action('About Fuelgauge', { do: 'about' }),
    action('Quit Fuelgauge', { do: 'quit' }),
  ];
}

/** Nothing where this copy cannot update itself: Settings say why. */
function updateItems({ desktop }: AppState): TrayMenuItem[] {
  const updates = desktop?.updates;
  switch (updates?.state) {
    case 'idle':
    case 'failed':
      return [action('Check for updates', { do: 'check-for-updates' })];
    case 'checking':
      return [{ type: 'text', label: 'Checking for updates…' }];
    case 'downloading':
      // Without the percents, each of which would set the whole menu anew.
      return [{ type: 'text', label: 'Downloading an update…' }];
    case 'ready':
      return [action(`Restart to update to ${updates.version}`, { do: 'restart-to-update' })];
    default:
      return [];
  }
}

/** The headline; a click opens the alerts if there are any. */
function head(state: AppState, zone: string): TrayMenuItem[] {
  const visible = visibleAccounts(state.accounts);
  if (visible.length === 0) return [];
  const { title, tone } = summarize(visible, state.providers, placeOf(state, zone));
  const sentence = title.replace(/\.$/, '');
  const items: TrayMenuItem[] = [
    tone === 'ok' ? { type: 'text', label: sentence } : action(sentence, { do: 'open', page: '/alerts' }),
  ];
  for (const { text } of budgetSentences(state, placeOf(state, zone)).slice(0, mostBudgets))
    items.push(action(text.replace(/\.$/, ''), { do: 'open', page: '/spend' }));
  if (state.mode === 'demo') items.push({ type: 'text', label: 'Demo data: nothing here is real' });
  return [...items, { type: 'separator' }];
}

function accountItems(state: AppState, zone: string): TrayMenuItem[] {
  if (state.accounts.length === 0) return [{ type: 'text', label: 'No accounts yet' }];
  const shown = pinnedFirst(visibleAccounts(state.accounts));
  const rest = shown.length - mostAccounts;
  const items = shown.slice(0, mostAccounts).map(
    (account): TrayMenuItem => ({
      type: 'submenu',
      label: accountLine(state, account, zone),
      items: accountActions(state, account),
    }),
  );
  if (rest > 0) items.push(action(`${rest} more…`, { do: 'open', page: '/' }));
  const hidden = hiddenWords(state.accounts);
  if (hidden !== null) items.push(action(hidden, { do: 'open', page: '/' }));
  return items;
}

function accountActions({ providers }: AppState, { id, provider, alerts }: AccountState): TrayMenuItem[] {
  const billing = providers.find((known) => known.id === provider)?.billingPage ?? null;
  const page = accountPage(id);
  return [
    ...(page === null ? [] : [action('Open', { do: 'open', page })]),
    action('Refresh', { do: 'refresh', account: id }),
    ...(alerts.some(({ severity }) => severity !== 'info')
      ? [action('Snooze alerts for a day', { do: 'snooze', account: id })]
      : []),
    ...(billing === null ? [] : [action('Billing page', { do: 'billing', url: billing })]),
  ];
}

// Windows cuts a tooltip at 127 characters.
const tooltipLength = 127;

/**
 * The tooltip: up to three accounts, pinned ones and then the most urgent first, as many as fit, the age of the readings, and
 * an update that waits for a restart.
 */
export function trayTooltip(state: AppState, zone: string): string {
  const update = state.desktop?.updates;
  const waits = update?.state === 'ready' ? [`Restart to update to ${update.version}`] : [];
  if (state.accounts.length === 0) return ['Fuelgauge: no accounts yet', ...waits].join('\n');
  const shown = pinnedFirst(visibleAccounts(state.accounts));
  if (shown.length === 0) return [`Fuelgauge: ${hiddenWords(state.accounts)}`, ...waits].join('\n');
  const ledgers = new Set(state.providers.flatMap(({ id, balance }) => (balance === 'ledger' ? [id] : [])));
  const asked = shown.filter(({ provider }) => !ledgers.has(provider));
  const read = asked.flatMap(({ health }) => (health.readAt === null ? [] : [health.readAt]));
  const age = read.length > 0 ? [`Checked ${formatAge(state.at - lastOf(read, state.at))}`] : [];
  const ends = [...age, ...waits];
  const [first = '', ...others] = shown.slice(0, 3).map((account) => accountLine(state, account, zone));
  const fits = (lines: string[]) => lines.join('\n').length <= tooltipLength;
  let lines = ['Fuelgauge', first, ...ends];
  others.forEach((line, at) => {
    const more = [...lines.slice(0, at + 2), line, ...ends];
    if (lines.length === at + 2 + ends.length && fits(more)) lines = more;
  });
  return lines.join('\n').slice(0, tooltipLength);
}

/** What the gauge shows: the worst state, and how full the first account with a known share is. */
export function trayGauge(state: AppState): { state: GaugeState; share: number | null } {
  const shares = watchedOf(state)
    .map((account) => shareOf(account, state.at))
    .filter((share) => share !== null);
  return { state: gaugeState(state), share: shares[0] ?? null };
}

const watchedOf = ({ accounts }: AppState) =>
  visibleAccounts(accounts).filter(({ health }) => health.state !== 'off');

const fullDays = 30;

/** The share left of the account's first pool, 0 to 1; without a limit its days left of 30; null if both are unknown. */
function shareOf({ pools: [pool] }: AccountState, now: number): number | null {
  if (pool === undefined || pool.remaining === null) return null;
  const likely = runOutOf(pool)?.likely ?? null;
  const share =
    pool.limit !== null && pool.limit > 0
      ? pool.remaining / pool.limit
      : likely === null
        ? null
        : (likely - now) / (fullDays * dayMs);
  return share === null ? null : Math.min(1, Math.max(0, share));
}

/** The text beside the icon, as set in the preferences; a few characters, or empty. */
export function trayTitle(state: AppState): string {
  const { trayText, maskAmounts } = state.preferences;
  const pools = watchedOf(state).flatMap(({ pools: [first] }) => (first === undefined ? [] : [first]));
  if (trayText === 'runs-out') {
    const ends = pools.map((pool) => runOutOf(pool)?.likely ?? Number.POSITIVE_INFINITY);
    const first = Math.min(Number.POSITIVE_INFINITY, ...ends);
    return Number.isFinite(first) ? formatDuration(first - state.at) : '';
  }
  const [pool] = pools;
  if (trayText === 'none' || maskAmounts || pool === undefined || pool.remaining === null) return '';
  return formatAmount(pool.remaining, pool.unit);
}

function gaugeState(state: AppState): GaugeState {
  const { preferences, at } = state;
  const accounts = visibleAccounts(state.accounts);
  const watched = watchedOf(state);
  if (preferences.paused || (accounts.length > 0 && watched.length === 0)) return 'paused';
  if (watched.length > 0 && watched.every(({ health }) => health.error?.kind === 'offline')) return 'offline';
  // One failed poll is no alarm: the next may succeed.
  const alarm = worstOf(watched.map((account) => standingOf(account, at).alarm));
  if (alarm !== 'ok') return alarm === 'critical' ? 'critical' : 'warning';
  return watched.some(({ health }) => health.state === 'stale') ? 'stale' : 'fine';
}
