import type { AccountState, Alert, CapState, PoolState, ReadErrorKind } from '../model/index.ts';
import {
  type ComingStop,
  comingStop,
  type PoolStanding,
  poolStanding,
  poolStopsAt,
  type Tone,
  watchMs,
  worstOf,
} from './pool.ts';

/** `watch`: needs attention. `waiting`: for the first reading. `off`: paused by you, or its checks cost credits and are off. */
export type Level = Tone | 'waiting' | 'off';

/** The most important reason why an account needs attention. */
export type Reason =
  | ComingStop
  | { kind: 'alert'; alert: Alert }
  | { kind: 'error'; error: ReadErrorKind }
  | { kind: 'stale' }
  | { kind: 'key-missing' }
  | { kind: 'empty' }
  | { kind: 'cap-reached'; cap: CapState }
  | { kind: 'overdue' };

/** How an account stands. */
export interface Standing {
  level: Level;
  /** The level, ignoring failed or old readings, which the next poll may fix. */
  alarm: Tone;
  /** Null: nothing is wrong. */
  reason: Reason | null;
  /** When it stops you: at the first likely run-out or cap; `now` if it already does, infinity if nothing is known to. */
  stopsAt: number;
  /** Whether `stopsAt` is assumed: of a low balance without a forecast. */
  isAssumed: boolean;
}

/** How an account stands at `now`. Rows, headline, tray and order all follow it. */
export function standingOf(account: AccountState, now: number): Standing {
  const { alerts, health } = account;
  const pools = poolsInUse(account).map((pool) => standingOfPool(account, pool, now));
  const alarm = worstOf([
    ...alerts.map(({ severity }) => toneOf[severity]),
    ...pools.map(({ tone }) => plainTone(tone)),
    // Polling with a rejected credential can get you banned, so it stops until the credential changes.
    health.error?.kind === 'bad-credential' ? 'critical' : 'ok',
  ]);
  // A locked vault is said once, not by each account.
  const waitsForKey = health.key === 'locked' && (health.state === 'stale' || health.state === 'waiting');
  const isUnread =
    !waitsForKey &&
    (health.error !== null ||
      health.key === 'missing' ||
      health.state === 'stale' ||
      health.state === 'error');
  const rest = { alarm, reason: reasonOf(account, pools, now), ...stopOf(account, pools, now) };
  if (account.paused || health.state === 'off') return { ...rest, level: 'off' };
  const level = worstOf([alarm, isUnread ? 'watch' : 'ok']);
  const waits = waitsForKey || health.state === 'waiting';
  return { ...rest, level: level === 'ok' && waits ? 'waiting' : level };
}

/** Without a forecast, a low balance is taken to run out as late as needs attention. */
function stopOf(
  account: AccountState,
  pools: readonly PoolStanding[],
  now: number,
): Pick<Standing, 'stopsAt' | 'isAssumed'> {
  const { alerts, health } = account;
  const { error } = health;
  if (alerts.some(stopsNow) || error?.kind === 'exhausted' || error?.kind === 'bad-credential')
    return { stopsAt: now, isAssumed: false };
  const main = mainPool(account);
  const inUse = poolsInUse(account);
  const stops = pools.map((standing, index) => poolStopsAt(standing, inUse[index] === main, now));
  const isLow = alerts.some(({ kind }) => kind === 'low');
  const first = Math.min(Number.POSITIVE_INFINITY, ...stops);
  const isAssumed = isLow && !Number.isFinite(first);
  return { stopsAt: isAssumed ? now + watchMs : first, isAssumed };
}

/** Alerts that say that nothing works any more. */
const stopping: ReadonlySet<Alert['kind']> = new Set(['exhausted', 'cap-reached', 'credential-rejected']);
const stopsNow = ({ kind }: Alert): boolean => stopping.has(kind);

/** Alerts of severity info need no attention. */
const toneOf = { critical: 'critical', warning: 'watch', info: 'ok' } as const;

const plainTone = (tone: PoolStanding['tone']): Tone =>
  tone === 'learning' || tone === 'none' ? 'ok' : tone;

