import { type AccountSnapshot, effectiveRules } from '../../../shared/alerts/index.ts';
import { budgetName } from '../../../shared/money/budget-name.ts';
import { titleInBrackets } from '../../../shared/names.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { dueAt, keyProblem } from '../polling/targets.ts';
import { isInScope } from './budget-scope.ts';
import { budgetsNow } from './budgets.ts';
import { knownAccount, knownAccounts } from './known-accounts.ts';

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

export const budgetIds = ({ settings }: EngineParts): string[] => settings.get().budgets.map(({ id }) => id);

/** A budget as the alerts see it, as if it were an account; null if it is gone. */
export function budgetSnapshot(parts: EngineParts, id: string): AccountSnapshot | null {
  const now = budgetsNow(parts);
  const budget = now?.states.find((state) => state.id === id);
  if (now === null || budget === undefined) return null;
  const { scope } = budget;
  const own = knownAccounts(parts).filter(({ account }) => isInScope(account, scope));
  const only = scope.kind === 'account' ? own[0] : undefined;
  return {
    id,
    name: budgetName(scope, only && titleInBrackets(only.provider.name, only.account.label)),
    facts: {
      pools: [],
      caps: [],
      spike: null,
      error: null,
      errorSince: null,
      errorAt: null,
      readAt: null,
      budget,
    },
    rules: parts.settings.get().alerts.rules,
    mutedUntil: budget.mutedUntil ?? null,
    settled: now.waiting.size === 0 && own.every((known) => isSettled(parts, known)),
    createdAt: budget.createdAt ?? 0,
  };
}

/** The tags of an account, or of all accounts of a budget. */
export function tagsOf(parts: EngineParts, id: string): readonly string[] {
  const account = knownAccount(parts, id)?.account;
  if (account) return account.tags;
  const scope = parts.settings.get().budgets.find((budget) => budget.id === id)?.scope;
  if (scope === undefined) return [];
  return knownAccounts(parts).flatMap(({ account }) => (isInScope(account, scope) ? account.tags : []));
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
  const settled = isRead || (keyProblem(parts, known) === null && !isDue);
  if (settled) session.settled.add(account.id);
  return settled;
}
