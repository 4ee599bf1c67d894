import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppState, CommandError, Entered, Result } from '../../shared/model/index.ts';
import { dayMs } from '../../shared/time.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from '../engine/channels/define.ts';
import { type Clock, systemClock } from '../engine/clock.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLog } from '../engine/log.ts';
import { createNodeFetch } from '../engine/network/fetch.ts';
import { type History, openHistory } from '../engine/store/history.ts';
import { openSettings } from '../engine/store/settings.ts';
import { createMemoryVault } from '../engine/vault/memory.ts';
import type { Provider } from '../providers/contract/provider.ts';
import { findProvider, providers } from '../providers/index.ts';
import type { SimulatedAccount, WorldOptions } from './account.ts';
import { type DemoAccount, demoAccounts } from './demo-accounts.ts';
import { historyDays, loggedUses, type SeededAccount, seedHistory } from './demo-history.ts';
import type { Scenario } from './scenarios.ts';
import { startSandbox } from './server.ts';
import type { World } from './world.ts';

/** Sixty times the usual burn: a minute of watching shows an hour, while dates stay real. */
const burn = 60;
const seed = 20261121;
const intervalMs = 15_000;
const loggedEveryMs = 15_000;

export interface Demo {
  engine: Engine;
  /** Ends everything and removes the data folder. */
  close(): Promise<void>;
}

export interface DemoOptions {
  shell: AppState['shell'];
  /** Who can carry notifications; they tell nothing by themselves until the person switches one on. */
  channels?: (
    acted: (notification: OutgoingNotification, action: NotificationAction) => void,
  ) => readonly ChannelDriver[];
  /** Time, the sandbox's as well; the system's if missing. */
  clock?: Clock;
  /** 0 to 1; what spreads the polls. Random if missing. */
  random?: () => number;
}

/**
 * The whole app on the sandbox: an engine of its own in a temporary data folder, seven accounts with 30 days of history,
 * and balances that fall while one watches. Polling has begun. Rejects where the temporary folder cannot be written.
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
  { shell, channels, clock = systemClock, random = Math.random }: DemoOptions,
): Promise<Demo> {
  const { now } = clock;
  const world: WorldOptions = { seed, burn, startAt: now() };
  const settings = must(openSettings(home));
  const { history } = must(openHistory(join(home, 'history.db')));
  const log = createLog(home);
  const sandbox = await startSandbox({ ...world, speed: 1, now });
  const engine: Engine = createEngine({
    home,
    shell,
    mode: 'demo',
    vault: createMemoryVault(),
    settings,
    history,
    // An account of any other would ask the real host.
    providers: providers.filter(({ id, hosts }) => hosts.length === 0 || id in sandbox.endpoints),
    fetch: createNodeFetch({}),
    endpoints: sandbox.endpoints,
    environment: {},
    clock,
    random,
    log,
    channels: channels?.((notification, action) => engine.notificationActed(notification, action)) ?? [],
  });
  let stopLogging = () => {};
  const close = async () => {
    stopLogging();
    await engine.stop();
    await sandbox.close();
    log.close();
    await removeHome();
  };
  try {
    const seeded: SeededAccount[] = [];
    const ledgers: Ledger[] = [];
    for (const account of demoAccounts(world.startAt)) {
      const id = await addAccount(engine, account);
      const provider = mustFind(account.scenario.provider);
      if (provider.balance === 'ledger') {
        const ledger = { account: id, simulated: simulatedBy(sandbox.world, account.scenario) };
        // Use comes before the plan, so that no balance without it is ever noted.
        logPast(history, ledger, world.startAt);
        ledgers.push(ledger);
      }
      const entered = await enterFacts(engine, id, account);
      seeded.push({ id, provider, credential: credentialOf(account.scenario), entered });
    }
    await seedHistory(history, seeded, world);
    // A world that burns sixty times as fast would never be quiet.
    must(await engine.alerts.editChannel({ id: 'desktop', enabled: false }));
    stopLogging = keepLogging(engine, ledgers, world.startAt, now);
  } catch (error) {
    await close();
    throw error;
  }
  engine.start();
  return { engine, close };
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
  return Object.fromEntries(mustFind(provider).credentialFields.map((field) => [field.id, key]));
}

/** Grants come before the plan, so that no balance without them is ever noted. */
async function enterFacts(engine: Engine, account: string, { grants, edit }: DemoAccount): Promise<Entered> {
  for (const grant of grants) must(await engine.addGrant({ ...grant, account }));
  return must(await engine.editAccount({ ...edit, account, intervalMs })).entered;
}

/** An account without an endpoint, whose use is logged. */
interface Ledger {
  account: string;
  simulated: SimulatedAccount;
}

function logPast(history: History, { account, simulated }: Ledger, to: number): void {
  loggedUses(simulated, to - historyDays * dayMs, to).forEach((use, index) => {
    history.addUse({ ...use, account, id: `demo-${index}` });
  });
}

/** Logs use as a script beside each ledger would. Returns how to end it. */
function keepLogging(
  engine: Engine,
  ledgers: readonly Ledger[],
  startAt: number,
  now: Clock['now'],
): () => void {
  let loggedTo = startAt;
  const timer = setInterval(() => {
    const to = now();
    // A full disk must not end the shell: the ledger then stands still.
    for (const { account, simulated } of ledgers)
      for (const { at, amount, error } of loggedUses(simulated, loggedTo, to))
        engine.logUsage({ account, amount, at, ...(error !== null && { error }) }).catch(() => {});
    loggedTo = to;
  }, loggedEveryMs);
  timer.unref();
  return () => clearInterval(timer);
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

/** The demo makes its own input, so a refusal is a defect and not a case to handle. */
function must<Value>(result: Result<Value, CommandError>): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
