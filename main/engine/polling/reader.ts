import { setImmediate } from 'node:timers/promises';
import {
  type Account,
  amountSchema,
  type DayUse,
  isUnreachable,
  type Pool,
  type ReadErrorKind,
  type Reading,
} from '../../../shared/model/index.ts';
import { checksAreOff } from '../../../shared/paid-checks.ts';
import { plausibleDays, present, withIdentity } from '../../../shared/present/index.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import { type UseSlot, undivided } from '../../../shared/use-slots.ts';
import { enteredHosts } from '../../providers/contract/credential.ts';
import { type Provider, type ReadResult, readError } from '../../providers/contract/provider.ts';
import { reasonOf } from '../log.ts';
import type { History, PollRecord } from '../store/history.ts';
import {
  type Credential,
  type Environment,
  fingerprint,
  fromEnvironment,
  openQuestion,
  resolveCredential,
} from '../vault/credentials.ts';
import type { Tested } from '../vault/tested.ts';
import type { Vault } from '../vault/vault.ts';
import { createPollCounter, type PollCounter } from './poll-counts.ts';
import type { Reachability } from './reachability.ts';
import { type Recorder, type Requests, readFrom } from './read-from.ts';
import { intervalOf, isAfterBreak, mayAskNow, nextAttemptAt } from './schedule.ts';

/** What the history has about an account. */
export interface Known {
  reading: Reading | null;
  record: PollRecord | null;
  /** Logged use, summed. */
  uses: readonly UseSlot[];
  dailyUse: readonly DayUse[];
}

export interface ReaderOptions extends Requests {
  vault: Vault;
  history: History;
  environment: Environment;
  random(): number;
  reachability: Reachability;
  providers: Pick<ReadonlyMap<string, Provider>, 'get'>;
  accountById(id: string): Account | undefined;
  /** Whether the account is there, also if another process has just removed it. */
  isThere(id: string): boolean;
  changed(id: string): void;
  /** A poll got a reading, which is stored. */
  gotReading?(): void;
  /** The factor by which intervals are stretched now, 1 or more. */
  stretch(): number;
  /** Shows the user a notice, once. */
  notice(text: string): void;
}

export interface Asking {
  /** Broken off by it, the poll counts as no failure. */
  stopped: AbortSignal;
  recorder?: Recorder;
  /** Called when the request is over. Another one may be sent before the answer is stored. */
  answered?(): void;
}

export interface Reader {
  /** Polls an account and stores the answer. Never rejects: if it cannot be stored, there is a notice, and polling goes on. */
  ask(id: string, asking: Asking): Promise<void>;
  /** Polls the provider once and stores nothing. */
  read(provider: Provider, credential: Credential): Promise<ReadResult>;
  /** Stores what a test of the account's credential got, as if it had been its poll. */
  keep(account: Account, provider: Provider, credential: Credential, test: Tested): void;
  knownOf(account: Account): Known;
  /** Its last poll, without reading anything else. */
  recordOf(account: Account): PollRecord | null;
  /** Null if the credential is unknown. */
  fingerprintOf(account: Account): Promise<string | null>;
  /** The hosts of the addresses in its credential; null: not read yet. */
  enteredHostsOf(id: string): readonly string[] | null;
  /** When the next poll is due; null: not before the credential changes. */
  nextAt(account: Account, provider: Provider): number | null;
  /** Records balances in the history, after a change that did not come from a poll; of several in a minute, the last. */
  sample(account: string, pools: readonly Pool[]): void;
  /** Lets polling resume after the credential was replaced, unless it is the same one. */
  credentialReplaced(id: string, credential: Credential): void;
  /** Clears the cache of one account, or of all. */
  forget(id?: string): void;
  /** How long polls took and how they failed, by provider, since the start. */
  pollCounts: PollCounter['all'];
}

