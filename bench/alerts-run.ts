import { createRequester } from '../main/engine/network/requester.ts';
import { observe } from '../main/engine/state/account-state.ts';
import { createForecasts } from '../main/engine/state/forecasts.ts';
import { describeProvider, type Provider } from '../main/providers/contract/provider.ts';
import { findProvider } from '../main/providers/index.ts';
import { type SimulatedAccount, simulateAccount } from '../main/sandbox/account.ts';
import { createSandboxApp } from '../main/sandbox/app.ts';
import { loggedUses } from '../main/sandbox/demo-history.ts';
import type { World } from '../main/sandbox/world.ts';
import { type AccountSnapshot, createReplay } from '../shared/alerts/index.ts';
import type { Sample } from '../shared/forecast/index.ts';
import {
  type Account,
  accountSchema,
  type DayUse,
  defaultAlertRules,
  type PoolState,
  type ProviderInfo,
  preferencesSchema,
  type Reading,
} from '../shared/model/index.ts';
import { dayMs, dayOf, hourMs } from '../shared/time/index.ts';
import { type LoggedUse, slotsOf } from '../shared/use-slots.ts';
import { type AlertEvent, alertEventsOf, type PoolTrack, type Run } from './alerts-judge.ts';
import type { BenchAccount } from './alerts-world.ts';

// Runs accounts for sixty days: polled hourly through the real provider code, evaluated on the engine's own state.

const zone = 'UTC';

interface Watched {
  bench: BenchAccount;
  provider: Provider;
  info: ProviderInfo;
  simulated: SimulatedAccount;
  account: Account;
  reading: Reading | null;
  dailyUse: Map<string, DayUse>;
  uses: LoggedUse[];
  emptySince: number | null;
  failedSince: number | null;
  tracks: Map<string, PoolTrack>;
}

export async function runAccounts(
  accounts: readonly BenchAccount[],
  { seed, startAt, days }: { seed: number; startAt: number; days: number },
): Promise<Run> {
  let now = startAt;
  const samples = new Map<string, Sample[]>();
  const watched = accounts.map((bench) => watch(bench, seed, startAt));
  const app = createSandboxApp({
    world: worldOf(watched, startAt),
    clock: { now: () => now, speed: () => 1, setSpeed: () => {} },
  });
  const origin = 'http://127.0.0.1:9';
  const request = createRequester({
    fetch: async (url, init) => app.fetch(new Request(url, init)),
    endpoints: Object.fromEntries(accounts.map(({ provider }) => [provider, origin])),
    now: () => now,
  });
  const forecasts = createForecasts({
    clock: { now: () => now },
    history: {
      samples: (account, pool, from) =>
        (samples.get(`${account}/${pool}`) ?? []).filter(({ t }) => t >= from),
    },
  });
  const replay = createReplay({ quietHours: { enabled: false, from: '22:00', to: '07:00' }, zone });
  const events: AlertEvent[] = [];
  for (; now <= startAt + days * dayMs; now += hourMs) {
    const snapshots: AccountSnapshot[] = [];
    for (const each of watched) {
      live(each, now);
      await ask(each, now, request);
      snapshots.push(snapshotOf(each, now, samples, forecasts.foresee));
    }
    events.push(...alertEventsOf(replay.step({ now, accounts: snapshots })));
  }
  return { tracks: watched.flatMap(({ tracks }) => [...tracks.values()]), events };
}

function watch(bench: BenchAccount, seed: number, startAt: number): Watched {
  const provider = findProvider(bench.provider);
  if (!provider) throw new Error(`There is no provider “${bench.provider}”.`);
  const { plan, older, topups } = bench.scenario;
  const day = (count: number) => dayOf(Math.floor(startAt / dayMs) * dayMs + count * dayMs);
  const isCounted = provider.balance !== 'reported';
  const planId = bench.provider === 'spidra' ? 'starter' : older === true ? 'free-daily' : 'free';
  const account = accountSchema.parse({
    id: bench.id,
    provider: bench.provider,
    label: bench.id,
    createdAt: startAt,
    credential: { kind: 'none' },
    credentialEnd: null,
    entered: isCounted
      ? {
          plan: planId,
          cycleStart: plan === null ? null : day(plan.startedOnDay),
          refill: plan?.grant ?? null,
          grants: topups.map((topup, index) => ({
            id: `g${index}`,
            kind: 'topup',
            amount: topup.granted,
            grantedAt: startAt + topup.boughtOnDay * dayMs,
            expiresAt: null,
          })),
        }
      : {},
  });
  return {
    bench,
    provider,
    info: describeProvider(provider),
    simulated: simulateAccount(bench.scenario, { seed, startAt, burn: 1 }),
    account,
    reading: null,
    dailyUse: new Map(),
    uses: [],
    emptySince: null,
    failedSince: null,
    tracks: new Map(),
  };
}

