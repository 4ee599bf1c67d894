import { checksAreOff } from '../../../shared/paid-checks.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { knownAccount, knownAccounts } from '../state/known-accounts.ts';
import type { Target } from './poller.ts';
import { intervalOf, waitsUntil } from './schedule.ts';

/** Every account as the poller sees it. */
export const targetsOf = (parts: EngineParts): Target[] =>
  knownAccounts(parts).map((known) => targetOf(parts, known));

/** One account as the poller sees it. */
export const targetOf = (parts: EngineParts, known: KnownAccount): Target => ({
  ...pollTarget(known),
  dueAt: dueAt(parts, known),
});

/** The account with this id as the poller sees it; null: it is gone. */
export function targetById(parts: EngineParts, id: string): Target | null {
  const known = knownAccount(parts, id);
  return known ? targetOf(parts, known) : null;
}

/** The account and host of a poll. */
export const pollTarget = ({ account, provider }: KnownAccount) => ({
  id: account.id,
  host: provider.hosts[0] ?? provider.id,
});

/** Until when the provider wants no request; null: it wants nothing of the kind. */
export function waitOf(
  { reader, clock }: EngineParts,
  { account }: Pick<KnownAccount, 'account'>,
): number | null {
  const { record } = reader.knownOf(account);
  const until = record === null ? 0 : waitsUntil(record, clock.now());
  return until > clock.now() ? until : null;
}

/**
 * When an account is polled next; null: not while things stay as they are. If what is known of it cannot be read, it is polled
 * at its interval all the same.
 */
export function dueAt(parts: EngineParts, known: KnownAccount): number | null {
  const { account, provider } = known;
  if (account.paused || parts.settings.get().preferences.paused) return null;
  if (keyProblem(parts, known) !== null) return null;
  if (checksAreOff(account, provider)) return null;
  try {
    const due = dueByRecord(parts, known);
    if (due === null || Math.abs(due) <= latestInstant) return due;
  } catch {
    // The account's state says that it could not be worked out.
  }
  const { session, clock } = parts;
  const intervalMs = intervalOf(account, provider);
  const since = Number.isFinite(session.startedAt) ? session.startedAt : 0;
  return clock.now() + intervalMs - ((clock.now() - since) % intervalMs);
}

const latestInstant = 8.64e15;

/** By the last poll; earlier if it only failed because this computer had no network. */
function dueByRecord(parts: EngineParts, { account, provider }: KnownAccount): number | null {
  const { reader, clock, reachability } = parts;
  const next = reader.nextAt(account, provider);
  const { record } = reader.knownOf(account);
  if (next === null || record === null) return next;
  const again = reachability.asksAgainAt(account.id);
  if (again === null || record.error === null) return next;
  const soonest = record.attemptedAt + provider.refresh.shortestMs;
  return Math.min(next, Math.max(again, soonest, waitsUntil(record, clock.now())));
}

/** Why its credential cannot be read from the vault now; null: it can, or is not in it. */
export function keyProblem(
  { vault }: EngineParts,
  { account }: Pick<KnownAccount, 'account'>,
): 'locked' | 'missing' | null {
  if (account.credential.kind !== 'vault') return null;
  if (account.credential.awaited) return 'missing';
  if (vault.lost() !== null) return 'missing';
  if (vault.state() !== 'open') return 'locked';
  return vault.holds(account.id) === false ? 'missing' : null;
}

/** Whether some account is due for polling, or being polled. */
export function isAsking(parts: EngineParts): boolean {
  return knownAccounts(parts).some((known) => {
    if (parts.poller.isAsking(known.account.id)) return true;
    const due = dueAt(parts, known);
    return due !== null && due <= parts.clock.now();
  });
}