interface ReaderParts extends ReaderOptions {
  polls: PollCounter;
  /** A cache of the history by account, so that building the state of many accounts needs no disk access. */
  cache: Map<string, Known>;
  /** By account, drawn at each attempt. */
  jitters: Map<string, number>;
  /** When balances were last recorded without a poll, by account. */
  sampledAt: Map<string, number>;
  /** The last known ones by account, because reading the vault is asynchronous. */
  fingerprints: Map<string, string>;
  /** Likewise, the hosts that were entered. */
  enteredHosts: Map<string, readonly string[]>;
  /** Those of credentials in the environment, by account, because they are asked for at every step. */
  environmentPrints: Map<string, { credential: string; print: string }>;
}

/** Takes a reading: credential → provider.read → history. */
export function createReader(options: ReaderOptions): Reader {
  const parts: ReaderParts = {
    ...options,
    polls: createPollCounter(),
    // A copy, because each look into the process's own asks the system.
    environment: { ...options.environment },
    cache: new Map(),
    jitters: new Map(),
    fingerprints: new Map(),
    enteredHosts: new Map(),
    environmentPrints: new Map(),
    sampledAt: new Map(),
  };
  const { cache } = parts;
  return {
    ask: (id, asking) => ask(parts, id, asking),
    read: async (provider, credential) => (await readFrom(parts, provider, credential)).result,
    keep: (account, provider, credential, { at, result }) => {
      const attempt = { attemptedAt: at, fingerprint: fingerprint(account.id, credential) };
      noteHosts(parts, account.id, credential);
      keep(parts, account, provider, result, attempt, options.history.pollRecord(account.id));
      parts.changed(account.id);
    },
    knownOf: (account) => knownOf(parts, account),
    recordOf: ({ id }) => cache.get(id)?.record ?? parts.history.pollRecord(id),
    fingerprintOf: (account) => fingerprintOf(parts, account),
    enteredHostsOf: (id) => parts.enteredHosts.get(id) ?? null,
    nextAt: (account, provider) => nextAt(parts, account, provider),
    sample: (account, pools) => sample(parts, account, pools),
    credentialReplaced: (id, credential) => credentialReplaced(parts, id, credential),
    forget: (id) => (id === undefined ? cache.clear() : void cache.delete(id)),
    pollCounts: () => parts.polls.all(),
  };
}

async function ask(parts: ReaderParts, id: string, asking: Asking): Promise<void> {
  try {
    await askOnce(parts, id, asking);
  } catch (error) {
    parts.log.error('a reading could not be kept', { account: id, reason: reasonOf(error) });
    parts.notice('The last reading could not be saved. Is the disk full? See the log.');
    parts.changed(id);
  }
}

async function askOnce(parts: ReaderParts, id: string, asking: Asking): Promise<void> {
  const { history, clock } = parts;
  const { stopped, recorder, answered } = asking;
  const account = parts.accountById(id);
  const provider = account && parts.providers.get(account.provider);
  // They may have been turned off while it waited.
  if (!account || !provider || checksAreOff(account, provider)) return;
  const credential = await resolveCredential(account, parts.vault, parts.environment);
  if (!credential.ok && credential.error.kind === 'locked') {
    // The vault may have been lost just now, which every page must know.
    parts.changed(id);
    return;
  }

  const before = history.pollRecord(id);
  const print = credential.ok ? fingerprint(id, credential.value) : null;
  if (credential.ok) noteHosts(parts, id, credential.value);
  // Another process may have polled it in the meantime.
  const known = recorder?.again ? withoutError(before) : before;
  if (!mayAskNow(known, { shortestMs: provider.refresh.shortestMs, fingerprint: print }, clock.now())) {
    parts.changed(id);
    return;
  }
  if (stopped.aborted) return;
  const attempt = { attemptedAt: clock.now(), fingerprint: print };
  // Recorded before the request, so that the provider's limits are kept across crashes and processes.
  if (credential.ok) history.savePollRecord(id, { ...(before ?? noFailure), ...attempt });
  parts.changed(id);

  const question = credential.ok ? openQuestion(provider, credential.value, account.nearHosts) : null;
  const result = !credential.ok
    ? { ok: false as const, error: readError('bad-credential', credential.error.message) }
    : question !== null
      ? notAgreed(question)
      : await readHere(parts, id, provider, credential.value, asking);
  answered?.();
  // So that the next request goes out first.
  await setImmediate();
  // The account may have been removed while the request was running.
  if (!parts.isThere(id) || (!result.ok && stopped.aborted)) return;
  parts.jitters.set(id, parts.random());
  keep(parts, account, provider, result, attempt, before);
  parts.changed(id);
  if (result.ok) parts.gotReading?.();
}