/** How one of an account's pools stands. */
export const standingOfPool = (account: AccountState, pool: PoolState, now: number): PoolStanding =>
  poolStanding(pool, capsOn(account, pool), now);

/** Caps limit spending from the account's first pool. */
const capsOn = (account: AccountState, pool: PoolState): readonly CapState[] =>
  pool === account.pools[0] ? account.caps : [];

/** What stops the account already comes first, then what will stop it first, then any other alert or fault. */
function reasonOf(account: AccountState, pools: readonly PoolStanding[], now: number): Reason | null {
  const alert = worstAlert(account);
  const [stop] = poolsInUse(account)
    .flatMap((pool) => comingStop(pool, capsOn(account, pool), now) ?? [])
    .sort((a, b) => a.at - b.at);
  if (stop !== undefined && (alert === undefined || !stopsNow(alert))) return stop;
  if (alert !== undefined) return { kind: 'alert', alert };
  const { error, state, key } = account.health;
  if (key === 'missing') return { kind: 'key-missing' };
  if (error !== null) return { kind: 'error', error: error.kind };
  if (state === 'stale') return { kind: 'stale' };
  if (pools.some(({ balance }) => balance.kind === 'empty')) return { kind: 'empty' };
  if (pools.some(({ balance }) => balance.kind === 'overdue')) return { kind: 'overdue' };
  const reached = pools.find(({ cap }) => cap !== null && cap.at === null)?.cap;
  return reached ? { kind: 'cap-reached', cap: reached.cap } : null;
}

/** Alerts of severity info need no attention. */
const worstAlert = ({ alerts }: AccountState): Alert | undefined =>
  alerts.find(stopsNow) ??
  alerts.find(({ severity }) => severity === 'critical') ??
  alerts.find(({ severity }) => severity === 'warning');

/** The pool that an account is judged by: the first with a known balance. */
export const mainPool = ({ pools }: Pick<AccountState, 'pools'>): PoolState | null =>
  pools.find(({ remaining }) => remaining !== null) ?? pools[0] ?? null;

/** All but empty ones beside the main one: an add-on that you never bought, or no top-ups beside a plan, stops nothing. */
export function poolsInUse(account: AccountState): PoolState[] {
  const main = mainPool(account);
  return account.pools.filter((pool) => pool === main || pool.remaining !== 0);
}

/**
 * How scarce a balance is, however old its reading: by its forecast and, for the account's main pool, by its alerts. A
 * pool without a forecast stays `learning` or `none`. `pool` null: the row shows a cap.
 */
export function balanceTone(
  account: AccountState,
  pool: PoolState | null,
  now: number,
): PoolStanding['tone'] {
  const tone = pool === null ? 'none' : standingOfPool(account, pool, now).tone;
  return tone === 'learning' || tone === 'none' ? tone : worstOf([tone, scarcityOf(account, pool)]);
}

/** The same for a bar, which always has a colour. */
export const barTone = (account: AccountState, pool: PoolState | null, now: number): Tone =>
  worstOf([plainTone(balanceTone(account, pool, now)), scarcityOf(account, pool)]);

/** The tone of an account's balance alerts, which are about its main pool. */
function scarcityOf(account: AccountState, pool: PoolState | null): Tone {
  if (pool !== null && pool !== mainPool(account)) return 'ok';
  return worstOf(
    account.alerts.filter(({ kind }) => scarceKinds.has(kind)).map(({ severity }) => toneOf[severity]),
  );
}

/** Whether an account is empty, low, or runs out soon, so that a top-up would help. */
export function needsTopUp(account: AccountState, now: number): boolean {
  if (account.alerts.some(({ kind }) => topUpKinds.has(kind))) return true;
  const { reason } = standingOf(account, now);
  return reason !== null && ['run-out', 'empty', 'overdue'].includes(reason.kind);
}

const topUpKinds: ReadonlySet<Alert['kind']> = new Set(['low', 'exhausted', 'runs-out-soon']);

const scarceKinds: ReadonlySet<Alert['kind']> = new Set(['low', 'exhausted', 'cap-reached', 'runs-out-soon']);
