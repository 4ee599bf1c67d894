import type { AccountState, CommandError } from '../../shared/model/index.ts';
import { hasChecksOff } from '../../shared/paid-checks.ts';
import { isOlderThan } from '../../shared/time/index.ts';
import type { Session } from './compose.ts';
import { openVault } from './input/credential.ts';

/**
 * Polls every account, within the providers' limits. Returns the accounts that could not be polled because their
 * credentials are locked (account id → error). Never throws because of a provider's answer.
 */
export async function refreshAll({ engine, environment }: Session): Promise<Map<string, CommandError>> {
  const inVault = engine
    .state()
    .accounts.filter(
      (account) => account.credentialKept === 'vault' && !account.paused && !hasChecksOff(account),
    );
  const opened = inVault.length > 0 ? await openVault(engine, environment) : null;
  await engine.refresh({});
  return new Map(opened && !opened.ok ? inVault.map(({ id }) => [id, opened.error]) : []);
}

/** An account's state, and why it could not be polled at all, for example because its credential is locked or its checks are off. */
export interface BroughtUpToDate {
  account: AccountState | undefined;
  unasked: CommandError | null;
}

/** Polls one account if its reading is older than its interval. Returns its state either way. */
export async function bringUpToDate(
  { engine, environment }: Session,
  id: string,
  now: number,
): Promise<BroughtUpToDate> {
  const find = () => engine.state().accounts.find((account) => account.id === id);
  const account = find();
  if (!account || account.paused) return { account, unasked: null };
  const { readAt } = account.health;
  if (readAt !== null && !isOlderThan(account.intervalMs, readAt, now)) return { account, unasked: null };
  if (account.credentialKept === 'vault' && !hasChecksOff(account)) {
    const opened = await openVault(engine, environment);
    if (!opened.ok) return { account, unasked: opened.error };
  }
  const refreshed = await engine.refresh({ account: id });
  return { account: find(), unasked: refreshed.ok ? null : refreshed.error };
}
