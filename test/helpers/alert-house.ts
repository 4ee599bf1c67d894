import { beforeEach, onTestFinished, vi } from 'vitest';
import type { Engine, EngineOptions } from '../../main/engine/engine.ts';
import type { CommandError, Result } from '../../shared/model/index.ts';
import {
  type Balances,
  minute,
  openAlertEngine,
  type RecordingChannel,
  recordingChannel,
  writeAccounts,
} from './alert-engine.ts';
import { createTestClock } from './clock.ts';
import { temporaryHome } from './folder.ts';

export let home: string;
export let time: ReturnType<typeof createTestClock>;
export let balances: Balances;
export let desktop: RecordingChannel;
export let webhook: RecordingChannel;

/** Called once by each file that uses this house: everything in it is new for each of its tests. */
export function houseForEachTest(): void {
  // Days of looks, and hundreds of accounts, may take long on a busy machine.
  vi.setConfig({ testTimeout: 60_000 });
  beforeEach(() => {
    home = temporaryHome();
    time = createTestClock();
    balances = new Map();
    desktop = recordingChannel('desktop');
    webhook = recordingChannel('webhook');
  });
}

export function open(rest: Partial<EngineOptions> = {}): Engine {
  const engine = openAlertEngine(home, time.clock, balances, [desktop, webhook], rest);
  onTestFinished(() => engine.stop());
  return engine;
}

/** An engine on a number of accounts that has asked and looked once. */
export async function started(accounts = 1, rest: Partial<EngineOptions> = {}): Promise<Engine> {
  writeAccounts(home, accounts);
  const engine = open(rest);
  engine.start();
  await time.advance(minute);
  return engine;
}

export const value = <Value>(result: Result<Value, CommandError>): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
export const bodies = () => desktop.told.map(({ body }) => body);
export const alertsOf = (engine: Engine, id = 'a1') =>
  engine.state().accounts.find((account) => account.id === id)?.alerts ?? [];
export const episodes = async (engine: Engine) => value(await engine.alerts.history({ limit: 100 }));
export const only = async (engine: Engine) => {
  const [episode] = await episodes(engine);
  if (!episode) throw new Error('There is no episode.');
  return episode;
};
export const webhookFields = {
  url: 'https://hooks.invented.example/secret-path-1234',
  signingKey: 'signing-key-9876',
};
export const addWebhook = async (engine: Engine) =>
  value(
    await engine.alerts.addChannel({
      kind: 'webhook',
      label: 'team',
      minSeverity: 'info',
      fields: webhookFields,
    }),
  );
