import type { SpendInput, SpendReport } from '../api/money.ts';
import { noFigures } from './figures.ts';
import type { SpendFacts } from './types.ts';

/** What all accounts cost in a span of days. */
export function spendReport({ now, zone }: SpendFacts, { from, to, by, step }: SpendInput): SpendReport {
  return {
    at: now,
    zone,
    from,
    to,
    by,
    step,
    total: noFigures(),
    before: { from, to, figures: noFigures() },
    steps: [],
    rows: [],
    unpriced: [],
    learning: [],
    converted: null,
  };
}
