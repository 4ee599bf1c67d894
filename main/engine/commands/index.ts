import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { monthsLater } from '../../../shared/cycle.ts';
import {
  type Account,
  type AccountState,
  advice,
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time.ts';
import type { Provider } from '../../providers/contract/provider.ts';
import type { CommandResult, EngineApi, GivenCredential } from '../api/router.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { createAsking } from '../polling/reader.ts';
import { mayAskNow } from '../polling/schedule.ts';
import type { Forecasts } from '../state/forecasts.ts';
import type { History } from '../store/history.ts';
import type { SettingsStore } from '../store/settings.ts';
import {
  type Credential,
  checkCredential,
  credentialEnd,
  type Environment,
  fromEnvironment,
} from '../vault/credentials.ts';
import type { Vault } from '../vault/vault.ts';
import { checkLabel, editedAccount, findAccount, withAccount } from './accounts.ts';

export interface KnownAccount {
  account: Account;
  provider: Provider;
}

/** The parts of the engine that commands act on. */
export interface CommandParts {
  settings: SettingsStore;
  history: History;
  vault: Vault;
  clock: Clock;
  log: Log;
  environment: Environment;
  providers: ReadonlyMap<string, Provider>;
  asking: ReturnType<typeof createAsking>;
  forecasts: Forecasts;
  known(): readonly KnownAccount[];
  stateOf(account: Account, provider: Provider): AccountState;
  changed(id?: string): void;
  /** Asks these now; resolves when all have answered. */
  ask(accounts: readonly KnownAccount[]): Promise<void>;
  /** Lets the poller look again at who is due when. */
  wake(): void;
  /** Takes an account's alerts back wherever they are shown. */
  forgetAlerts(account: string): void;
}

type Commands = Omit<EngineApi, 'state' | 'subscribe' | 'dismissNotice' | 'alerts'>;

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const done = ok({});

const sourceOf = (given: GivenCredential): Account['credential'] =>
  given.from === 'values' ? { kind: 'vault' } : { kind: 'environment', variables: given.variables };

/** The commands of the contract in `api.ts`, except those that only concern the engine's listeners. */
export function createCommands(engine: CommandParts): Commands {
  const { settings, history, vault, clock, log, providers, asking, known, stateOf, changed } = engine;

  function find(reference: string): Result<{ account: Account; provider: Provider }, CommandError> {
    const found = findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    const provider = providers.get(found.value.provider);
    return provider
      ? ok({ account: found.value, provider })
      : fail({
          kind: 'unknown-provider',
          message: `This version knows no provider “${found.value.provider}”.`,
        });
  }

  function findProvider(id: string): Result<Provider, CommandError> {
    const provider = providers.get(id);
    return provider
      ? ok(provider)
      : fail({
          kind: 'unknown-provider',
          message: `There is no provider “${id}”. There are: ${[...providers.keys()].join(', ')}.`,
        });
  }

  const locked = (): CommandResult<never> =>
    fail({
      kind: 'locked',
      message:
        vault.state() === 'unset'
          ? 'Choose a passphrase first: credentials are kept encrypted with it.'
          : 'The credentials are locked. Give the passphrase first.',
    });

  function stateById(id: string, provider: Provider): CommandResult<AccountState> {
    const found = findAccount(settings.get().accounts, id);
    return found.ok ? ok(stateOf(found.value, provider)) : found;
  }

  /** Changes the settings under their lock, for one account as it stands there. */
  async function changeAccount(
    reference: string,
    change: (account: Account, provider: Provider, settings: Settings) => Result<Account, CommandError>,
  ): Promise<CommandResult<AccountState>> {
    const found = find(reference);
    if (!found.ok) return found;
    const { provider } = found.value;
    const { id } = found.value.account;
    const outcomes: Result<Account, CommandError>[] = [];
    const updated = await settings.update((current) => {
      const account = current.accounts.find((other) => other.id === id);
      const outcome: Result<Account, CommandError> = account
        ? change(account, provider, current)
        : fail({ kind: 'unknown-account', message: `The account “${reference}” was removed meanwhile.` });
      outcomes.push(outcome);
      return outcome.ok ? withAccount(current, outcome.value) : current;
    });
    if (!updated.ok) return updated;
    for (const outcome of outcomes) if (!outcome.ok) return outcome;
    changed(id);
    return stateById(id, provider);
  }

  const credentialFrom = (provider: Provider, given: GivenCredential) => {
    if (given.from === 'values') return checkCredential(provider, given.values);
    const read = fromEnvironment(given.variables, engine.environment);
    return read.ok ? checkCredential(provider, read.value) : read;
  };

  return {
    async addAccount(input) {
      const provider = findProvider(input.provider);
      if (!provider.ok) return provider;
      const label = checkLabel(settings.get().accounts, provider.value, input.label);
      if (!label.ok) return label;
      const needsNone = provider.value.credentialFields.length === 0;
      const credential = needsNone ? ok<Credential>({}) : credentialFrom(provider.value, input.credential);
      if (!credential.ok) return credential;
      const inVault = !needsNone && input.credential.from === 'values';
      if (inVault && vault.state() !== 'open') return locked();

      const reserved = await settings.update((current) => ({
        ...current,
        lastAccountNumber: current.lastAccountNumber + 1,
      }));
      if (!reserved.ok) return reserved;
      const id = `a${reserved.value.lastAccountNumber}`;
      // The credential comes first: an account that exists has its credential, whenever the process ends.
      const kept = inVault ? await vault.set(id, credential.value) : ok(undefined);
      if (!kept.ok) return kept;
      const added: Account = {
        id,
        provider: provider.value.id,
        label: label.value,
        tags: [],
        createdAt: clock.now(),
        credential: needsNone ? { kind: 'none' } : sourceOf(input.credential),
        credentialEnd: credentialEnd(provider.value, credential.value),
        paused: false,
        intervalMs: null,
        entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
        alerts: { rules: {}, mutedUntil: null },
      };
      const updated = await settings.update((current) => ({
        ...current,
        accounts: [...current.accounts, added],
      }));
      if (!updated.ok) return updated;
      log.info('account added', { account: id, provider: provider.value.id });
      engine.wake();
      changed(id);
      return ok(stateOf(added, provider.value));
    },

    async testCredential({ provider: id, values }) {
      const provider = findProvider(id);
      if (!provider.ok) return provider;
      const credential = checkCredential(provider.value, values);
      if (!credential.ok) return credential;
      const read = await asking.read(provider.value, credential.value);
      return ok(
        read.ok
          ? { ok: true, summary: `${provider.value.name} accepts this credential.` }
          : { ok: false, error: { ...read.error, advice: advice[read.error.kind] } },
      );
    },

    async replaceCredential({ account: reference, credential: given }) {
      const found = find(reference);
      if (!found.ok) return found;
      const { account, provider } = found.value;
      const credential = credentialFrom(provider, given);
      if (!credential.ok) return credential;
      if ((given.from === 'values' || account.credential.kind === 'vault') && vault.state() !== 'open')
        return locked();
      const kept =
        given.from === 'values'
          ? await vault.set(account.id, credential.value)
          : account.credential.kind === 'vault'
            ? await vault.remove(account.id)
            : ok(undefined);
      if (!kept.ok) return kept;
      asking.credentialReplaced(account.id, credential.value);
      const changedAccount = await changeAccount(account.id, (current) =>
        ok({
          ...current,
          credential: sourceOf(given),
          credentialEnd: credentialEnd(provider, credential.value),
        }),
      );
      engine.wake();
      return changedAccount;
    },

    async editAccount(input) {
      const edited = await changeAccount(input.account, (account, provider, current) =>
        editedAccount(current, account, provider, input),
      );
      if (edited.ok) asking.sample(edited.value);
      engine.wake();
      return edited;
    },

    async removeAccount({ account: reference }) {
      const found = find(reference);
      if (!found.ok) return found;
      const { id, provider, credential } = found.value.account;
      if (credential.kind === 'vault') {
        if (vault.state() !== 'open') return locked();
        const removed = await vault.remove(id);
        if (!removed.ok) return removed;
      }
      const updated = await settings.update((current) => ({
        ...current,
        accounts: current.accounts.filter((account) => account.id !== id),
      }));
      if (!updated.ok) return updated;
      engine.forgetAlerts(id);
      history.removeAccount(id);
      engine.forecasts.forget(id);
      log.info('account removed', { account: id, provider });
      engine.wake();
      changed(id);
      return done;
    },

    async addGrant(input) {
      const grantedAt = input.grantedAt ?? clock.now();
      const added = await changeAccount(input.account, (account, provider) => {
        const months = provider.topupLifetimeMonths;
        const expiresAt =
          input.expiresAt !== undefined
            ? input.expiresAt
            : months === null
              ? null
              : monthsLater(grantedAt, months);
        if (expiresAt !== null && expiresAt <= grantedAt)
          return fail({ kind: 'bad-input', message: 'The expiry lies before the purchase.' });
        const grant = {
          id: `entered-${randomUUID().slice(0, 8)}`,
          kind: input.kind,
          amount: input.amount,
          grantedAt,
          expiresAt,
        };
        return ok({
          ...account,
          entered: { ...account.entered, grants: [...account.entered.grants, grant] },
        });
      });
      if (added.ok) asking.sample(added.value);
      return added;
    },

    async removeGrant({ account: reference, grant }) {
      const removed = await changeAccount(reference, (account) => {
        const grants = account.entered.grants.filter(({ id }) => id !== grant);
        return grants.length === account.entered.grants.length
          ? fail({
              kind: 'bad-input',
              message: 'This grant was not entered by hand, so it cannot be removed.',
            })
          : ok({ ...account, entered: { ...account.entered, grants } });
      });
      if (removed.ok) asking.sample(removed.value);
      return removed;
    },

    async logUsage(input) {
      const found = find(input.account);
      if (!found.ok) return found;
      const { account, provider } = found.value;
      if (provider.balance !== 'ledger')
        return fail({
          kind: 'not-supported',
          message: `${provider.name} counts use itself, so it is not logged by hand: it would count twice.`,
        });
      const at = input.at ?? clock.now();
      if (at > clock.now() + dayMs)
        return fail({ kind: 'bad-input', message: 'The time of use lies in the future.' });
      history.addUse({
        id: input.id ?? randomUUID(),
        account: account.id,
        at,
        amount: input.amount,
        error: input.error ?? null,
      });
      changed(account.id);
      const logged = stateOf(account, provider);
      asking.sample(logged);
      return ok(logged);
    },

    async refresh({ account: reference }) {
      const found = reference === undefined ? ok(known()) : find(reference);
      if (!found.ok) return found;
      const wanted = [found.value].flat();
      const allowed: typeof wanted = [];
      for (const { account, provider } of wanted)
        if (!account.paused || reference !== undefined) {
          const pace = {
            shortestMs: provider.refresh.shortestMs,
            fingerprint: await asking.fingerprintOf(account),
          };
          if (mayAskNow(asking.knownOf(account).record, pace, clock.now()))
            allowed.push({ account, provider });
        }
      await engine.ask(allowed);
      return done;
    },

    async unlock({ passphrase }) {
      const opened = await vault.unlock(passphrase);
      if (!opened.ok) return opened;
      engine.wake();
      changed();
      return done;
    },

    async history(input) {
      const found = find(input.account);
      if (!found.ok) return found;
      return ok(history.samples(found.value.account.id, input.pool, input.from, input.to, input.points));
    },

    async forecast({ account: reference, pool }) {
      const found = find(reference);
      if (!found.ok) return found;
      // Foresees anew where there is news.
      stateOf(found.value.account, found.value.provider);
      return ok(engine.forecasts.path(found.value.account.id, pool));
    },

    async setPreferences(input) {
      const updated = await settings.update((current) => ({
        ...current,
        preferences: { ...current.preferences, ...input },
      }));
      if (!updated.ok) return updated;
      engine.wake();
      changed();
      return done;
    },

    async makeUsageToken() {
      const token = `fg_${randomBytes(24).toString('base64url')}`;
      const updated = await settings.update((current) => ({
        ...current,
        usageToken: { hash: sha256(token), end: token.slice(-4) },
      }));
      if (!updated.ok) return updated;
      changed();
      return ok({ token });
    },
  };
}
