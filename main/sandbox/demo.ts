import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppState, CommandError, Entered, Result } from '../../shared/model/index.ts';
import { dayMs, dayOf, minuteMs } from '../../shared/time/index.ts';
import { type Clock, systemClock } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { createNodeFetch } from '../engine/network/fetch.ts';
import { type MakeChannels, type OpenEngine, openEngine } from '../engine/open-engine.ts';
import type { History } from '../engine/store/history.ts';
import { createMemoryVault } from '../engine/vault/memory.ts';
import type { Provider } from '../providers/contract/provider.ts';
import { findProvider, providers as registry } from '../providers/index.ts';
import type { SimulatedAccount, WorldOptions } from './account.ts';
import type { SimulatedUse } from './balance.ts';
import { emulated, onlyTo } from './confine.ts';
import { type DemoAccount, demoAccounts, demoMoney } from './demo-accounts.ts';
import { historyDays, loggedUses, type SeededAccount, seedHistory } from './demo-history.ts';
import type { Scenario } from './scenarios.ts';
import { startSandbox } from './server.ts';
import type { World } from './world.ts';

/**
 * An hour passes every minute, so that balances fall as you watch. The clock runs fast, not the burn: it would run away from
 * the history before it, and every forecast with it.
 */
const usualSpeed = 60;
const burn = 1;
const seed = 20261121;
/** Every 15 seconds, as you see them. */
const intervalMs = 15 * minuteMs;
const loggedEveryMs = 15 * minuteMs;

export interface Demo {
  engine: Engine;
  /** Stops everything and removes the data folder. */
  close(): Promise<void>;
}

export interface DemoOptions {
  shell: AppState['shell'];
  /** Channels for notifications. They stay off until the user switches one on. */
  channels?: MakeChannels;
  /** The clock behind the demo's own. Default: the system's. */
  clock?: Clock;
  /** How many times as fast as it the demo's clock runs, also for the sandbox. Default: 60. */
  speed?: number;
  /** 0 to 1, for the jitter of polls. Default: random. */
  random?: () => number;
  /** The demo offers those of these that the sandbox emulates. Default: all that Fuelgauge knows. */
  providers?: readonly Provider[];
}

/**
 * The whole app on the sandbox: its own engine in a temporary data folder, and fourteen accounts of twelve providers with 30 days of history,
 * whose balances fall as you watch. Polling has started. Rejects if the temporary folder cannot be written.
 */
