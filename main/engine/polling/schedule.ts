import { type Account, type ProviderInfo, retryRule } from '../../../shared/model/index.ts';
import { hourMs, secondMs } from '../../../shared/time/index.ts';
import type { PollRecord } from '../store/history.ts';

const longestBackoffMs = hourMs;
const jitterShare = 0.1;
// Automatic polling is slower than a manual refresh may be, because no provider updates its numbers faster than this.
const shortestIntervalMs = 15 * secondMs;

/** The account's polling interval in milliseconds, never shorter than the provider and we allow. */
export function intervalOf(account: Account, provider: ProviderInfo): number {
  const chosen = account.intervalMs ?? provider.refresh.usualMs;
  return Math.max(chosen, provider.refresh.shortestMs, shortestIntervalMs);
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
}

/**
 * When the next poll is due, in epoch milliseconds: after the interval plus up to 10 %. After errors the interval doubles
 * each time, up to an hour. Never before the provider's Retry-After. Null: not until the credential changes.
 */
export function nextAttemptAt(record: PollRecord | null, pace: Pace): number | null {
  if (!record) return 0;
  if (awaitsNewCredential(record, pace.fingerprint)) return null;
  const intervalMs = Math.max(pace.intervalMs, pace.shortestMs);
  const backsOff = record.error !== null && retryRule[record.error.kind] === 'backoff';
  const waitMs = backsOff
    ? Math.max(intervalMs, Math.min(intervalMs * 2 ** Math.min(record.failures, 20), longestBackoffMs))
    : intervalMs;
  return Math.max(
    Math.round(record.attemptedAt + waitMs * (1 + jitterShare * pace.jitter)),
    record.error?.retryAt ?? 0,
  );
}

/** Whether a manual refresh is allowed now: it may ignore the interval, but not the provider's limits. */
export function mayAskNow(
  record: PollRecord | null,
  pace: Pick<Pace, 'shortestMs' | 'fingerprint'>,
  now: number,
): boolean {
  if (!record) return true;
  if (awaitsNewCredential(record, pace.fingerprint)) return false;
  // A clock that was set back must not silence an account.
  const sinceMs = now - record.attemptedAt;
  if (sinceMs >= 0 && sinceMs < pace.shortestMs) return false;
  return (record.error?.retryAt ?? 0) <= now;
}

/** Some providers block the IP address after repeated wrong keys, so a rejected credential is not tried again. */
function awaitsNewCredential(record: PollRecord, fingerprint: string | null): boolean {
  if (record.error === null || retryRule[record.error.kind] !== 'never') return false;
  return fingerprint === null || fingerprint === record.fingerprint;
}
