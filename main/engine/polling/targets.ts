import type { EngineParts, KnownAccount } from '../parts.ts';
import { knownAccounts } from '../state/known-accounts.ts';
import type { Target } from './poller.ts';
import { waitsUntil } from './schedule.ts';

/** Every account as the poller sees it. */
export function targetsOf(parts: EngineParts): Target[] {
  return knownAccounts(parts).map((known) => ({ ...pollTarget(known), dueAt: dueAt(parts, known) }));
}

/** The account and host of a poll. */
export const pollTarget = ({ account, provider }: KnownAccount) => ({
  id: account.id,
  host: provider.hosts[0] ?? provider.id,
});

/** When an account is polled next; null: not while things stay as they are. */
export function dueAt(parts: EngineParts, { account, provider }: KnownAccount): number | null {
  const { settings, reader } = parts;
  if (account.paused || settings.get().preferences.paused || isLocked(parts, { account })) return null;
  return reader.nextAt(account, provider);
}

/** Until when the provider wants no request; null: it wants nothing of the kind. */
export function waitOf(
  { reader, clock }: EngineParts,
  { account }: Pick<KnownAccount, 'account'>,
): number | null {
  const { record } = reader.knownOf(account);
  const until = record === null ? 0 : waitsUntil(record, clock.now());
  return until > clock.now() ? until : null;
}

/** Whether its credential is in a vault that is not open. */
export const isLocked = ({ vault }: EngineParts, { account }: Pick<KnownAccount, 'account'>): boolean =>
  account.credential.kind === 'vault' && vault.state() !== 'open';

/** Whether some account is due for polling, or being polled. */
export function isAsking(parts: EngineParts): boolean {
  return knownAccounts(parts).some((known) => {
    if (parts.poller.isAsking(known.account.id)) return true;
    const due = dueAt(parts, known);
    return due !== null && due <= parts.clock.now();
  });
}
