import type { SpendReport } from '../../../shared/api/money.ts';
import type { Money, MoneyRange, MoneySettings } from '../../../shared/model/index.ts';

// The bars of the page, as numbers to draw. What is said is written from the exact amounts. Pure.

/** So many groups have a colour of their own; the others share the last one. */
export const ownColours = 3;

export interface Group {
  key: string;
  name: string;
}

export interface Bar {
  from: string;
  to: string;
  /** Spent, in the order of the groups. */
  parts: number[];
  /** More that is likely to be spent until it ends. */
  ahead: number;
  lapsed: number;
}

export interface Drawing {
  currency: string;
  groups: Group[];
  bars: Bar[];
  /** The tallest bar; 0: there is nothing to draw. */
  most: number;
  /** Currencies that are not in the picture, because no rate leads to its own. */
  leftOut: string[];
}

/**
 * What to draw of a report whose steps are the bars; null: no money is in it. By tag, an account can be in several groups, so
 * they can be more than all.
 */
export function drawingOf(report: SpendReport, settings: MoneySettings): Drawing | null {
  const currency = settings.currency ?? mainCurrency(report);
  if (currency === null) return null;
  const rates = ratesTo(currency, settings);
  const sum = (moneys: readonly Money[]) =>
    moneys.reduce((all, money) => all + Number(money.amount) * (rates.get(money.currency) ?? 0), 0);
  const drawn = new Set(
    report.steps.flatMap(({ parts }) => parts.filter(({ spent }) => sum(spent) > 0).map(({ key }) => key)),
  );
  const rows = report.rows.filter(({ key }) => drawn.has(key));
  const own = rows.slice(0, rows.length > ownColours + 1 ? ownColours : ownColours + 1);
  const groups: Group[] = own.map(({ key, name }) => ({ key, name }));
  const others = rows.length - own.length;
  const bars = report.steps.map((step): Bar => {
    const of = new Map(step.parts.map(({ key, spent }) => [key, Math.max(0, sum(spent))]));
    const parts = groups.map(({ key }) => of.get(key) ?? 0);
    const rest = [...of].reduce(
      (all, [key, part]) => (own.some((row) => row.key === key) ? all : all + part),
      0,
    );
    if (others > 0) parts.push(rest);
    const spent = sum(step.spent) - sum(step.refunded);
    return {
      from: step.from,
      to: step.to,
      parts,
      ahead: step.end.length === 0 ? 0 : Math.max(0, sum(step.end.map(likelyOf)) - spent),
      lapsed: sum(step.lapsed),
    };
  });
  if (others > 0) groups.push({ key: '', name: `${others} others` });
  const tall = ({ parts, ahead, lapsed }: Bar) => parts.reduce((all, part) => all + part, ahead + lapsed);
  return { currency, groups, bars, most: Math.max(0, ...bars.map(tall)), leftOut: leftOutOf(report, rates) };
}

const likelyOf = ({ likely, currency }: MoneyRange): Money => ({ amount: likely, currency });

/** The one in which most is spent, as numbers go. */
function mainCurrency({ total }: SpendReport): string | null {
  const all = [...total.spent, ...total.bought, ...total.left];
  const sorted = all.toSorted((a, b) => Number(b.amount) - Number(a.amount));
  return (
    total.spent.toSorted((a, b) => Number(b.amount) - Number(a.amount))[0]?.currency ??
    sorted[0]?.currency ??
    null
  );
}

/** Currency → its worth in another, as far as you entered rates. */
function ratesTo(currency: string, { rates }: MoneySettings): Map<string, number> {
  const known = new Map([[currency, 1]]);
  for (const { from, to, rate } of rates) {
    if (to === currency) known.set(from, Number(rate));
    else if (from === currency && Number(rate) > 0 && !known.has(to)) known.set(to, 1 / Number(rate));
  }
  return known;
}

const leftOutOf = (report: SpendReport, rates: ReadonlyMap<string, number>): string[] => [
  ...new Set(
    report.steps.flatMap(({ spent, lapsed }) =>
      [...spent, ...lapsed].map((money) => money.currency).filter((currency) => !rates.has(currency)),
    ),
  ),
];
