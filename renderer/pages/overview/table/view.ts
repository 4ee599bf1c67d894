import { z } from 'zod';
import { create } from 'zustand';

// How you sort and group the accounts: stored in this browser, apart from the settings.

export const columns = ['account', 'left', 'burn', 'runs-out', 'read'] as const;
export type Column = (typeof columns)[number];
/** What rows can be sorted by: a column, or the order that you gave them yourself. */
export const sorts = [...columns, 'mine'] as const;
export const groupings = ['none', 'provider', 'tag'] as const;
export type Grouping = (typeof groupings)[number];

const viewSchema = z.object({
  /** Null: most urgent first. */
  sort: z.object({ column: z.enum(sorts), down: z.boolean() }).nullable(),
  group: z.enum(groupings),
  /** Hidden accounts are shown, too. */
  showHidden: z.boolean().default(false),
});
export type View = z.infer<typeof viewSchema>;
export type Sort = NonNullable<View['sort']>;

export const plainView: View = { sort: null, group: 'none', showHidden: false };
export const viewKey = 'fuelgauge.overview';

/** The stored view; the plain view if there is none or it is invalid. */
export function keptView(): View {
  try {
    const kept = viewSchema.safeParse(JSON.parse(localStorage.getItem(viewKey) ?? 'null'));
    return kept.success ? kept.data : plainView;
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
