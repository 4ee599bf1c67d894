import type { AccountCost, PoolState, Settings } from '../../../shared/model/index.ts';
import type { AccountMoney, MoneyFacts, PoolFacts } from '../../../shared/money/index.ts';
import { accountCost, playAccount } from '../../../shared/money/index.ts';
import { countedCourse } from '../../../shared/present/index.ts';
import { hourMs, windowBounds } from '../../../shared/time/index.ts';
import { usesRevision } from '../../../shared/use-slots.ts';
import type { Clock } from '../clock.ts';
import type { KnownAccount } from '../known-account.ts';
import type { Known } from '../polling/reader.ts';
import { pricesOf } from '../store/prices.ts';
import type { Courses, Detail } from './courses.ts';

interface Kept {
  money: AccountMoney;
  key: string;
  from: number;
  until: number;
}

interface MoneyOptions {
  courses: Courses;
  knownOf(account: KnownAccount['account']): Known;
  clock: Pick<Clock, 'now'>;
  zone: string;
}

/** The ledgers of money, each played once until something that it is made of changes. */
export interface Ledgers {
  /** `pools`: as presented now. Keeps its identity while nothing in it changes. */
  of(known: KnownAccount, pools: readonly PoolState[]): AccountMoney;
  /** What the account costs, for its row; null: nothing is known of prices, and its unit is no money. */
  costOf(known: KnownAccount, pools: readonly PoolState[]): AccountCost | null;
  /** Whether it has been played before, so that little has to be read. */
  isPlayed(account: string): boolean;
  forget(account?: string): void;
}

export function createLedgers(options: MoneyOptions): Ledgers {
  const { clock, zone } = options;
  const kept = new Map<string, Kept>();
  const of = (known: KnownAccount, pools: readonly PoolState[]): AccountMoney => {
    const { id } = known.account;
    const now = clock.now();
    const key = keyOf(options, known, pools);
    const before = kept.get(id);
    if (before?.key === key && before.from <= now && now < before.until) return before.money;
    const money = playAccount(moneyFacts(options, known, pools, now));
    kept.set(id, { money, key, from: now, until: untilOf(pools, zone, now) });
    return money;
  };
  return {
    of,
    costOf: (known, pools) =>
      isPriced(known, pools) ? accountCost(of(known, pools), { now: clock.now(), zone }) : null,
    isPlayed: (account) => kept.has(account),
    forget(account) {
      options.courses.forget(account);
      if (account === undefined) kept.clear();
      else kept.delete(account);
    },
  };
}

/** Whether anything is known of what an account costs. `pools`: as presented, or as reported. */
export const isPriced = (
  { account, provider }: KnownAccount,
  pools: readonly Pick<PoolState, 'unit'>[],
): boolean => [provider, ...pools].some(({ unit }) => unit.kind === 'money') || pricesOf(account).length > 0;

/** Changes with all that an account's money is made of, except time. */
function keyOf({ knownOf }: MoneyOptions, { account }: KnownAccount, pools: readonly PoolState[]): string {
  const { uses, dailyUse } = knownOf(account);
  const { prices, grants, grantPrices, overage } = account.entered;
  return JSON.stringify([
    [prices, grants, grantPrices, overage],
    usesRevision(uses),
    dailyUse.length,
    dailyUse.slice(-31),
    pools.map((pool) => [pool.id, pool.unit, pool.remaining, pool.cycle, pool.grants]),
  ]);
}

/** When time alone may change it. */
function untilOf(pools: readonly PoolState[], zone: string, now: number): number {
  const turns = pools.flatMap(({ cycle, grants }) => [
    cycle?.renewsAt ?? null,
    ...grants.map(({ expiresAt }) => expiresAt),
  ]);
  const ahead = turns.flatMap((at) => (at !== null && at > now ? [at] : []));
  return Math.min(windowBounds('day', zone, now).end, ...ahead);
}

function moneyFacts(
  { courses, knownOf, zone }: MoneyOptions,
  { account, provider }: KnownAccount,
  pools: readonly PoolState[],
  now: number,
): MoneyFacts {
  const { reading, uses, dailyUse } = knownOf(account);
  const { entered, createdAt: since } = account;
  const counted = countedCourse({ provider, reading, entered, uses, dailyUse, since, now });
  const courseOf = (pool: PoolState, index: number): PoolFacts['course'] => {
    if (counted !== null && index === 0) return counted;
    return { kind: 'balance', samples: courses.of(account.id, pool.id, now, detailOf(pool, entered)) };
  };
  return {
    account: account.id,
    pools: pools.map((pool, index) => {
      const { id, unit, cycle, grants } = pool;
      return { id, unit, cycle, grants, course: courseOf(pool, index) };
    }),
    entered,
    zone,
    now,
  };
}

/** A balance that rises every day needs more samples between, or it would look noisy. */
function detailOf({ grants, cycle }: PoolState, entered: Settings['accounts'][number]['entered']): Detail {
  const all = [...grants, ...entered.grants, ...(entered.grantPrices ?? [])].flatMap(({ kind, expiresAt }) =>
    kind === 'refill' || expiresAt === null ? [] : [expiresAt],
  );
  const expiries = [...new Set(all)].sort((a, b) => a - b);
  return { stepMs: (cycle?.frequency === 'daily' ? 1 : 6) * hourMs, expiries };
}
