import type { AppState } from '../../shared/model/index.ts';
import type { Alerts } from './alerts/index.ts';
import type { Clock } from './clock.ts';
import type { Lookup } from './custom/reach.ts';
import type { Providers } from './custom/registry.ts';
import type { Log } from './log.ts';
import type { Poller } from './polling/poller.ts';
import type { Reachability } from './polling/reachability.ts';
import type { Reader } from './polling/reader.ts';
import type { Affected } from './state/affected.ts';
import type { Announcer } from './state/announcer.ts';
import type { FirstPlays } from './state/first-plays.ts';
import type { Forecasts } from './state/forecasts.ts';
import type { GlanceKeeper } from './state/glance-keeper.ts';
import type { Ledgers } from './state/ledgers.ts';
import type { Observations } from './state/observations.ts';
import type { createOrder } from './state/order.ts';
import type { Session } from './state/session.ts';
import type { createUsedProviders } from './state/used-providers.ts';
import type { History } from './store/history.ts';
import type { SettingsStore } from './store/settings.ts';
import type { TokenUses } from './store/token-uses.ts';
import type { Environment } from './vault/credentials.ts';
import type { Keyring } from './vault/keyring.ts';
import type { TestedCredentials } from './vault/tested.ts';
import type { Vault } from './vault/vault.ts';

/** The parts of an engine, composed by `engine.ts`. Its commands and its state are functions of them. */
export interface EngineParts {
  home: string;
  shell: AppState['shell'];
  mode: AppState['mode'];
  /** The user's time zone, an IANA name. */
  zone: string;
  settings: SettingsStore;
  history: History;
  vault: Vault;
  /** The system's keyring, for a vault with a passphrase; null: it is not used. */
  keyring: Keyring | null;
  clock: Clock;
  log: Log;
  environment: Environment;
  look: Lookup;
  providers: Providers;
  /** Ids of the providers with a rate card. */
  ratedProviders: AppState['ratedProviders'];
  /** Provider id → loopback origin to use in its place. */
  endpoints: Readonly<Record<string, string>>;
  session: Session;
  reader: Reader;
  poller: Poller;
  reachability: Reachability;
  forecasts: Forecasts;
  ledgers: Ledgers;
  firstPlays: FirstPlays;
  observations: Observations;
  /** The providers of these accounts, as the pages show them. */
  usedProviders: ReturnType<typeof createUsedProviders>;
  /** Sorts the accounts, most urgent first. */
  inOrder: ReturnType<typeof createOrder>;
  alerts: Alerts;
  /** Keeps the state in the data folder for bars. */
  glance: GlanceKeeper;
  tested: TestedCredentials;
  tokenUses: TokenUses;
  announcer: Announcer;
  /** Announces a change to all parts and shells. */
  changed(affected: Affected): void;
}
