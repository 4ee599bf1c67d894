import { type Account, type ProviderInfo, retryRule } from '../../../shared/model/index.ts';
import { hourMs, secondMs } from '../../../shared/time/index.ts';
import type { PollRecord } from '../store/history.ts';

const longestBackoffMs = hourMs;
const jitterShare = 0.1;
// What asks by itself, day and night, is held to a slower pace than a person: no provider publishes news faster.
const shortestIntervalMs = 15 * secondMs;

/** The account's refresh interval in milliseconds, never below what the provider or good manners allow. */
export function intervalOf(account: Account, provider: ProviderInfo): number {
  const chosen = account.intervalMs ?? provider.refresh.usualMs;
  return Math.max(chosen, provider.refresh.shortestMs, shortestIntervalMs);
}

export interface Pace {
  /** The account's interval in milliseconds. */
  intervalMs: number;
  /** The provider's shortest useful interval in milliseconds. */
  shortestMs: number;
  /** 0 to 1, drawn once per attempt; spreads accounts so that they do not ask in step. */
  jitter: number;
  /** Fingerprint of today's credential, null if it is not known. */
  fingerprint: string | null;
}

/**
 * When polling should ask next, in epoch milliseconds: the usual interval and up to a tenth more; after an error
 * twice as long each time, up to an hour; never before the provider's Retry-After. Null: not until the credential changes.
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

/** Whether a person's request to ask now may be carried out at `now`: they may skip the interval, never the provider's limits. */
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

/** Some providers block the address after repeated wrong keys, so a rejected credential is not tried twice. */
function awaitsNewCredential(record: PollRecord, fingerprint: string | null): boolean {
  if (record.error === null || retryRule[record.error.kind] !== 'never') return false;
  return fingerprint === null || fingerprint === record.fingerprint;
}
