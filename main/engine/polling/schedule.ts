import {
  type Account,
  type ProviderInfo,
  type ReadErrorKind,
  retryRule,
} from '../../../shared/model/index.ts';
import { dayMs, hourMs, isFuture, minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { PollRecord } from '../store/history.ts';

const longestBackoffMs = hourMs;
const jitterShare = 0.1;
/** No provider is believed that wants no request for longer than this. */
const longestWaitMs = dayMs;
/** The wait of a provider that limits requests without saying for how long. */
const usualWaitMs = minuteMs;
/** However long a provider wants no request, you may ask it this long after the last one. */
const longestWaitByHandMs = 5 * minuteMs;
/** Polling that is later than this did not go on: the computer slept, or Fuelgauge did not run. */
const breakMs = 10 * minuteMs;

/** The account's polling interval in milliseconds, never shorter than the provider's description allows. */
export function intervalOf(account: Account, provider: ProviderInfo): number {
  const chosen = account.intervalMs ?? provider.refresh.usualMs;
  return Math.max(chosen, provider.refresh.automaticMs);
}

export interface Pace {
  /** The account's interval in milliseconds. */
  intervalMs: number;
  /** The provider's shortest useful interval in milliseconds. */
  shortestMs: number;
  /** 0 to 1, drawn once per attempt, so that accounts are not polled in step. */
  jitter: number;
  /** The fingerprint of the current credential; null if it is unknown. */
  fingerprint: string | null;
  /** The factor by which the interval is stretched, 1 or more. */
  stretch: number;
}

/**
 * When the next poll is due, in epoch milliseconds: after the interval plus up to 10 %. After errors the interval doubles
 * each time, up to an hour. Never before the provider's Retry-After, but that counts for a day at most. 0: at once, as
 * when the last attempt lies in the future, because the clock was set back. Null: not until the credential changes.
 */
export function nextAttemptAt(record: PollRecord | null, pace: Pace, now: number): number | null {
  if (!record) return 0;
  if (awaitsNewCredential(record, pace.fingerprint)) return null;
  const intervalMs = Math.max(pace.intervalMs, pace.shortestMs);
  const backsOff = record.error !== null && retryRule[record.error.kind] === 'backoff';
  const waitMs = backsOff
    ? Math.max(intervalMs, Math.min(intervalMs * 2 ** Math.min(record.failures, 20), longestBackoffMs))
    : intervalMs;
  const usual = Math.round(record.attemptedAt + waitMs * (1 + jitterShare * pace.jitter) * pace.stretch);
  return Math.max(record.attemptedAt > now ? 0 : usual, waitsUntil(record, now));
}

/**
 * Until when the provider wants no request, in epoch milliseconds; 0: it is not waiting, or the clock was set back. One that
 * limits requests without saying for how long gets a minute.
 */
export function waitsUntil({ attemptedAt, error }: PollRecord, now: number): number {
  if (error === null || isFuture(attemptedAt, now)) return 0;
  const asked = error.retryAt ?? (error.kind === 'rate-limited' ? attemptedAt + usualWaitMs : 0);
  return Math.min(asked, attemptedAt + longestWaitMs);
}

/**
 * Whether an attempt does not continue the polling before it: nobody knows how the provider was in between, because the
 * computer slept, Fuelgauge did not run, or the clock was set.
 */
export function isAfterBreak(
  before: PollRecord,
  attemptedAt: number,
  pace: Pick<Pace, 'intervalMs' | 'shortestMs' | 'stretch'>,
): boolean {
  const due = nextAttemptAt(before, { ...pace, jitter: 1, fingerprint: null }, attemptedAt);
  return before.attemptedAt > attemptedAt || (due !== null && attemptedAt - due > breakMs);
}

/**
 * Whether a manual refresh is allowed now. It may ignore the interval, but not the provider's limits. If the provider
 * wants none for long, you may ask after five minutes; if for a day or more, that is a mistake, and you may ask at once.
 */
export function mayAskNow(
  record: PollRecord | null,
  pace: Pick<Pace, 'shortestMs' | 'fingerprint'>,
  now: number,
): boolean {
  if (!record) return true;
  if (awaitsNewCredential(record, pace.fingerprint)) return false;
  // A clock that was set back must not silence an account.
  const sinceMs = now - record.attemptedAt;
  if (sinceMs >= 0 && sinceMs < restMs(record.error?.kind, pace.shortestMs)) return false;
  const until = waitsUntil(record, now);
  const isMistaken = until - record.attemptedAt >= longestWaitMs;
  return until <= now || isMistaken || sinceMs < 0 || sinceMs >= longestWaitByHandMs;
}

/** How long a provider is left alone after an attempt. One that brought nothing but a fault of the way or the server counts little. */
function restMs(error: ReadErrorKind | undefined, shortestMs: number): number {
  if (error === 'offline') return 0;
  const isFault = error === 'unavailable' || error === 'timed-out' || error === 'refused';
  return isFault ? Math.min(shortestMs, secondMs) : shortestMs;
}

/** Some providers block the IP address after repeated wrong keys, so a rejected credential is not tried again. */
function awaitsNewCredential(record: PollRecord, fingerprint: string | null): boolean {
  if (record.error === null || retryRule[record.error.kind] !== 'never') return false;
  return fingerprint === null || fingerprint === record.fingerprint;
}
