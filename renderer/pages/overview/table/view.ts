import { create } from 'zustand';
import { fieldOf } from '../../../../shared/field-of.ts';

// How you sort and group the accounts: stored in this browser, apart from the settings.

export const columns = ['account', 'left', 'burn', 'runs-out', 'read'] as const;
export type Column = (typeof columns)[number];
/** What rows can be sorted by: a column, or the order that you gave them yourself. */
export const sorts = [...columns, 'mine'] as const;
export const groupings = ['none', 'provider', 'tag'] as const;
export type Grouping = (typeof groupings)[number];

export interface Sort {
  column: (typeof sorts)[number];
  down: boolean;
}
export interface View {
  /** Null: most urgent first. */
  sort: Sort | null;
  group: Grouping;
  /** Hidden accounts are shown, too. */
  showHidden: boolean;
}

export const plainView: View = { sort: null, group: 'none', showHidden: false };
export const viewKey = 'fuelgauge.overview';

/** The stored view, or of the plain view what is missing there or invalid. */
export function keptView(): View {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(viewKey) ?? 'null');
    const sort = fieldOf(kept, 'sort');
    const column = sorts.find((each) => each === fieldOf(sort, 'column'));
    return {
      sort: column === undefined ? null : { column, down: fieldOf(sort, 'down') === true },
      group: groupings.find((each) => each === fieldOf(kept, 'group')) ?? 'none',
      showHidden: fieldOf(kept, 'showHidden') === true,
    };
  } catch {
    return plainView;
  }
}

export const useView = create<View>(keptView);

export function changeView(change: Partial<View>): void {
  useView.setState(change);
  try {
    localStorage.setItem(viewKey, JSON.stringify(useView.getState()));
  } catch {
    // Without storage, the choice lasts as long as the page.
  }
}

/** The first click on a column's header sorts by it, the second reverses the order, the third resets it. */
export function nextSort(sort: Sort | null, column: Column): Sort | null {
  const first = column === 'burn';
  if (sort?.column !== column) return { column, down: first };
  return sort.down === first ? { column, down: !first } : null;
}
