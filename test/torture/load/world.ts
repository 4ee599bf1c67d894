import type { Random } from '../../../bench/random.ts';
import type { AccountState, ReadErrorKind, Settings } from '../../../shared/model/index.ts';

// Thousands of accounts at emulated providers of which a third fail, and what must be true of their states.

const providers = ['crustdata', 'scraperapi', 'capsolver'] as const;

export interface LoadAccount {
  id: string;
  provider: (typeof providers)[number];
  key: string;
  kept: 'vault' | 'environment';
}

export const loadAccounts = (count: number): LoadAccount[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `a${index + 1}`,
    provider: providers[index % providers.length] ?? 'crustdata',
    key: `CAP-invented-key-of-account-${index + 1}-7f3a9c1b`,
    kept: index % 5 === 0 ? 'vault' : 'environment',
  }));

export const variableOf = ({ id }: LoadAccount) => `LOAD_KEY_${id.toUpperCase()}`;
export const environmentOf = (accounts: readonly LoadAccount[]): Record<string, string> =>
  Object.fromEntries(
    accounts.filter(({ kept }) => kept === 'environment').map((each) => [variableOf(each), each.key]),
  );
export const endpointsOf = (origin: string): Record<string, string> =>
  Object.fromEntries(providers.map((provider) => [provider, origin]));

export function settingsOf(accounts: readonly LoadAccount[], intervalMs: number): Settings['accounts'] {
  return accounts.map((each) => ({
    id: each.id,
    provider: each.provider,
    label: `account ${each.id}`,
    createdAt: Date.parse('2026-11-01T00:00:00Z'),
    credential:
      each.kept === 'vault'
        ? { kind: 'vault' }
        : { kind: 'environment', variables: { key: variableOf(each) } },
    tags: [],
    note: '',
    pinned: false,
    hidden: false,
    credentialSince: null,
    credentialEnd: null,
    paused: false,
    intervalMs,
    entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
    alerts: { rules: {}, mutedUntil: null },
  }));
}

/** What a provider does with one request. */
export type Deed =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'cut' }
  | { kind: 'hang' };

/** The last request of an account: when it came, and what was answered. */
interface Seen {
  askedAt: number;
  /** Null: no balance was answered. */
  remaining: number | null;
  /** Null: none was answered. */
  error: ReadErrorKind | null;
}

export interface LoadWorld {
  accounts: readonly LoadAccount[];
  seen: Map<string, Seen>;
  mode: 'flaky' | 'down' | 'well';
  /** What is answered to the request with this key. */
  answer(key: string, now: number): Deed;
}

export function createLoadWorld(accounts: readonly LoadAccount[], random: Random): LoadWorld {
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  const world: LoadWorld = {
    accounts,
    seen: new Map(),
    mode: 'flaky',
    answer(key, now) {
      const account = byKey.get(key);
      if (!account) return { kind: 'answer', status: 404, headers: {}, body: '{}' };
      const note = (remaining: number | null, error: ReadErrorKind | null) =>
        world.seen.set(account.id, { askedAt: now, remaining, error });
      const fate = world.mode === 'well' ? 1 : random.next();
      if (fate < 0.03) {
        note(null, 'timed-out');
        return { kind: 'hang' };
      }
      if (fate < 0.13) {
        note(null, 'rate-limited');
        const headers = { 'retry-after': String(Math.round(random.between(1, 20))) };
        return { kind: 'answer', status: 429, headers, body: '{}' };
      }
      if (fate < 0.23) {
        note(null, 'unavailable');
        return { kind: 'answer', status: 500, headers: {}, body: '{}' };
      }
      if (fate < 0.33) {
        note(null, 'unavailable');
        return { kind: 'cut' };
      }
      const remaining = Math.round(random.between(1, 1_000_000));
      note(remaining, null);
      return { kind: 'answer', status: 200, headers: {}, body: JSON.stringify(bodyOf(account, remaining)) };
    },
  };
  return world;
}

function bodyOf({ provider }: LoadAccount, remaining: number): object {
  switch (provider) {
    case 'crustdata':
      return { account: { credits: remaining } };
    case 'scraperapi':
      return { creditsLeft: remaining };
    case 'capsolver':
      return { errorId: 0, balance: remaining, packages: [] };
  }
}

/** What is wrong with the states: a value or an error that no provider gave, no next poll, or one that is long overdue. */
export function faultsOf(world: LoadWorld, states: readonly AccountState[], now: number): string[] {
  const byId = new Map(states.map((state) => [state.id, state]));
  return world.accounts.flatMap(({ id }) => {
    const state = byId.get(id);
    const last = world.seen.get(id);
    if (!state) return [`${id} is missing`];
    const { health, refreshing } = state;
    const faults: string[] = [];
    if (health.nextAt === null) faults.push(`${id} has no next poll`);
    else if (health.nextAt < now - 60_000 && !refreshing) faults.push(`${id} is overdue`);
    // What was asked a moment ago may still be on its way.
    if (!last || refreshing || (health.readAt ?? 0) > last.askedAt + 1000) return faults;
    const shown = state.pools[0]?.remaining ?? null;
    if (last.remaining !== null && shown !== last.remaining && now - last.askedAt > 2000)
      faults.push(`${id} shows ${shown}, and the provider said ${last.remaining}`);
    if (last.error !== null && health.error?.kind !== last.error && now - last.askedAt > 17_000)
      faults.push(`${id} shows the error ${health.error?.kind}, and the provider gave ${last.error}`);
    return faults;
  });
}
