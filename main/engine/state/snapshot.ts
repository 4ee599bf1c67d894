import { type AccountSnapshot, effectiveRules } from '../../../shared/alerts/index.ts';
import { titleInBrackets } from '../../../shared/names.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { dueAt, isLocked } from '../polling/targets.ts';
import { knownAccount } from './known-accounts.ts';

/** An account as the alerts see it; null if it is gone. */
export function snapshotOf(parts: EngineParts, id: string): AccountSnapshot | null {
  const known = knownAccount(parts, id);
  if (!known) return null;
  const { account, provider } = known;
  return {
    id,
    name: titleInBrackets(provider.name, account.label),
    facts: parts.observations.of(known).facts,
    rules: effectiveRules(parts.settings.get().alerts.rules, account.alerts),
    mutedUntil: account.alerts.mutedUntil,
    settled: isSettled(parts, known),
    createdAt: account.createdAt,
  };
}

/** Whether an account's state is current: it was polled since the start, or is not due. Once settled, it stays settled. */
function isSettled(parts: EngineParts, known: KnownAccount): boolean {
  const { reader, poller, session, clock } = parts;
  const { account } = known;
  if (session.settled.has(account.id)) return true;
  // The attempt is on record before its answer is.
  if (poller.isAsking(account.id)) return false;
  const { record } = reader.knownOf(account);
  const due = dueAt(parts, known);
  const isRead = record !== null && record.attemptedAt >= session.startedAt;
  const isDue = due !== null && due <= clock.now();
  const settled = isRead || (!isLocked(parts, known) && !isDue);
  if (settled) session.settled.add(account.id);
  return settled;
}
