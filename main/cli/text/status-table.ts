import type { CommandError } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import type { GlanceState } from '../../engine/store/glance.ts';
import { paint } from '../terminal.ts';
import { accountsTable, noAccounts } from './accounts-table.ts';
import { compactTable } from './compact-table.ts';

export interface TableOptions {
  /** Ids, in the order in which they are shown. */
  shown: readonly string[];
  now: number;
  /** Accounts that could not be polled, and why. */
  notRefreshed: ReadonlyMap<string, CommandError>;
  /** Every detail, however many accounts there are. */
  full: boolean;
  /** Of the terminal; null: it is none, so nothing is cut. */
  columns: number | null;
}

/** A terminal gets one line for each account if there are more. */
const mostInDetail = 20;

/** The status as a table, with ages and spans as of now. */
export function statusTable(
  kept: GlanceState,
  { shown, now, notRefreshed, full, columns }: TableOptions,
): string {
  if (kept.accounts.length === 0) return noAccounts;
  if (shown.length === 0) return 'No account fits what you chose.';
  const state = asOf(kept, now);
  const known = new Map(state.accounts.map((account) => [account.id, account]));
  const accounts = shown.flatMap((id) => known.get(id) ?? []);
  const told = { ...state, accounts };
  const zone = systemZone();
  return columns !== null && !full && accounts.length > mostInDetail
    ? compactTable(told, zone, paint, columns)
    : accountsTable(told, exceptLocked(notRefreshed), zone, paint, columns);
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
