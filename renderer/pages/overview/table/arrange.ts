import { isWindow } from '../../../../shared/caps.ts';
import { unitKey } from '../../../../shared/format.ts';
import type { AccountState, PoolState, ProviderInfo, Unit } from '../../../../shared/model/index.ts';
import { pinnedFirst, runOutOf } from '../../../../shared/standing/index.ts';
import { figureOf } from '../../../../shared/summary/index.ts';
import type { Grouping, Sort, View } from './view.ts';

// The rows of the table, in order: pure.

export type Item =
  | { kind: 'group'; key: string; title: string; count: number; sums: readonly Sum[] }
  | { kind: 'row'; key: string; account: AccountState; provider: ProviderInfo | undefined };

/** What is left in one unit. */
export interface Sum {
  amount: number;
  unit: Unit;
}

export type ProviderOf = (account: AccountState) => ProviderInfo | undefined;

/**
 * Rows and the headings of their groups, pinned ones first. Accounts come in most urgent first, and keep that order among
 * equals. `order`: the ids in your own order.
 */
export function arrange(
  accounts: readonly AccountState[],
  providerOf: ProviderOf,
  { sort, group }: View,
  filter: string,
  order: readonly string[] = [],
): Item[] {
  const wanted = accounts.filter((account) => matches(account, providerOf(account), filter));
  const sorted = pinnedFirst(sort === null ? wanted : sortedBy(wanted, providerOf, sort, order));
  const row = (account: AccountState, within: string): Item => ({
    kind: 'row',
    key: `${within}/${account.id}`,
    account,
    provider: providerOf(account),
  });
  if (group === 'none') return sorted.map((account) => row(account, ''));
  return [...grouped(sorted, providerOf, group)].flatMap(([title, own]): Item[] => [
    { kind: 'group', key: title, title, count: own.length, sums: sumsOf(own, providerOf) },
    ...own.map((account) => row(account, title)),
  ]);
}

/** More sums than these do not fit beside a heading. */
const mostSums = 3;

/**
 * What is left in all accounts, by unit: amounts in different units or currencies are never added. Empty if one of them is
 * unknown. What a cap leaves is no balance: a window told in percent is passed over, and with any other the sum is unknown.
 */
function sumsOf(accounts: readonly AccountState[], providerOf: ProviderOf): Sum[] {
  const sums = new Map<string, Sum>();
  for (const account of accounts) {
    const figure = figureOf(account, providerOf(account));
    if (figure?.cap && isWindow(figure.cap)) continue;
    if (figure === null || figure.amount === null || figure.cap !== null) return [];
    const { amount, unit } = figure;
    const before = sums.get(unitKey(unit))?.amount ?? 0;
    sums.set(unitKey(unit), { amount: before + amount, unit });
  }
  return sums.size > mostSums ? [] : [...sums.values()];
}

/** Whether the provider's name, the label, the tags and the note contain every word of the filter. */
function matches(account: AccountState, provider: ProviderInfo | undefined, filter: string): boolean {
  const { label, tags, note } = account;
  const text = [provider?.name ?? account.provider, label, ...tags, note].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const untagged = 'Untagged';

/** Groups in the order of their first account. An account is in the group of each of its tags. */
function grouped(
  accounts: readonly AccountState[],
  providerOf: ProviderOf,
  by: Exclude<Grouping, 'none'>,
): Map<string, AccountState[]> {
  const groups = new Map<string, { title: string; own: AccountState[] }>();
  for (const account of accounts) {
    const titles =
      by === 'provider'
        ? [providerOf(account)?.name ?? account.provider]
        : account.tags.length > 0
          ? account.tags
          : [untagged];
    for (const title of titles) {
      const group = groups.get(title.toLowerCase()) ?? { title, own: [] };
      group.own.push(account);
      groups.set(title.toLowerCase(), group);
    }
  }
  const rest = groups.get(untagged.toLowerCase());
  const named = [...groups.values()].filter((group) => group !== rest);
  return new Map([...named, ...(rest ? [rest] : [])].map(({ title, own }) => [title, own]));
}

/** Compares by section, then by value; null is unknown and always last. */
interface Key {
  /** Amounts in different units cannot be compared: each unit is a section. */
  section: string;
  value: number | string | null;
}

function sortedBy(
  accounts: readonly AccountState[],
  providerOf: ProviderOf,
  { column, down }: Sort,
  order: readonly string[],
): AccountState[] {
  const placeOf = new Map(order.map((id, place) => [id, place]));
  const keyed = (account: AccountState): Key =>
    column === 'mine'
      ? { section: '', value: placeOf.get(account.id) ?? null }
      : keyOf(account, providerOf(account), column);
  return accounts
    .map((account) => ({ account, key: keyed(account) }))
    .sort((a, b) => compare(a.key, b.key, down ? -1 : 1))
    .map(({ account }) => account);
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: Key, b: Key, direction: 1 | -1): number {
  if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
  if (a.section !== b.section) return a.section < b.section ? -1 : 1;
  if (typeof a.value === 'string' || typeof b.value === 'string')
    return direction * byName.compare(String(a.value), String(b.value));
  return direction * (a.value - b.value);
}

/** The likely run-out; null for a pool that refills every day and lasts until then. */
export function shownRunOut(pool: PoolState): number | null {
  const likely = runOutOf(pool)?.likely ?? null;
  const renewsAt = pool.cycle?.renewsAt ?? null;
  const lasts =
    pool.cycle?.frequency === 'daily' && renewsAt !== null && likely !== null && likely >= renewsAt;
  return lasts ? null : likely;
}

function keyOf(
  account: AccountState,
  provider: ProviderInfo | undefined,
  column: Exclude<Sort['column'], 'mine'>,
): Key {
  const figure = figureOf(account, provider);
  const plain = (value: Key['value']): Key => ({ section: '', value });
  if (figure === null && (column === 'left' || column === 'burn')) return plain(null);
  const unit = figure?.unit;
  const section = unit === undefined ? '' : unitKey(unit);
  switch (column) {
    case 'account':
      return plain(`${provider?.name ?? account.provider} ${account.label}`);
    case 'left':
      // What is empty is so in every unit; shares of a limit compare with each other; other amounts follow, by unit.
      return figure?.amount == null
        ? plain(null)
        : figure.amount <= 0
          ? plain(0)
          : figure.limit !== null
            ? plain(figure.amount / figure.limit)
            : { section: `~${section}`, value: figure.amount };
    case 'burn':
      return { section, value: figure?.pool?.forecast?.burnPerDay ?? null };
    case 'runs-out':
      return plain(figure?.pool == null ? null : shownRunOut(figure.pool));
    case 'read':
      return plain(provider?.balance === 'ledger' ? null : account.health.readAt);
  }
}
