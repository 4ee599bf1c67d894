import { dayNumber, minuteMs } from '../../shared/time/index.ts';

const daysKept = 60;

export interface SimulatedTopup {
  origin: 'purchase' | 'auto_topup' | 'granted';
  granted: number;
  remaining: number;
  grantedAt: number;
  expiresAt: number | null;
}

/** Consumption on one day of UTC. */
export interface SimulatedDay {
  day: number;
  requests: number;
  crawls: number;
  tokens: number;
  captchas: number;
  credits: number;
}

/** What a script using this account would have logged: the cost of its calls, or the error it got. */
export interface SimulatedUse {
  at: number;
  amount: number;
  error: string | null;
}

export type Refusal = 'cap' | 'exhausted';

/** The balance and use of a simulated account. Amounts are in its pool's unit. */
export interface Balance {
  dailyCap: number | undefined;
  base: number;
  /** The unexpired top-ups, soonest expiry first. */
  topups: SimulatedTopup[];
  usedInCycle: number;
  failedInCycle: number;
  /** The day of UTC, by number. */
  today: number;
  usedToday: number;
  capReached: boolean;
  days: SimulatedDay[];
  uses: SimulatedUse[];
}

export function openBalance(base: number, today: number, dailyCap: number | undefined): Balance {
  return {
    dailyCap,
    base,
    topups: [],
    usedInCycle: 0,
    failedInCycle: 0,
    today,
    usedToday: 0,
    capReached: false,
    days: [],
    uses: [],
  };
}

export const remainingOf = ({ base, topups }: Balance): number =>
  exact(base + sum(topups.map((topup) => topup.remaining)));

export function beginDay(balance: Balance, day: number): void {
  if (day === balance.today) return;
  balance.today = day;
  balance.usedToday = 0;
  balance.capReached = false;
  balance.days = balance.days.filter((kept) => kept.day > day - daysKept);
  balance.uses = balance.uses.filter((use) => dayNumber(use.at) > day - daysKept);
}

export function receive(balance: Balance, topup: SimulatedTopup): void {
  if (topup.expiresAt === null) balance.base = exact(balance.base + topup.remaining);
  else
    balance.topups = [...balance.topups, topup].toSorted(
      (a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity),
    );
}

/** Takes `amount` away, down to zero. All of it counts as used. */
export function take(balance: Balance, amount: number): void {
  const fromBase = Math.min(balance.base, amount);
  balance.base = exact(balance.base - fromBase);
  let due = exact(amount - fromBase);
  for (const topup of balance.topups) {
    const part = Math.min(topup.remaining, due);
    topup.remaining = exact(topup.remaining - part);
    due = exact(due - part);
  }
  balance.usedInCycle = exact(balance.usedInCycle + amount);
  balance.usedToday = exact(balance.usedToday + amount);
  noteDay(balance, amount);
}

function noteDay({ days, today }: Balance, amount: number): void {
  let row = days.at(-1);
  if (row?.day !== today) {
    row = { day: today, requests: 0, crawls: 0, tokens: 0, captchas: 0, credits: 0 };
    days.push(row);
  }
  row.requests += 1;
  row.credits = exact(row.credits + amount);
  row.tokens += Math.round(640 * amount);
  // Spidra charges 10 credits for a solved CAPTCHA.
  if (amount >= 10) row.captchas += 1;
  if (row.requests % 40 === 0) row.crawls += 1;
}

/** Why a call that costs `amount` would be refused now; null: it would not be. */
export function wouldRefuse(balance: Balance, amount: number): Refusal | null {
  const { dailyCap, capReached, usedToday } = balance;
  if (dailyCap !== undefined && (capReached || usedToday + amount > dailyCap)) return 'cap';
  return remainingOf(balance) < amount ? 'exhausted' : null;
}

/** Makes a call that costs `amount`. Returns why it is refused; null: it is not. */
export function call(balance: Balance, amount: number): Refusal | null {
  const refusal = wouldRefuse(balance, amount);
  // Once the cap has refused a call, nothing more is served that day, not even what would still fit.
  if (refusal === 'cap') balance.capReached = true;
  if (refusal === null) take(balance, amount);
  return refusal;
}

export function noteUse({ uses }: Balance, at: number, amount: number, refusal: Refusal | null): void {
  if (amount > 0) uses.push({ at, amount, error: null });
  if (refusal === null) return;
  // A script that is refused logs it and tries again an hour later.
  const last = uses.findLast((use) => use.error !== null);
  if (last && at - last.at < 60 * minuteMs) return;
  const error = refusal === 'cap' ? 'daily_credit_cap_exceeded' : 'credits_exhausted';
  uses.push({ at, amount: 0, error });
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Rounds away floating-point noise; four decimals are enough for every unit here. */
export function exact(amount: number): number {
  return Number.isFinite(amount) ? Math.round(amount * 10_000) / 10_000 : amount;
}
