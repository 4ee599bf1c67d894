import {
  type AccountHistory,
  type Backup,
  backupKind,
  backupVersion,
} from '../../../shared/backup/format.ts';
import type { Account, Settings } from '../../../shared/model/index.ts';
import type { History } from '../store/history.ts';

export interface BackupParts {
  settings: Settings;
  /** Epoch milliseconds. */
  now: number;
  history: Pick<History, 'allSamples' | 'dailyUse' | 'useSlots'> | null;
  secrets: Required<Pick<Backup, 'credentials' | 'channelFields'>> | null;
}

/** The settings as a backup. Without `secrets` it holds no credential, and no address of a channel. */
export function backupOf({ settings, now, history, secrets }: BackupParts): Backup {
  const { accounts, alerts, budgets, customProviders, lastAccountNumber, money, preferences } = settings;
  return {
    kind: backupKind,
    schemaVersion: backupVersion,
    createdAt: new Date(now).toISOString(),
    accounts: accounts.map(portable),
    lastAccountNumber,
    preferences,
    alerts: { ...alerts, channels: alerts.channels.map(({ host: _, awaited: __, ...channel }) => channel) },
    budgets,
    money,
    customProviders: customProviders.map(({ definition }) => definition),
    ...secrets,
    ...(history && {
      history: Object.fromEntries(accounts.map(({ id }) => [id, historyOf(history, id)])),
    }),
  };
}

/** An account without anything of its credential. */
export function portable({
  credentialEnd: _,
  nearHosts: __,
  ...account
}: Account): Backup['accounts'][number] {
  const { credential } = account;
  return { ...account, credential: credential.kind === 'vault' ? { kind: 'vault' } : credential };
}

function historyOf(history: NonNullable<BackupParts['history']>, account: string): AccountHistory {
  const balances: AccountHistory['balances'] = {};
  for (const { pool, t, remaining } of history.allSamples(account)) {
    balances[pool] ??= [];
    balances[pool].push([t, remaining]);
  }
  return {
    balances,
    reportedUse: history.dailyUse(account),
    loggedUse: history
      .useSlots(account)
      .filter(({ amount }) => amount > 0)
      .map(({ last, amount }) => [last, amount]),
  };
}
