import type { MoneyFigures } from '../../../shared/api/money.ts';
import type { Cycle, Entered, EnteredGrant, Money, PlanPrice, Unit } from '../../../shared/model/index.ts';
import { dayOfDate } from '../../../shared/money/days.ts';
import { addTally, emptyTally, figuresOf, type Tally, talliesOf } from '../../../shared/money/figures.ts';
import { roundMoney } from '../../../shared/money/index.ts';
import { playAccount } from '../../../shared/money/play.ts';
import type { AccountMoney, MoneyFacts, PoolCourse, PoolFacts } from '../../../shared/money/types.ts';

// Accounts of invented courses, and what the ledger of money makes of them.

export const utc = (text: string): number => Date.parse(text);
export const usd = (amount: string): Money => ({ amount, currency: 'USD' });
export const eur = (amount: string): Money => ({ amount, currency: 'EUR' });
export const credits: Unit = { kind: 'credits' };

/** Balances by instant. */
export const balances = (readings: Record<string, number>): PoolCourse => ({
  kind: 'balance',
  samples: Object.entries(readings).map(([at, remaining]) => ({ t: utc(at), remaining })),
});

export const monthly = (
  grant: number,
  rollover: Cycle['rollover'] = 'none',
  renewsAt = '2026-12-01T00:00:00Z',
): Cycle => ({
  frequency: 'monthly',
  renewsAt: utc(renewsAt),
  grant,
  rollover,
});

export const topup = (
  id: string,
  amount: number,
  grantedAt: string,
  paid?: Money,
  rest: Partial<EnteredGrant> = {},
): EnteredGrant => ({
  id,
  kind: 'topup',
  amount,
  grantedAt: utc(grantedAt),
  expiresAt: null,
  ...(paid && { paid }),
  ...rest,
});

export const price = (since: string, paid: Money, rest: Partial<PlanPrice> = {}): PlanPrice => ({
  since,
  every: 'monthly',
  paid,
  credits: null,
  ...rest,
});

export interface MadeAccount extends Partial<Pick<PoolFacts, 'unit' | 'cycle' | 'grants'>> {
  course: PoolCourse;
  entered?: Partial<Entered>;
  zone?: string;
  now?: string;
}

export const factsOf = ({
  course,
  unit = credits,
  cycle = null,
  grants = [],
  entered = {},
  zone = 'UTC',
  now = '2026-11-28T17:00:00Z',
}: MadeAccount): MoneyFacts => ({
  account: 'a',
  pools: [{ id: 'credits', unit, cycle, grants, course }],
  entered: { grants: [], ...entered },
  zone,
  now: utc(now),
});

export const played = (made: MadeAccount): AccountMoney => playAccount(factsOf(made));

/** What happened from one day to another, both included. */
export function tallyOf({ pools }: AccountMoney, from: string, to: string): Tally {
  const sum = emptyTally();
  for (const pool of pools)
    for (const tally of talliesOf(pool, [{ from: dayOfDate(from), to: dayOfDate(to) }])) addTally(sum, tally);
  return sum;
}

const rounded = (moneys: readonly Money[]) =>
  moneys.map((money) => `${roundMoney(money).amount} ${money.currency}`).join(' + ') || '0';

/** Figures as short texts, rounded to the minor unit; what is nothing is left out. */
export function shown(money: AccountMoney, from: string, to: string): Record<string, string> {
  const figures: MoneyFigures = figuresOf(tallyOf(money, from, to));
  const { leftBefore, bought, spent, refunded, lapsed, overage, left } = figures;
  return Object.fromEntries(
    Object.entries({ leftBefore, bought, spent, refunded, lapsed, overage, left })
      .map(([name, moneys]) => [name, rounded(moneys)])
      .filter(([, text]) => text !== '0'),
  );
}

/** What was used in a span, and how much of it has no price. */
export const usedIn = (money: AccountMoney, from: string, to: string) =>
  figuresOf(tallyOf(money, from, to)).used.map(({ amount, unpriced, perThousand }) => ({
    amount,
    unpriced,
    perThousand: perThousand?.amount ?? null,
  }));