const notAgreed = (question: string) => ({
  ok: false as const,
  error: readError('refused', `${question} You have not agreed to that. Replace the key to agree.`),
});

/** Also notes whether anybody answered, because an attempt without network says nothing about the provider. */
async function readHere(
  parts: ReaderParts,
  id: string,
  provider: Provider,
  credential: Credential,
  { stopped, recorder }: Asking,
): Promise<ReadResult> {
  const beganAt = parts.clock.now();
  // Not by the clock, which may be set, and of a demo runs fast.
  const began = performance.now();
  const { result, answered } = await readFrom(parts, provider, credential, stopped, recorder);
  const error = result.ok ? null : result.error.kind;
  if (!stopped.aborted) {
    const heard = answered ? 'answered' : error === 'offline' ? 'offline' : 'unanswered';
    parts.reachability.heard(id, heard, beganAt);
    parts.polls.count(provider.id, (performance.now() - began) / 1000, error);
  }
  return result;
}

/** As if the last attempt had not failed; the provider's shortest interval counts all the same. */
export const withoutError = (record: PollRecord | null): PollRecord | null =>
  record && { ...record, ...noFailure };

const noFailure = { failures: 0, error: null, errorSince: null };

/** Records the outcome of an attempt in the history. */
function keep(
  parts: ReaderParts,
  account: Account,
  provider: Provider,
  result: ReadResult,
  attempt: Pick<PollRecord, 'attemptedAt' | 'fingerprint'>,
  before: PollRecord | null,
): void {
  const { history, providers, log, clock } = parts;
  const { id } = account;
  if (result.ok) {
    const reading = withIdentity(history.lastReading(id), result.value);
    const uses = usesOf({ history, providers, log }, account);
    history.atomically(() => {
      history.saveDailyUse(id, plausibleDays(reading.dailyUse, clock.now()));
      // Only the balances are stored as presented now. The state presents the reading again each time it is built.
      const { pools } = present({
        provider,
        reading,
        entered: account.entered,
        uses,
        dailyUse: history.dailyUse(id),
        since: account.createdAt,
        now: clock.now(),
      });
      history.saveReading(id, reading, samplesOf(pools));
      history.savePollRecord(id, { ...attempt, ...noFailure });
    });
    return;
  }
  const { error } = result;
  history.savePollRecord(id, {
    ...attempt,
    failures: (before?.failures ?? 0) + 1,
    error,
    errorSince: errorSince(before, error.kind, attempt.attemptedAt, intervalsOf(parts, account, provider)),
  });
  // Thousands of accounts whose providers are down would fill the log.
  if (before?.error?.kind !== error.kind || before.error.message !== error.message)
    log.warn('no reading', { account: id, provider: provider.id, kind: error.kind, message: error.message });
}

/**
 * Since when the account has had this error. A provider is unreachable as long as polling went on and failed: it is not
 * blamed for the time in which nobody asked.
 */
function errorSince(
  before: PollRecord | null,
  kind: ReadErrorKind,
  at: number,
  pace: Parameters<typeof isAfterBreak>[2],
): number {
  if (before === null || before.error === null || before.errorSince === null || before.errorSince > at)
    return at;
  if (!isUnreachable(kind)) return before.error.kind === kind ? before.errorSince : at;
  return isUnreachable(before.error.kind) && !isAfterBreak(before, at, pace) ? before.errorSince : at;
}

function knownOf(parts: ReaderParts, account: Account): Known {
  const { cache, history } = parts;
  const { id } = account;
  const cached = cache.get(id);
  if (cached) return cached;
  const known: Known = {
    reading: history.lastReading(id),
    record: history.pollRecord(id),
    uses: usesOf(parts, account),
    dailyUse: history.dailyUse(id),
  };
  cache.set(id, known);
  return known;
}