export async function createDemo(options: DemoOptions): Promise<Demo> {
  const home = await mkdtemp(join(tmpdir(), 'fuelgauge-demo-'));
  const removeAtExit = () => rmSync(home, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const removeHome = async () => {
    process.off('exit', removeAtExit);
    await rm(home, { recursive: true, force: true });
  };
  try {
    return await composeDemo(home, removeHome, options);
  } catch (error) {
    await removeHome();
    throw error;
  }
}

async function composeDemo(
  home: string,
  removeHome: () => Promise<void>,
  { clock: real = systemClock, speed = usualSpeed, providers = registry, ...options }: DemoOptions,
): Promise<Demo> {
  const clock = fast(real, speed);
  const world: WorldOptions = { seed, burn, startAt: clock.now() };
  const sandbox = await startSandbox({ ...world, speed: 1, now: clock.now });
  const opened = openEngine({
    ...options,
    home,
    clock,
    mode: 'demo',
    environment: {},
    endpoints: sandbox.endpoints,
    vault: createMemoryVault,
    providers: emulated(providers, sandbox),
    fetch: onlyTo(sandbox.origin, createNodeFetch({})),
  });
  if (!opened.ok) await sandbox.close();
  const demo = must(opened);
  let stopLogging = () => {};
  const close = async () => {
    stopLogging();
    await demo.close();
    await sandbox.close();
    await removeHome();
  };
  try {
    const ledgers = await fill(demo, sandbox.world, world);
    stopLogging = keepLogging(demo.engine, ledgers, world.startAt, clock);
  } catch (error) {
    await close();
    throw error;
  }
  demo.engine.start();
  return { engine: demo.engine, close };
}

/** A clock that starts now and runs `speed` times as fast. */
function fast({ now, after }: Clock, speed: number): Clock {
  const start = now();
  return {
    now: () => Math.floor(start + (now() - start) * speed),
    after: (ms, callback) => after(ms / speed, callback),
  };
}

/** Adds the accounts and their history. Returns the accounts whose use is logged. */
async function fill(
  { engine, history, settings }: OpenEngine,
  sandbox: World,
  world: WorldOptions,
): Promise<Ledger[]> {
  const seeded: SeededAccount[] = [];
  const ledgers: Ledger[] = [];
  for (const account of demoAccounts(world.startAt)) {
    const id = await addAccount(engine, account);
    const provider = mustFind(account.scenario.provider);
    let uses: SimulatedUse[] = [];
    if (provider.balance === 'ledger') {
      const ledger = { account: id, simulated: simulatedBy(sandbox, account.scenario) };
      // Use before the plan, so that no balance without it is recorded.
      uses = loggedUses(ledger.simulated, world.startAt - historyDays * dayMs, world.startAt);
      logPast(history, id, uses, mustFind(account.scenario.provider));
      ledgers.push(ledger);
    }
    const entered = await enterFacts(engine, id, account);
    seeded.push({ id, provider, credential: credentialOf(account.scenario), entered, uses });
  }
  // They were added before their history began, or its refills would not count.
  const createdAt = world.startAt - historyDays * dayMs;
  must(
    await settings.update((current) => ({
      ...current,
      accounts: current.accounts.map((account) => ({ ...account, createdAt })),
    })),
  );
  await seedHistory(history, seeded, world);
  must(await engine.setCurrency({ currency: demoMoney.currency }));
  for (const rate of demoMoney.rates(dayOf(world.startAt))) must(await engine.setRate(rate));
  for (const budget of demoMoney.budgets) must(await engine.setBudget(budget));
  // Nobody wants to be woken for an account that does not exist.
  must(await engine.alerts.editChannel({ id: 'desktop', enabled: false }));
  return ledgers;
}

async function addAccount(engine: Engine, { scenario }: DemoAccount): Promise<string> {
  const added = await engine.addAccount({
    provider: scenario.provider,
    label: scenario.label,
    credential: { from: 'values', values: credentialOf(scenario) },
  });
  return must(added).id;
}

function credentialOf({ provider, key }: Scenario): Record<string, string> {
  const fields = mustFind(provider).credentialFields.filter(({ optional }) => !optional);
  return Object.fromEntries(fields.map(({ id }) => [id, key]));
}

/** Grants before the plan, so that no balance without them is recorded. */
async function enterFacts(engine: Engine, account: string, { grants, edit }: DemoAccount): Promise<Entered> {
  for (const grant of grants) must(await engine.addGrant({ ...grant, account }));
  return must(await engine.editAccount({ ...edit, account, intervalMs })).entered;
}

/** An account without an endpoint, whose use is logged. */
interface Ledger {
  account: string;
  simulated: SimulatedAccount;
}

function logPast(
  history: History,
  account: string,
  uses: readonly SimulatedUse[],
  { ledger }: Provider,
): void {
  uses.forEach((use, index) => {
    const empties = use.error !== null && Object.hasOwn(ledger?.codes ?? {}, use.error);
    history.addUse({ ...use, account, id: `demo-${index}`, empties });
  });
}

/** Logs use as a script would. Returns how to stop. */
function keepLogging(
  engine: Engine,
  ledgers: readonly Ledger[],
  startAt: number,
  { now, after }: Clock,
): () => void {
  let loggedTo = startAt;
  const log = () => {
    const to = now();
    // A full disk must not crash the shell; the ledger just stops growing.
    for (const { account, simulated } of ledgers)
      for (const { at, amount, error } of loggedUses(simulated, loggedTo, to))
        engine.logUsage({ account, amount, at, ...(error !== null && { error }) }).catch(() => {});
    loggedTo = to;
    stop = after(loggedEveryMs, log);
  };
  let stop = after(loggedEveryMs, log);
  return () => stop();
}

function mustFind(id: string): Provider {
  const provider = findProvider(id);
  if (!provider) throw new Error(`There is no provider “${id}”.`);
  return provider;
}

function simulatedBy(world: World, { provider, key }: Scenario): SimulatedAccount {
  const account = world.find(provider, key);
  if (!account) throw new Error(`The sandbox has no account ${key}.`);
  return account;
}

/** The demo makes its own input, so an error is a bug and not a case to handle. */
function must<Value>(result: Result<Value, CommandError>): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
