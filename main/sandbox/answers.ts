import { dayMs, dayNumber, dayOf } from '../../shared/time/index.ts';
import type { SimulatedAccount } from './account.ts';
import type { SimulatedDay, SimulatedTopup } from './balance.ts';

// The answers of the five providers, as pure functions of an account. Field names and wording as documented
// (read 2026-11; reference: docs.scraperapi.com, docs.crustdata.com, docs.capsolver.com, docs.spidra.io, docs of Scrapio).

const isoSeconds = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00`;

export function scraperapiAccount(account: SimulatedAccount, at: number) {
  const { used, failed } = account.publishedCounts();
  const grant = account.scenario.plan?.grant ?? 0;
  const cycle = account.cycle();
  const counts = {
    concurrentRequests: account.concurrent(at),
    requestCount: used,
    failedRequestCount: failed,
  };
  const concurrencyLimit = account.scenario.concurrency ?? 5;
  if (account.scenario.older || !cycle) return { ...counts, requestLimit: grant, concurrencyLimit };
  return {
    ...counts,
    requestLimit: String(grant),
    concurrencyLimit,
    creditsLeft: Math.max(0, grant - used),
    subscriptionDate: new Date(cycle.start).toISOString(),
    nextBillingDate: new Date(cycle.end).toISOString(),
  };
}

export function crustdataCredits(account: SimulatedAccount) {
  return { credits: account.remaining() };
}

export function crustdataAccount(account: SimulatedAccount) {
  const cycle = account.cycle();
  const { plan } = account.scenario;
  const topups = account.topups();
  return {
    account: {
      credits: account.remaining(),
      recurring_credits: plan?.grant ?? 0,
      recurring_credits_frequency: plan ? 'monthly' : null,
      recurring_credits_refresh_date: cycle && isoSeconds(cycle.end),
      credit_rollover: plan?.rollover === 'all',
    },
    ...(plan &&
      topups.length > 0 && {
        wallets: [
          {
            type: 'recurring',
            original_credits: plan.grant,
            remaining_credits: account.base(),
            expires_at: null,
          },
          {
            type: 'topup',
            remaining_credits: sum(topups.map((topup) => topup.remaining)),
            expires_at: expiryOf(topups.at(-1)),
          },
        ],
      }),
    ...(topups.length > 0 && {
      credit_topups: topups.map((topup) => ({
        origin: topup.origin,
        original_credits: topup.granted,
        remaining_credits: topup.remaining,
        expires_at: expiryOf(topup),
      })),
    }),
  };
}

const expiryOf = (topup: SimulatedTopup | undefined) =>
  topup?.expiresAt ? isoSeconds(topup.expiresAt) : null;
const sum = (values: readonly number[]) =>
  Math.round(values.reduce((all, value) => all + value, 0) * 10_000) / 10_000;

export function capsolverBalance(account: SimulatedAccount, at: number) {
  const { callPackage } = account.scenario;
  const expiresAt = account.packageExpiresAt();
  return {
    errorId: 0,
    balance: account.remaining(),
    packages:
      callPackage && expiresAt !== null && expiresAt > at
        ? [
            {
              packageId: callPackage.id,
              type: 2,
              title: callPackage.title,
              numberOfCalls: account.packageCalls(),
              status: 1,
              token: 'CAP-SANDBOX-PACKAGE-TOKEN',
              expireTime: Math.floor(expiresAt / 1000),
            },
          ]
        : [],
  };
}

export const spidraRanges = ['7d', '30d', 'weekly'] as const;
export type SpidraRange = (typeof spidraRanges)[number];

/** One row per day for `7d` and `30d`, including days without use; seven weeks for `weekly`. */
export function spidraUsage(account: SimulatedAccount, range: SpidraRange, at: number) {
  const today = dayNumber(at);
  const byDay = new Map(account.days().map((day) => [day.day, day]));
  const rowOf = (from: number, count: number) =>
    total(Array.from({ length: count }, (_, index) => byDay.get(from + index)));
  if (range === 'weekly') {
    const weeks = Array.from({ length: 7 }, (_, index) => today - 7 * (7 - index) + 1);
    return {
      status: 'success',
      data: weeks.map((from) => ({
        label: `${monthDay(from)}-${new Date((from + 6) * dayMs).getUTCDate()}`,
        date: `${monthDay(from)} – ${monthDay(from + 6)}`,
        ...rowOf(from, 7),
      })),
    };
  }
  const count = range === '7d' ? 7 : 30;
  const days = Array.from({ length: count }, (_, index) => today - count + 1 + index);
  return {
    status: 'success',
    data: days.map((day) => ({
      label: monthDay(day),
      date: dayOf(day * dayMs),
      ...rowOf(day, 1),
    })),
  };
}

const monthAndDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const monthDay = (day: number) => monthAndDay.format(day * dayMs);

function total(days: readonly (SimulatedDay | undefined)[]) {
  const row = { requests: 0, crawls: 0, tokens: 0, captchas: 0, latency: 0, credits: 0 };
  for (const day of days) {
    if (!day) continue;
    row.requests += day.requests;
    row.crawls += day.crawls;
    row.tokens += day.tokens;
    row.captchas += day.captchas;
    row.credits = Math.round((row.credits + day.credits) * 10_000) / 10_000;
  }
  // Plausible and repeatable: pages with more tokens take longer.
  if (row.requests > 0) row.latency = 3200 + (row.tokens % 2400);
  return row;
}
