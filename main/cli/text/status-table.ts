import type { CommandError } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import type { GlanceState } from '../../engine/store/glance.ts';
import { paint } from '../terminal.ts';
import { accountsTable, noAccounts } from './accounts-table.ts';

export interface TableOptions {
  /** Ids, in the order in which they are shown. */
  shown: readonly string[];
  now: number;
  /** Accounts that could not be polled, and why. */
  notRefreshed: ReadonlyMap<string, CommandError>;
}

/** The status as a table, with ages and spans as of now. */
export function statusTable(kept: GlanceState, { shown, now, notRefreshed }: TableOptions): string {
  if (kept.accounts.length === 0) return noAccounts;
  if (shown.length === 0) return 'No account fits what you chose.';
  const state = asOf(kept, now);
  const known = new Map(state.accounts.map((account) => [account.id, account]));
  const accounts = shown.flatMap((id) => known.get(id) ?? []);
  return accountsTable({ ...state, accounts }, exceptLocked(notRefreshed), systemZone(), paint);
}

/** A ledger is always up to date. */
function asOf(state: GlanceState, now: number): GlanceState {
  const ledgers = new Set(state.providers.flatMap(({ id, balance }) => (balance === 'ledger' ? [id] : [])));
  const accounts = state.accounts.map((account) =>
    ledgers.has(account.provider) ? { ...account, health: { ...account.health, readAt: now } } : account,
  );
  return { ...state, at: now, accounts };
}

/** A locked vault is one fault, and not one of each account. */
const exceptLocked = (notRefreshed: ReadonlyMap<string, CommandError>) =>
  new Map([...notRefreshed].filter(([, { kind }]) => kind !== 'locked'));