function worldOf(watched: readonly Watched[], startAt: number): World {
  const accounts = watched.map(({ simulated }) => simulated);
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  return {
    startAt,
    accounts,
    find: (provider, key) => {
      const found = byKey.get(key);
      return found?.provider === provider ? found : null;
    },
    advanceTo: (at) => {
      for (const account of accounts) account.advanceTo(at);
    },
  };
}

/** Advances the account and its owner by an hour. */
function live(each: Watched, now: number): void {
  const { bench, simulated } = each;
  // The hour that ends now has the burn of its start.
  bench.scenario.habit.perDay = bench.perDay * bench.shape(now - hourMs);
  if (each.provider.balance === 'ledger')
    for (const use of loggedUses(simulated, now - hourMs, now)) each.uses.push(use);
  else simulated.advanceTo(now);
  const left = simulated.remaining();
  const { owner } = bench;
  if (left > callCost(bench)) each.emptySince = null;
  else each.emptySince ??= now;
  const isDue =
    (owner.kind === 'late' && each.emptySince !== null && now - each.emptySince >= owner.hours * hourMs) ||
    (owner.kind === 'early' && left < owner.days * bench.perDay);
  if (isDue) topUp(each, now);
}

function topUp({ bench, simulated, account, provider }: Watched, now: number): void {
  const amount = Math.ceil(bench.perDay * bench.topupDays);
  simulated.topUp(amount);
  if (provider.balance === 'usage')
    account.entered.grants.push({
      id: `t${account.entered.grants.length}`,
      kind: 'topup',
      amount,
      grantedAt: now,
      expiresAt: now + 365 * dayMs,
    });
}

async function ask(each: Watched, now: number, request: ReturnType<typeof createRequester>): Promise<void> {
  const { provider, bench } = each;
  if (provider.balance === 'ledger') return;
  if (bench.outages.some(({ from, to }) => now >= from && now < to)) {
    each.failedSince ??= now;
    return;
  }
  each.failedSince = null;
  const credential = Object.fromEntries(provider.credentialFields.map(({ id }) => [id, bench.scenario.key]));
  const read = await provider.read({ credential, now, request: request(provider) });
  if (!read.ok) throw new Error(`${bench.id}: ${read.error.message}`);
  each.reading = read.value;
  for (const day of read.value.dailyUse) each.dailyUse.set(day.day, day);
}

function snapshotOf(
  each: Watched,
  now: number,
  samples: Map<string, Sample[]>,
  foresee: ReturnType<typeof createForecasts>['foresee'],
): AccountSnapshot {
  const { bench, account, failedSince } = each;
  const isRead = failedSince === null;
  const { facts } = observe({
    account,
    provider: each.info,
    reading: each.reading,
    record: {
      attemptedAt: now,
      failures: isRead ? 0 : 1,
      error: isRead ? null : { kind: 'unavailable', message: 'The provider is down.', retryAt: null },
      errorSince: failedSince,
      fingerprint: null,
    },
    uses: slotsOf(each.uses, (code) => Object.hasOwn(each.provider.ledger?.codes ?? {}, code)),
    dailyUse: [...each.dailyUse.values()],
    preferences: preferencesSchema.parse({}),
    nextAt: null,
    pace: 1,
    refreshing: false,
    key: null,
    now,
    // The reading must be in the history before the forecast is made.
    foresee: (id, pools, caps, revision) => {
      if (isRead)
        for (const { id: pool, remaining } of pools)
          if (remaining !== null) keep(samples, `${id}/${pool}`, { t: now, remaining });
      return foresee(id, pools, caps, `${revision}/${now}`);
    },
    costOf: null,
    alerting: { rules: defaultAlertRules, episodes: [], zone },
  });
  if (isRead) track(each, facts.pools, now);
  return {
    id: bench.id,
    name: bench.id,
    facts,
    rules: defaultAlertRules,
    mutedUntil: null,
    settled: true,
    createdAt: 0,
  };
}

function track({ bench, tracks }: Watched, pools: readonly PoolState[], now: number): void {
  for (const { id, remaining, cycle, grants } of pools) {
    if (remaining === null) continue;
    let own = tracks.get(id);
    if (own === undefined) {
      const call = id === 'credits' || id === 'balance' ? callCost(bench) : 1;
      own = {
        account: bench.id,
        pool: id,
        shape: bench.shapeName,
        call,
        isDaily: cycle?.frequency === 'daily',
        points: [],
      };
      tracks.set(id, own);
    }
    const lapsed = grants.some(({ expiresAt }) => expiresAt !== null && expiresAt <= now + hourMs);
    own.points.push({ t: now, remaining, lapsed });
  }
}

function keep(samples: Map<string, Sample[]>, key: string, sample: Sample): void {
  const list = samples.get(key);
  if (list === undefined) samples.set(key, [sample]);
  else list.push(sample);
}

const callCost = ({ scenario }: BenchAccount): number =>
  scenario.habit.costs.reduce((sum, cost) => sum + cost, 0) / scenario.habit.costs.length;
