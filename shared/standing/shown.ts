import type { AccountState } from '../model/index.ts';

/** Without the hidden ones, which the headline does not count either. */
export const visibleAccounts = (accounts: readonly AccountState[]): AccountState[] =>
  accounts.filter(({ hidden }) => !hidden);

/** Pinned ones first; both keep their order. */
export const pinnedFirst = (accounts: readonly AccountState[]): AccountState[] =>
  accounts.toSorted((a, b) => Number(b.pinned) - Number(a.pinned));

/** `2 accounts are hidden`; null: none is. */
export function hiddenWords(accounts: readonly AccountState[]): string | null {
  const count = accounts.length - visibleAccounts(accounts).length;
  if (count === 0) return null;
  if (count === accounts.length)
    return count === 1 ? 'The account is hidden' : `All ${count} accounts are hidden`;
  return count === 1 ? '1 account is hidden' : `${count} accounts are hidden`;
}
