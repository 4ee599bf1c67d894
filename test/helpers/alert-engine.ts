import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ChannelDriver,
  ChannelFailure,
  OutgoingNotification,
} from '../../main/engine/channels/define.ts';
import type { Clock } from '../../main/engine/clock.ts';
import { createEngine, type Engine, type EngineOptions } from '../../main/engine/engine.ts';
import { createLog } from '../../main/engine/log.ts';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings } from '../../main/engine/store/settings.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import type { Provider } from '../../main/providers/contract/provider.ts';
import {
  alertRulesSchema,
  type ChannelKind,
  ok,
  type Result,
  settingsSchema,
} from '../../shared/model/index.ts';

// An engine whose provider and channels are made of nothing: balances are what a test says, and what is told is kept.

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Account id → what its provider answers; a sentence: it cannot be reached. */
export type Balances = Map<string, number | string>;

/** A provider that tells a balance of 1,000 at most, asked every five minutes. */
export function balanceProvider(balances: Balances): Provider {
  return {
    id: 'invented',
    name: 'Invented',
    mark: 'In',
    category: 'data',
    homepage: 'https://invented.example/',
    credentialPage: null,
    billingPage: 'https://invented.example/billing',
    docs: { url: 'https://invented.example/docs', readOn: '2026-11' },
    credentialFields: [
      { id: 'key', label: 'Key', secret: true, pattern: null, environment: ['KEY'], hint: 'The key.' },
    ],
    hosts: ['invented.example'],
    refresh: { usualMs: 5 * minute, automaticMs: minute, shortestMs: 15_000 },
    checkCost: 0,
    unit: { kind: 'credits' },
    balance: 'reported',
    topupLifetimeMonths: null,
    tells: 'The balance.',
    plans: [],
    async read({ credential, now }) {
      const remaining = balances.get(credential.key ?? '') ?? 1000;
      if (typeof remaining === 'string')
        return { ok: false, error: { kind: 'unavailable', message: remaining, retryAt: null } };
      return ok({
        at: now,
        plan: null,
        scope: 'account' as const,
        pools: [
          {
            id: 'credits',
            label: 'Credits',
            unit: { kind: 'credits' as const },
            remaining,
            used: null,
            limit: 1000,
            provenance: { remaining: 'reported' as const },
            cycle: null,
            grants: [],
          },
        ],
        caps: [],
        dailyUse: [],
        notes: [],
      });
    },
  };
}

/** Settings with accounts a1, a2, …, whose credentials are their ids, in the environment. */
export function writeAccounts(home: string, count: number): void {
  const accounts = Array.from({ length: count }, (_, index) => ({
    id: `a${index + 1}`,
    provider: 'invented',
    label: `account ${index + 1}`,
    createdAt: 0,
    credential: { kind: 'environment' as const, variables: { key: `KEY_a${index + 1}` } },
    credentialEnd: null,
  }));
  // Only what a balance says by itself: what a forecast makes of leaps is tested where it is made.
  const alerts = {
    rules: alertRulesSchema.parse({
      'runs-out-soon': { enabled: false, leadHours: 72, criticalHours: 24 },
      'burn-spike': { enabled: false },
    }),
  };
  const settings = settingsSchema.parse({ version: 2, lastAccountNumber: count, accounts, alerts });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
}

/** For every account that `writeAccounts` makes. */
const environment = Object.fromEntries(
  Array.from({ length: 1000 }, (_, index) => [`KEY_a${index + 1}`, `a${index + 1}`]),
);

export function openAlertEngine(
  home: string,
  clock: Clock,
  balances: Balances,
  channels: readonly ChannelDriver[],
  rest: Partial<EngineOptions> = {},
): Engine {
  const settings = openSettings(home);
  const history = openHistory(join(home, 'history.db'));
  if (!settings.ok || !history.ok) throw new Error('The data folder could not be opened.');
  return createEngine({
    home,
    shell: 'browser',
    mode: 'live',
    vault: createMemoryVault(),
    settings: settings.value,
    history: history.value.history,
    providers: [balanceProvider(balances)],
    fetch: async () => {
      throw new Error('Nothing is asked over the network here.');
    },
    endpoints: {},
    environment,
    clock,
    random: () => 0,
    log: createLog(home),
    zone: 'UTC',
    channels,
    ...rest,
  });
}

export interface RecordingChannel extends ChannelDriver {
  /** All that arrived, in order. */
  readonly told: OutgoingNotification[];
  /** With what it was called, arrived or not. */
  readonly tried: { notification: OutgoingNotification; fields: Readonly<Record<string, string>> }[];
  readonly withdrawn: string[];
  /** What it answers from now on. */
  answer(
    next: (
      notification: OutgoingNotification,
    ) => Result<void, ChannelFailure> | Promise<Result<void, ChannelFailure>>,
  ): void;
}

export function recordingChannel(kind: ChannelKind): RecordingChannel {
  const told: OutgoingNotification[] = [];
  const tried: RecordingChannel['tried'] = [];
  const withdrawn: string[] = [];
  let answer: Parameters<RecordingChannel['answer']>[0] = () => ok(undefined);
  return {
    kind,
    told,
    tried,
    withdrawn,
    answer(next) {
      answer = next;
    },
    unavailable: async () => null,
    check: (fields) => ok({ host: fields.url === undefined ? null : new URL(fields.url).host }),
    async deliver(notification, fields) {
      tried.push({ notification, fields });
      const result = await answer(notification);
      if (result.ok) told.push(notification);
      return result;
    },
    withdraw: (id) => {
      withdrawn.push(id);
    },
  };
}
