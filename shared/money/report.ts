import type { MoneyFigures, SpendInput, SpendReport, SpendRow, SpendStepSum } from '../api/money.ts';
import { addEnds, type Ends, endOf, endSoFar, willLapse } from './ahead.ts';
import { type DaySpan, dateOfDay, dayOfDate, spanBefore, stepsOf, zoneDays } from './days.ts';
import { MoneySum, textOf } from './decimal.ts';
import { addTally, emptyTally, figuresOf, netSpent, noTally, type Tally, talliesOf } from './figures.ts';
import { convertRanges, convertSum } from './rates.ts';
import type { SpendAccount, SpendFacts } from './types.ts';

/** An account in the span of a report. */
interface Counted {
  account: SpendAccount;
  steps: Tally[];
  total: Tally;
  /** Null: the span is over, or the forecast is learning. */
  end: Ends | null;
}

/** What all accounts cost in a span of days. */
export function spendReport(facts: SpendFacts, { from, to, by, step }: SpendInput): SpendReport {
  const { accounts, now, zone } = facts;
  const span = { from: dayOfDate(from), to: dayOfDate(to) };
  const steps = stepsOf(span, step);
  const days = zoneDays(zone);
  const isAhead = span.from <= days.dayAt(now) && span.to >= days.dayAt(now);
  const until = isAhead ? days.startOf(span.to + 1) : null;
  const counted = accounts.map((account) => count(account, steps, now, until));
  const total = sumOf(counted.map((each) => each.total));
  const earlier = spanBefore(span);
  const before = sumOf(
    accounts.flatMap(({ money }) => money.pools.flatMap((pool) => talliesOf(pool, [earlier]))),
  );
  const figures = withAhead(total, counted, until !== null);
  const groups = groupsOf(counted, by);
  return {
    at: now,
    zone,
    from,
    to,
    by,
    step,
    total: figures,
    before: { from: dateOfDay(earlier.from), to: dateOfDay(earlier.to), figures: figuresOf(before) },
    steps: steps.map((each, index) => stepSum(each, index, counted, groups, facts)),
    rows: rowsOf(groups, until !== null),
    unpriced: unpricedOf(counted),
    learning:
      until === null ? [] : counted.filter(({ end }) => end === null).map(({ account }) => account.id),
    converted: converted(facts, total, before, figures),
  };
}

function count(account: SpendAccount, steps: readonly DaySpan[], now: number, until: number | null): Counted {
  const byPool = account.money.pools.map((pool) => talliesOf(pool, steps));
  const sums = steps.map((_, index) => {
    const tallies = byPool.flatMap((each) => each[index] ?? []);
    return tallies.every((tally) => tally === noTally) ? noTally : sumOf(tallies);
  });
  const total = sumOf(sums);
  const end = until === null ? null : endOf(account, netSpent(total), now, until);
  return { account, steps: sums, total, end };
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) addTally(sum, tally);
  return sum;
}

/** Figures with what lies ahead. */
function withAhead(total: Tally, counted: readonly Counted[], isAhead: boolean): MoneyFigures {
  const figures = figuresOf(total);
  if (!isAhead) return figures;
  const lapses = new MoneySum();
  for (const { account } of counted)
    for (const { amount, currency } of willLapse(account)) lapses.addText(currency, amount);
  return { ...figures, willLapse: lapses.moneys(), end: endsOf(counted, netSpent(total)) };
}

/** Empty if every account is learning. */
function endsOf(counted: readonly Counted[], spent: MoneySum) {
  if (counted.every(({ end }) => end === null)) return [];
  return addEnds(
    counted.map(({ end, total }) => end ?? endSoFar(total)),
    spent,
  );
}

interface Group {
  key: string;
  name: string;
  counted: Counted[];
}

