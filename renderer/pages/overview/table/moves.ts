import type { Item } from './arrange.ts';

export type Way = 'top' | 'up' | 'down' | 'bottom';

/**
 * Your order after one row moves among those that are shown; null: it cannot move that way. Pinned ones stay above the
 * others, and accounts that are not shown keep their places beside their neighbours.
 */
export function moved(
  order: readonly string[],
  items: readonly Item[],
  key: string,
  way: Way,
): string[] | null {
  const row = items.find((item) => item.key === key);
  if (row?.kind !== 'row') return null;
  const { id, pinned } = row.account;
  // With tags, an account may be in several groups; it moves within its own.
  const group = groupOf(key);
  const shown = items.flatMap((item) =>
    item.kind === 'row' && groupOf(item.key) === group && item.account.pinned === pinned
      ? [item.account.id]
      : [],
  );
  const at = shown.indexOf(id);
  const target = { top: 0, up: at - 1, down: at + 1, bottom: shown.length - 1 }[way];
  const beside = shown[target];
  if (beside === undefined || beside === id) return null;
  const others = order.filter((each) => each !== id);
  return others.toSpliced(others.indexOf(beside) + (target > at ? 1 : 0), 0, id);
}

const groupOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));
