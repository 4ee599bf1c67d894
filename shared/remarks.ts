import { alertKinds } from './alerts/kinds.ts';
import { isMild } from './alerts/rules.ts';
import { capName, isReached } from './caps.ts';
import type { Writing, WritingContext } from './format.ts';
import type { AccountState, Alert, PoolState, ReadErrorKind } from './model/index.ts';
import { lapseRemarks } from './outlook/index.ts';
import { hasChecksOff } from './paid-checks.ts';
import { balanceTone, runsOutBeforeRefill } from './standing/index.ts';
import { eventDate, renewal } from './time/index.ts';

/** A short fact that needs attention. */
export interface Remark {
  tone: 'critical' | 'watch' | 'lapse' | 'neutral';
  text: string;
}

/** What is or will be wrong with an account, in a few words each; empty if all is well. */
export function remarksOf(account: AccountState, context: WritingContext): Remark[] {
  const foreseen = account.paused ? [] : foreseenRemarks(account, context);
  const isForeseen = (alert: Alert) =>
    (alert.kind === 'expires-soon' && knowsWaste(account)) ||
    (alert.kind === 'exhausted' && account.pools.some(isKnownEmpty)) ||
    (alert.kind === 'low' && foreseen.some(({ tone }) => tone !== 'lapse')) ||
    alert.kind === 'runs-out-soon' ||
    alert.kind === 'cap-soon';
  const remarks = account.alerts
    .filter((alert) => !isForeseen(alert))
    .map((alert) => remarkOf(alert, account, context));
  const { error, state, key } = account.health;
  const isAlerted = account.alerts.some((alert) => !isMild(alert));
  if (error !== null && !isAlerted)
    remarks.push({
      tone: error.kind === 'bad-credential' ? 'critical' : 'watch',
      text: errorWords[error.kind],
    });
  else if (error === null && state === 'stale' && key === undefined)
    remarks.push({ tone: 'watch', text: 'out of date' });
  remarks.push(...foreseen);
  if (key === 'locked') remarks.push({ tone: 'neutral', text: 'locked' });
  if (key === 'missing') remarks.push({ tone: 'watch', text: 'key missing' });
  if (account.paused) remarks.push({ tone: 'neutral', text: 'paused' });
  else if (hasChecksOff(account)) remarks.push({ tone: 'neutral', text: 'checks off' });
  return remarks;
}

/** If so, its outlook says so. */
const isKnownEmpty = ({ remaining, forecast }: PoolState): boolean =>
  remaining !== null && remaining <= 0 && forecast !== null;

/** Whether the forecasts predict what expires unused, so that the expiry dates alone need not be shown. */
export function knowsWaste({ pools }: AccountState): boolean {
  return pools.every(
    ({ remaining, forecast }) => remaining === null || (forecast !== null && forecast.confidence !== 'none'),
  );
}

function foreseenRemarks(account: AccountState, context: WritingContext): Remark[] {
  const early = account.pools.flatMap((pool): Remark[] => {
    const at = pool.cycle?.renewsAt ?? null;
    if (
      at === null ||
      pool.cycle?.frequency === 'daily' ||
      isKnownEmpty(pool) ||
      !runsOutBeforeRefill(pool, context.now)
    )
      return [];
    const tone = balanceTone(account, pool, context.now);
    const text = `runs out before the refill on ${eventDate(renewal(at, pool.provenance.cycle), context)}`;
    // The figure beside it is the main balance.
    const which = pool === account.pools[0] ? '' : `${pool.label}: `;
    return [{ tone: tone === 'critical' || tone === 'watch' ? tone : 'neutral', text: `${which}${text}` }];
  });
  const lapses = account.pools.flatMap((pool) => lapseRemarks(pool, context));
  return [...early, ...lapses.map((text): Remark => ({ tone: 'lapse', text }))];
}

/** The text of an alert, without amounts if they are hidden. */
export const alertText = ({ text, masked }: Pick<Alert, 'text' | 'masked'>, { mask }: Writing): string =>
  mask ? masked : text;

const tones = { critical: 'critical', warning: 'watch', info: 'neutral' } as const;

function remarkOf(alert: Alert, account: AccountState, context: WritingContext): Remark {
  const { chip } = alertKinds[alert.kind];
  const tone = tones[alert.severity];
  if (typeof chip === 'string') return { tone, text: chip };
  switch (chip.from) {
    case 'cap':
      return {
        tone,
        text: `${capName(account.caps.find((cap) => isReached(cap, account.health.readAt ?? context.now)))} hit`,
      };
    case 'error':
      return { tone, text: errorWords[account.health.error?.kind ?? 'unavailable'] };
    case 'sentence':
      return { tone: 'lapse', text: alertText(alert, context).replace(/\.$/, '') };
  }
}

const errorWords: Record<ReadErrorKind, string> = {
  'bad-credential': 'key rejected',
  'limited-scope': 'key can’t read the balance',
  exhausted: 'nothing left',
  'rate-limited': 'rate limited, waiting',
  unavailable: 'provider error',
  'timed-out': 'timed out',
  offline: 'no connection',
  malformed: 'unexpected answer',
  refused: 'request refused',
};
