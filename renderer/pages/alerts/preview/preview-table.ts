import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../../main/engine/api/router.ts';
import { alertKinds } from '../../../../shared/alerts/kinds.ts';
import type { WritingContext } from '../../../../shared/format.ts';
import type { AlertKind } from '../../../../shared/model/index.ts';
import { dayMs } from '../../../../shared/time/index.ts';

type Answer = Extract<inferRouterOutputs<AppRouter>['alerts']['preview'], { ok: true }>;
export type PreviewedAlert = Answer['value'][number];

export const previewDays = 30;
const weekMs = 7 * dayMs;

export interface PreviewTable {
  /** The weeks, oldest first; the span cuts off the oldest one. */
  weeks: string[];
  /** Kinds with at least one alert, most frequent first; `counts` has one number per week. */
  rows: { kind: AlertKind; counts: number[]; total: number }[];
}

/** Counts the alerts by kind, in each week before `end`. */
export function previewTable(
  alerts: readonly PreviewedAlert[],
  end: number,
  context: WritingContext,
): PreviewTable {
  const count = Math.ceil(previewDays / 7);
  const span = new Intl.DateTimeFormat(context.locale ?? 'en-GB', {
    timeZone: context.zone,
    day: 'numeric',
    month: 'short',
  });
  const weeks = Array.from({ length: count }, (_, index) => {
    const ago = count - index;
    const start = Math.max(end - ago * weekMs, end - previewDays * dayMs);
    return span.formatRange(start, end - (ago - 1) * weekMs);
  });
  const rows = new Map<AlertKind, number[]>();
  for (const { kind, at } of alerts) {
    const counts = rows.get(kind) ?? weeks.map(() => 0);
    const ago = Math.floor((end - at) / weekMs);
    const index = Math.min(count - 1, Math.max(0, count - 1 - ago));
    counts[index] = (counts[index] ?? 0) + 1;
    rows.set(kind, counts);
  }
  return {
    weeks,
    rows: [...rows]
      .map(([kind, counts]) => ({ kind, counts, total: counts.reduce((sum, each) => sum + each, 0) }))
      .sort((a, b) => b.total - a.total || alertKinds[a.kind].name.localeCompare(alertKinds[b.kind].name)),
  };
}
