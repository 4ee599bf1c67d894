import { acknowledged, snoozed } from '../../../shared/alerts/index.ts';
import type { AlertsApi } from '../../../shared/api/alerts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import {
  type Account,
  type AlertRules,
  badInput,
  type CommandError,
  type Episode,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import type { Clock } from '../clock.ts';
import { findAccount, replaceAccount } from '../store/accounts.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { SettingsStore } from '../store/settings.ts';

interface Parts {
  settings: SettingsStore;
  store: AlertStore;
  clock: Clock;
  /** Withdraws the notifications of these episodes, wherever they are shown. */
  withdraw(episodes: readonly string[]): void;
  /** An episode changed, or something that an account's alerts depend on. */
  onChange(account?: string): void;
}

type Input<Name extends keyof AlertsApi> = Parameters<AlertsApi[Name]>[0];

/** What users do with alerts: acknowledge and snooze them, mute an account, change the rules. */
export function createAlertCommands(
  parts: Parts,
): Pick<AlertsApi, 'history' | 'acknowledge' | 'snooze' | 'mute' | 'setRules' | 'setAccountRules'> {
  return {
    history: async (input) => history(parts, input),
    acknowledge: async (input) => acknowledge(parts, input),
    snooze: async (input) => snooze(parts, input),
    mute: (input) => mute(parts, input),
    setRules: (input) => setRules(parts, input),
    setAccountRules: (input) => setAccountRules(parts, input),
  };
}

function history(
  { store, settings }: Parts,
  { account: reference, before, limit }: Input<'history'>,
): Result<Episode[], CommandError> {
  const { accounts, removed } = settings.get();
  const except = removed.map(({ account }) => account.id);
  if (reference === undefined) return ok(store.episodes({ except, before, limit }));
  const found = findAccount(accounts, reference);
  return found.ok ? ok(store.episodes({ account: found.value.id, before, limit })) : found;
}

function acknowledge(parts: Parts, { episode }: Input<'acknowledge'>): Result<Done, CommandError> {
  return changeEpisode(parts, episode, (known) => ok(acknowledged(known, parts.clock.now())));
}

function snooze(parts: Parts, { episode, until }: Input<'snooze'>): Result<Done, CommandError> {
  if (until !== null && until <= parts.clock.now()) return isOver();
  return changeEpisode(parts, episode, (known) =>
    known.clearedAt === null
      ? ok(snoozed(known, until, parts.clock.now()))
      : badInput('This alert has already ended, so there is nothing to snooze.'),
  );
}

async function mute(parts: Parts, { account, until }: Input<'mute'>): Promise<CommandResult<Done>> {
  if (until !== null && until <= parts.clock.now()) return isOver();
  if (parts.settings.get().budgets.some(({ id }) => id === account)) return muteBudget(parts, account, until);
  return changeAccount(parts, account, (known) => ({
    ...known,
    alerts: { ...known.alerts, mutedUntil: until },
  }));
}

async function muteBudget(
  { settings, onChange }: Parts,
  id: string,
  until: number | null,
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => ({
    ...current,
    budgets: current.budgets.map(({ mutedUntil, ...budget }) =>
      budget.id === id
        ? { ...budget, ...(until !== null && { mutedUntil: until }) }
        : { ...budget, ...(mutedUntil !== undefined && { mutedUntil }) },
    ),
  }));
  if (!updated.ok) return updated;
  onChange(id);
  return ok({});
}

async function setRules(
  { settings, clock, onChange }: Parts,
  { rules: patch = {}, quietHours, weeklySummary: weekly }: Input<'setRules'>,
): Promise<CommandResult<Done>> {
  const checked = checkRules({ ...settings.get().alerts.rules, ...patch });
  if (checked !== null) return badInput(checked);
  if (quietHours?.enabled && quietHours.from === quietHours.to)
    return badInput('Quiet hours start and end at the same time. Choose two different times.');
  const updated = await settings.update((current) => {
    const { weeklySummary: before, ...alerts } = current.alerts;
    const after = weekly === undefined ? before : weekly && { ...weekly, since: clock.now() };
    return {
      ...current,
      alerts: {
        ...alerts,
        rules: { ...alerts.rules, ...patch },
        quietHours: quietHours ?? alerts.quietHours,
        ...(after && { weeklySummary: after }),
      },
    };
  });
  if (!updated.ok) return updated;
  onChange();
  return ok({});
}

async function setAccountRules(
  parts: Parts,
  { account, rules }: Input<'setAccountRules'>,
): Promise<CommandResult<Done>> {
  const checked = checkRules(rules);
  if (checked !== null) return badInput(checked);
  return changeAccount(parts, account, (known) => ({ ...known, alerts: { ...known.alerts, rules } }));
}

/** Reads and changes a stored episode in one transaction, because another process may have changed it. */
function changeEpisode(
  { store, withdraw, onChange }: Parts,
  id: string,
  change: (episode: Episode) => Result<Episode, CommandError>,
): Result<Done, CommandError> {
  const changed = store.atomically(() => {
    const episode = store.episode(id);
    if (episode === null) return badInput('This alert no longer exists.');
    const next = change(episode);
    if (next.ok) store.saveEpisode(next.value);
    return next;
  });
  if (!changed.ok) return changed;
  withdraw([id]);
  onChange(changed.value.account);
  return ok({});
}

async function changeAccount(
  { settings, onChange }: Parts,
  reference: string,
  change: (account: Account) => Account,
): Promise<CommandResult<Done>> {
  const found = findAccount(settings.get().accounts, reference);
  if (!found.ok) return found;
  const { id } = found.value;
  const updated = await settings.update((current) => {
    const account = current.accounts.find((other) => other.id === id);
    return account ? replaceAccount(current, change(account)) : current;
  });
  if (!updated.ok) return updated;
  onChange(id);
  return ok({});
}

/** What is wrong with the rules, as a sentence; null: nothing. Missing rules are not checked. */
export function checkRules(
  rules: { [Name in keyof AlertRules]?: AlertRules[Name] | undefined },
): string | null {
  const runsOut = rules['runs-out-soon'];
  if (runsOut && runsOut.criticalHours > runsOut.leadHours)
    return 'The critical lead time cannot be longer than the warning lead time.';
  const { low } = rules;
  if (low?.enabled && low.shares.length + low.amounts.length === 0)
    return 'The low balance rule needs at least one share or amount. Add one, or switch the rule off.';
  return null;
}

const isOver = () => badInput('This time has already passed. Choose a later one.');
