import type { Account, AppState } from '../../shared/model/index.ts';
import type { Provider } from '../providers/contract/provider.ts';
import type { Alerts } from './alerts/index.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Poller } from './polling/poller.ts';
import type { Reader } from './polling/reader.ts';
import type { Affected } from './state/affected.ts';
import type { Announcer } from './state/announcer.ts';
import type { Forecasts } from './state/forecasts.ts';
import type { Session } from './state/session.ts';
import type { History } from './store/history.ts';
import type { SettingsStore } from './store/settings.ts';
import type { Environment } from './vault/credentials.ts';
import type { Vault } from './vault/vault.ts';

/** The parts of an engine, as `engine.ts` puts them together; its commands and its state are functions of them. */
export interface EngineParts {
  home: string;
  shell: AppState['shell'];
  mode: AppState['mode'];
  /** The person's time zone, an IANA name. */
  zone: string;
  settings: SettingsStore;
  history: History;
  vault: Vault;
  clock: Clock;
  log: Log;
  environment: Environment;
  providers: ReadonlyMap<string, Provider>;
  /** What the pages show of the providers. */
  catalogue: AppState['providers'];
  /** Ids of those whose prices are known. */
  ratedProviders: AppState['ratedProviders'];
  /** Provider id → loopback origin that stands in for it. */
  endpoints: Readonly<Record<string, string>>;
  session: Session;
  reader: Reader;
  poller: Poller;
  forecasts: Forecasts;
  alerts: Alerts;
  announcer: Announcer;
  /** Tells all parts and every shell of a change. */
  changed(affected: Affected): void;
}

/** An account whose provider this version knows. */
export interface KnownAccount {
  account: Account;
  provider: Provider;
}
