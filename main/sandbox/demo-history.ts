import { setImmediate } from 'node:timers/promises';
import type { DayUse, Entered, Reading } from '../../shared/model/index.ts';
import { present } from '../../shared/present/index.ts';
import { dayMs, hourMs } from '../../shared/time/index.ts';
import { slotsOf } from '../../shared/use-slots.ts';
import { createRequester } from '../engine/network/requester.ts';
import type { History } from '../engine/store/history.ts';
import type { Provider } from '../providers/contract/provider.ts';
import type { SimulatedAccount, WorldOptions } from './account.ts';
import { createSandboxApp } from './app.ts';
import type { SimulatedUse } from './balance.ts';
import { createWorld } from './world.ts';

export const historyDays = 30;

/** An account of the demo, as needed to write its history. */
export interface SeededAccount {
  id: string;
  provider: Provider;
  credential: Record<string, string>;
  entered: Entered;
  /** What was logged, for a provider without an endpoint. */
  uses: readonly SimulatedUse[];
}

/** The instants of past polls: every two hours, hourly in the last week, and every half hour of the last day. */
export function pastInstants(startAt: number): number[] {
  const instants: number[] = [];
  const step = (age: number) => (age > 7 * dayMs ? 2 * hourMs : age > dayMs ? hourMs : hourMs / 2);
  for (let at = startAt - historyDays * dayMs; at < startAt; at += step(startAt - at)) instants.push(at);
  return [...instants, startAt];
}

/** What a script logs of the uses after `from` up to `to`: one entry per hour and outcome. */
export function loggedUses(account: SimulatedAccount, from: number, to: number): SimulatedUse[] {
  account.advanceTo(to);
  const byHour = new Map<string, SimulatedUse>();
  for (const { at, amount, error } of account.uses(from, to)) {
    const hour = `${Math.floor(at / hourMs)}/${error ?? ''}`;
    byHour.set(hour, { at, amount: (byHour.get(hour)?.amount ?? 0) + amount, error });
  }
  return [...byHour.values()];
}

/**
 * Writes the history of the 30 days before the start instant: polls a second world with the same options at past instants,
 * through the real provider code, and stores the balances. It runs in this process, without a server.
 */
export async function seedHistory(
  history: History,
  accounts: readonly SeededAccount[],
  options: WorldOptions,
): Promise<void> {
  let at = options.startAt;
  const now = () => at;
  const clock = { now, speed: () => 1, setSpeed: () => {} };
  const app = createSandboxApp({ world: createWorld(options), clock });
  const origin = 'http://127.0.0.1:9';
  const request = createRequester({
    fetch: async (url, init) => app.fetch(new Request(url, init)),
    endpoints: Object.fromEntries(accounts.map(({ provider }) => [provider.id, origin])),
    now,
  });
  // Stored at the end, in a few transactions instead of some 6,000.
  const samples: { account: string; pool: string; t: number; remaining: number }[] = [];
  const dailyUse = new Map<string, Map<string, DayUse>>(accounts.map(({ id }) => [id, new Map()]));
  const last = new Map<string, Reading>();
  for (const instant of pastInstants(options.startAt)) {
    at = instant;
    // Lets the shell keep responding in the meantime.
    await setImmediate();
    for (const { id, provider, credential, entered, uses } of accounts) {
      const read = await provider.read({ credential, now: at, request: request(provider) });
      if (!read.ok) continue;
      const days = dailyUse.get(id);
      for (const day of read.value.dailyUse) days?.set(day.day, day);
      const { pools } = present({
        provider,
        reading: read.value,
        entered,
        uses: slotsOf(
          uses.filter((use) => use.at <= instant),
          (code) => Object.hasOwn(provider.ledger?.codes ?? {}, code),
        ),
        dailyUse: [...(days?.values() ?? [])],
        since: null,
        now: at,
      });
      for (const { id: pool, remaining } of pools)
        if (remaining !== null) samples.push({ account: id, pool, t: at, remaining });
      last.set(id, read.value);
    }
  }
  for (const { id } of accounts) {
    const ofAccount = samples.filter(({ account }) => account === id);
    for (const [pool, series] of Map.groupBy(ofAccount, (sample) => sample.pool))
      history.addSeries(id, pool, series);
    history.saveDailyUse(id, [...(dailyUse.get(id)?.values() ?? [])]);
    const reading = last.get(id);
    if (reading) history.saveReading(id, reading, []);
  }
}