/**
 * The sums of logged use, divided where the account's grants begin and expire, so that these are drawn on exactly. Where use
 * is reported by day, the sum of the old days.
 */
function usesOf(
  { history, providers, log }: Pick<ReaderParts, 'history' | 'providers' | 'log'>,
  { id, provider, entered }: Account,
): readonly UseSlot[] {
  const balance = providers.get(provider)?.balance;
  if (balance !== 'ledger' && balance !== 'usage') return [];
  const slots = history.useSlots(id);
  if (balance === 'usage') return slots.filter(({ opening }) => opening !== null);
  const missing = undivided(slots, entered.grants);
  if (missing.length === 0) return slots;
  try {
    history.divideUses(id, missing);
    return history.useSlots(id);
  } catch (error) {
    // Such as a full disk. The sums are right all the same, only which grant was drawn on may not be.
    log.warn('the sums of logged use could not be divided', { account: id, reason: reasonOf(error) });
    return slots;
  }
}

function nextAt(parts: ReaderParts, account: Account, provider: Provider): number | null {
  const pace = {
    ...intervalsOf(parts, account, provider),
    jitter: parts.jitters.get(account.id) ?? 0,
    fingerprint: fingerprintNow(parts, account),
  };
  return nextAttemptAt(knownOf(parts, account).record, pace, parts.clock.now());
}

const intervalsOf = ({ stretch }: ReaderParts, account: Account, provider: Provider) => ({
  intervalMs: intervalOf(account, provider),
  shortestMs: provider.refresh.shortestMs,
  stretch: stretch(),
});

async function fingerprintOf(parts: ReaderParts, account: Account): Promise<string | null> {
  const credential = await resolveCredential(account, parts.vault, parts.environment);
  if (!credential.ok) return null;
  const print = fingerprint(account.id, credential.value);
  parts.fingerprints.set(account.id, print);
  noteHosts(parts, account.id, credential.value);
  return print;
}

function noteHosts(
  { accountById, providers, enteredHosts: noted }: ReaderParts,
  id: string,
  credential: Credential,
): void {
  const provider = providers.get(accountById(id)?.provider ?? '');
  if (provider !== undefined) noted.set(id, enteredHosts(provider.credentialFields, credential));
}

/** Like `fingerprintOf`, but synchronous: without the vault. */
function fingerprintNow(parts: ReaderParts, account: Account): string | null {
  const { fingerprints, environment, environmentPrints } = parts;
  if (account.credential.kind !== 'environment') return fingerprints.get(account.id) ?? null;
  const found = fromEnvironment(account.credential.variables, environment);
  if (!found.ok) return null;
  const credential = JSON.stringify(found.value);
  const before = environmentPrints.get(account.id);
  if (before?.credential === credential) return before.print;
  const print = fingerprint(account.id, found.value);
  environmentPrints.set(account.id, { credential, print });
  return print;
}

function credentialReplaced(parts: ReaderParts, id: string, credential: Credential): void {
  const { history, cache, fingerprints } = parts;
  const print = fingerprint(id, credential);
  noteHosts(parts, id, credential);
  fingerprints.set(id, print);
  const record = history.pollRecord(id);
  if (record && record.fingerprint !== print)
    history.savePollRecord(id, { ...record, ...noFailure, attemptedAt: 0 });
  cache.delete(id);
}

/** A script may log a hundred responses a second; the chart and the forecast need no more than a sample a minute. */
function sample({ history, clock, sampledAt }: ReaderParts, account: string, pools: readonly Pool[]): void {
  const now = clock.now();
  const last = sampledAt.get(account);
  const at = last !== undefined && now >= last && now - last < minuteMs ? last : now;
  sampledAt.set(account, at);
  history.addSamples(account, at, samplesOf(pools));
}

const samplesOf = (pools: readonly Pick<Pool, 'id' | 'remaining'>[]) =>
  pools.flatMap(({ id, remaining }) =>
    remaining !== null && amountSchema.safeParse(remaining).success ? [{ pool: id, remaining }] : [],
  );