function groupsOf(counted: readonly Counted[], by: SpendInput['by']): Group[] {
  const groups = new Map<string, Group>();
  for (const each of counted) {
    const { account } = each;
    for (const { key, name } of keysOf(account, by)) {
      const group = groups.get(key) ?? { key, name, counted: [] };
      group.counted.push(each);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** Tags are compared without case. */
function keysOf(account: SpendAccount, by: SpendInput['by']): { key: string; name: string }[] {
  if (by === 'account') return [{ key: account.id, name: account.name }];
  if (by === 'provider') return [{ key: account.provider, name: account.providerName }];
  if (account.tags.length === 0) return [{ key: '', name: 'Without a tag' }];
  const tags = new Map(account.tags.map((tag) => [tag.toLowerCase(), tag]));
  return [...tags].map(([key, name]) => ({ key, name }));
}

const sizeOf = ({ figures }: SpendRow): number =>
  figures.spent.reduce((sum, { amount }) => sum + Number(amount), 0);

function rowsOf(groups: readonly Group[], isAhead: boolean): SpendRow[] {
  const rows = groups.map(
    ({ key, name, counted }): SpendRow => ({
      key,
      name,
      accounts: counted.map(({ account }) => account.id),
      figures: withAhead(sumOf(counted.map(({ total }) => total)), counted, isAhead),
    }),
  );
  return rows.sort((a, b) => sizeOf(b) - sizeOf(a) || (a.name < b.name ? -1 : 1));
}

function stepSum(
  { from, to }: DaySpan,
  index: number,
  counted: readonly Counted[],
  groups: readonly Group[],
  { now, zone }: SpendFacts,
): SpendStepSum {
  const sum = emptyTally();
  for (const { steps } of counted) {
    const tally = steps[index];
    if (tally !== undefined) addTally(sum, tally);
  }
  const parts = groups.flatMap(({ key, counted: members }) => {
    const part = new MoneySum();
    for (const { steps } of members) {
      const tally = steps[index];
      if (tally !== undefined) part.addAll(netSpent(tally));
    }
    const spent = part.moneys();
    return spent.length === 0 ? [] : [{ key, spent }];
  });
  return {
    from: dateOfDay(from),
    to: dateOfDay(to),
    spent: sum.spent.moneys(),
    lapsed: sum.lapsed.moneys(),
    bought: sum.bought.moneys(),
    refunded: sum.refunded.moneys(),
    parts,
    end: endOfStep({ from, to }, index, counted, netSpent(sum), now, zone),
  };
}

/** Only the step that runs now has an end that can be told. */
function endOfStep(
  { from, to }: DaySpan,
  index: number,
  counted: readonly Counted[],
  spent: MoneySum,
  now: number,
  zone: string,
) {
  const days = zoneDays(zone);
  const today = days.dayAt(now);
  if (today < from || today > to) return [];
  const until = days.startOf(to + 1);
  const inStep = counted.map(({ account, steps }): Counted => {
    const total = steps[index] ?? emptyTally();
    return { account, steps: [], total, end: endOf(account, netSpent(total), now, until) };
  });
  return endsOf(inStep, spent);
}

function unpricedOf(counted: readonly Counted[]): SpendReport['unpriced'] {
  return counted.flatMap(({ account, total }) => {
    const sums = new Map<string, SpendReport['unpriced'][number]>();
    for (const [lot, { pool, amount }] of total.unpriced) {
      if (!(amount > 0)) continue;
      const what =
        lot.kind === 'plan' || lot.kind === 'grant' || lot.kind === 'unknown' ? lot.kind : 'overage';
      const key = `${pool.pool} ${what} ${lot.grant ?? ''}`;
      const known = sums.get(key);
      if (known !== undefined) known.amount += amount;
      else
        sums.set(key, {
          account: account.id,
          what,
          ...(lot.grant !== null && { grant: lot.grant }),
          unit: pool.unit,
          amount,
        });
    }
    return [...sums.values()];
  });
}

function converted(
  { settings: { currency, rates } }: SpendFacts,
  total: Tally,
  before: Tally,
  { end }: MoneyFigures,
): SpendReport['converted'] {
  if (currency === null) return null;
  const spent = convertSum(netSpent(total), currency, rates);
  const spentBefore = convertSum(netSpent(before), currency, rates);
  if (spent === null || spentBefore === null) return null;
  return {
    currency,
    spent: textOf(spent.amount),
    before: textOf(spentBefore.amount),
    end: convertRanges(end, currency, rates),
    rates: [...new Set([...spent.rates, ...spentBefore.rates])],
  };
}
