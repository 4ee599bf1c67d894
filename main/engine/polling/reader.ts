import type { Account, AccountState, DayUse, Pool, Reading } from '../../../shared/model/index.ts';
import { present } from '../../../shared/present.ts';
import { enteredHosts, secretsOf } from '../../providers/contract/credential.ts';
import { type Provider, type ReadResult, readError } from '../../providers/contract/provider.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { createRequester } from '../network/requester.ts';
import { intervalOf } from '../state/account-state.ts';
import type { History, PollRecord, UseEntry } from '../store/history.ts';
import {
  type Credential,
  type Environment,
  fingerprint,
  fromEnvironment,
  resolveCredential,
} from '../vault/credentials.ts';
import type { Vault } from '../vault/vault.ts';
import { mayAskNow, nextAttemptAt } from './schedule.ts';

/** What the history holds of an account. */
export interface Known {
  reading: Reading | null;
  record: PollRecord | null;
  uses: readonly UseEntry[];
  dailyUse: readonly DayUse[];
}

/**
 * The way of one reading: credential → provider.read → history. Keeps what the history holds of each account in
 * memory until it changes, so that a state of many accounts is built without touching the disk.
 */
export function createAsking(options: {
  vault: Vault;
  history: History;
  environment: Environment;
  clock: Clock;
  random(): number;
  log: Log;
  requester: ReturnType<typeof createRequester>;
  providers: ReadonlyMap<string, Provider>;
  accountById(id: string): Account | undefined;
  changed(id: string): void;
  /** Tells the person, once. */
  notice(text: string): void;
}) {
  const { history, clock, log } = options;
  const cache = new Map<string, Known>();
  const jitters = new Map<string, number>();
  const fingerprints = new Map<string, string>();

  function knownOf(account: Account): Known {
    const cached = cache.get(account.id);
    if (cached) return cached;
    const known: Known = {
      reading: history.lastReading(account.id),
      record: history.pollRecord(account.id),
      uses: history.uses(account.id),
      dailyUse: history.dailyUse(account.id),
    };
    cache.set(account.id, known);
    return known;
  }

  async function fingerprintOf(account: Account): Promise<string | null> {
    const credential = await resolveCredential(account, options.vault, options.environment);
    if (!credential.ok) return null;
    const print = fingerprint(account.id, credential.value);
    fingerprints.set(account.id, print);
    return print;
  }

  /** Like fingerprintOf, as far as it is known without opening the vault. */
  function fingerprintNow(account: Account): string | null {
    if (account.credential.kind !== 'environment') return fingerprints.get(account.id) ?? null;
    const credential = fromEnvironment(account.credential.variables, options.environment);
    return credential.ok ? fingerprint(account.id, credential.value) : null;
  }

  /** Asks the provider once. Whatever it throws becomes an error value. */
  async function read(provider: Provider, credential: Credential): Promise<ReadResult> {
    const { credentialFields } = provider;
    for (const secret of secretsOf(credentialFields, credential)) log.registerSecret(secret);
    try {
      return await provider.read({
        credential,
        now: clock.now(),
        request: options.requester(provider, enteredHosts(credentialFields, credential)),
      });
    } catch (error) {
      log.error('a provider threw', {
        provider: provider.id,
        reason: error instanceof Error ? error.message : 'unknown',
      });
      return {
        ok: false,
        error: readError('malformed', `The answer of ${provider.name} could not be understood.`),
      };
    }
  }

  function poolSamples(account: Account, provider: Provider, reading: Reading | null) {
    const { pools } = present({
      provider,
      reading,
      entered: account.entered,
      uses: history.uses(account.id),
      dailyUse: history.dailyUse(account.id),
      now: clock.now(),
    });
    return samplesOf(pools);
  }

  /** Never rejects: where the history cannot be written, the person is told and polling goes on. */
  async function ask(id: string): Promise<void> {
    try {
      await askOnce(id);
    } catch (error) {
      log.error('a reading could not be kept', {
        account: id,
        reason: error instanceof Error ? error.message : 'unknown',
      });
      options.notice('The last reading could not be kept. Is the disk full? The log has more.');
      options.changed(id);
    }
  }

  async function askOnce(id: string): Promise<void> {
    const account = options.accountById(id);
    const provider = account && options.providers.get(account.provider);
    if (!account || !provider) return;
    const credential = await resolveCredential(account, options.vault, options.environment);
    if (!credential.ok && credential.error.kind === 'locked') return;

    const before = history.pollRecord(id);
    const print = credential.ok ? fingerprint(id, credential.value) : null;
    // Another process may have asked meanwhile.
    if (!mayAskNow(before, { shortestMs: provider.refresh.shortestMs, fingerprint: print }, clock.now())) {
      options.changed(id);
      return;
    }
    const attemptedAt = clock.now();
    // Noted before asking, so that the provider's limits hold across a crash and between processes.
    if (credential.ok)
      history.savePollRecord(id, {
        attemptedAt,
        failures: before?.failures ?? 0,
        error: before?.error ?? null,
        errorSince: before?.errorSince ?? null,
        fingerprint: print,
      });
    options.changed(id);

    const result: ReadResult = credential.ok
      ? await read(provider, credential.value)
      : { ok: false, error: readError('bad-credential', credential.error.message) };
    // The account may have been removed, or its credential replaced, while the provider was thinking.
    if (!options.accountById(id)) return;
    jitters.set(id, options.random());
    if (result.ok) {
      history.saveDailyUse(id, result.value.dailyUse);
      history.saveReading(id, result.value, poolSamples(account, provider, result.value));
      history.savePollRecord(id, {
        attemptedAt,
        failures: 0,
        error: null,
        errorSince: null,
        fingerprint: print,
      });
    } else {
      history.savePollRecord(id, {
        attemptedAt,
        failures: (before?.failures ?? 0) + 1,
        error: result.error,
        errorSince:
          before?.error?.kind === result.error.kind ? (before.errorSince ?? attemptedAt) : attemptedAt,
        fingerprint: print,
      });
      log.warn('no reading', {
        account: id,
        provider: provider.id,
        kind: result.error.kind,
        message: result.error.message,
      });
    }
    options.changed(id);
  }

  return {
    ask,
    read,
    knownOf,
    fingerprintOf,
    /** When polling asks next; null: not before the credential changes. */
    nextAt(account: Account, provider: Provider): number | null {
      return nextAttemptAt(knownOf(account).record, {
        intervalMs: intervalOf(account, provider),
        shortestMs: provider.refresh.shortestMs,
        jitter: jitters.get(account.id) ?? 0,
        fingerprint: fingerprintNow(account),
      });
    },
    /** Puts the balances of a state into the history: after a change that no poll brought. */
    sample(state: AccountState): void {
      history.addSamples(state.id, clock.now(), samplesOf(state.pools));
    },
    /** Lets polling go on after the credential was replaced, unless by the same one. */
    credentialReplaced(id: string, credential: Credential): void {
      const print = fingerprint(id, credential);
      fingerprints.set(id, print);
      const record = history.pollRecord(id);
      if (record && record.fingerprint !== print)
        history.savePollRecord(id, { ...record, attemptedAt: 0, failures: 0, error: null, errorSince: null });
      cache.delete(id);
    },
    /** Drops what is kept in memory of one account, or of all. */
    forget(id?: string): void {
      if (id === undefined) cache.clear();
      else cache.delete(id);
    },
  };
}

const samplesOf = (pools: readonly Pick<Pool, 'id' | 'remaining'>[]) =>
  pools.flatMap(({ id, remaining }) => (remaining === null ? [] : [{ pool: id, remaining }]));
