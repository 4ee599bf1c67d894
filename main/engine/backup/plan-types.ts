import type { ImportItem, ImportReport, Missing } from '../../../shared/api/backup.ts';
import type { Backup } from '../../../shared/backup/format.ts';
import type { CustomProvider } from '../../../shared/custom/definition.ts';
import type { Account, Channel, Settings } from '../../../shared/model/index.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { Environment } from '../vault/credentials.ts';

type Values = Record<string, string>;

export interface PlanInput {
  here: Settings;
  backup: Backup;
  /** Everything here is replaced; otherwise what is here wins. */
  replace: boolean;
  /** The ids of the questions that you agreed to. */
  allowed: ReadonlySet<string>;
  environment: Environment;
  /** What Fuelgauge knows by itself, or you described here. */
  providerOf(id: string): Provider | undefined;
  /** What the vault holds, by its key. */
  kept: ReadonlyMap<string, Values>;
  /** The highest number of an account that was ever given here. */
  lastNumber: number;
  /** Nothing was ever here, so that the ids of the backup can stay. */
  isNew: boolean;
  now: number;
}

/** What an import does. It changes nothing by itself. */
export interface Plan extends Pick<ImportReport, 'items' | 'questions' | 'missing'> {
  settings: Settings;
  /** What goes into the vault, by its key. */
  values: Map<string, Values>;
  /** What leaves it. */
  unkept: string[];
  /** What is still in the settings, and must be removed from them. */
  removed: { accounts: Account[]; channels: Channel[]; providers: CustomProvider[] };
  /** Of each new account: its id in the backup, and here. */
  newIds: Map<string, string>;
}

/** One part of a plan. */
export interface Part<Value> {
  value: Value;
  items: ImportItem[];
  questions: ImportReport['questions'];
  missing: Missing[];
}

export interface PlannedProviders {
  /** With those that are to be removed. */
  all: CustomProvider[];
  removed: CustomProvider[];
  /** The provider with this id once the import is done; a sentence says why there is none. */
  of(id: string): Provider | string;
}
