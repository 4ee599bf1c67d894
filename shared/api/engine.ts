import type { AppState } from '../model/index.ts';
import { accountCommands } from './accounts.ts';
import type { AlertsApi } from './alerts.ts';
import { appCommands } from './app.ts';
import { backupCommands } from './backup.ts';
import type { ApiOf } from './contract.ts';
import { historyCommands } from './history.ts';
import { moneyCommands } from './money.ts';
import { providerCommands } from './providers.ts';
import { tokenCommands } from './tokens.ts';
import { useCommands } from './uses.ts';

// The contract between the engine and its shells: commands in, one read-only state out.

export const engineCommands = {
  ...accountCommands,
  ...useCommands,
  ...historyCommands,
  ...providerCommands,
  ...moneyCommands,
  ...appCommands,
  ...tokenCommands,
  ...backupCommands,
};

/** The engine, as the shells see it. */
export interface EngineApi extends ApiOf<typeof engineCommands> {
  state(): AppState;
  /** Calls the listener after every change of state, until the returned function is called. */
  subscribe(listener: (state: AppState) => void): () => void;
  alerts: AlertsApi;
}
