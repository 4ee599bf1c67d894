import { acknowledged, snoozed } from '../../../shared/alerts/index.ts';
import type { AlertsApi } from '../../../shared/api/alerts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import {
  type Account,
  type AlertRules,
  type CommandError,
  type Episode,
  fail,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import type { Clock } from '../clock.ts';
import { findAccount, withAccount } from '../store/accounts.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { SettingsStore } from '../store/settings.ts';

interface CommandParts {
  settings: SettingsStore;
  store: AlertStore;
  clock: Clock;
  /** Takes back what channels showed of these episodes. */
  takeBack(episodes: readonly string[]): void;
  /** An episode, or what is said of this account, changed. */
  changed(account?: string): void;
}

const bad = (message: string) => fail<CommandError>({ kind: 'bad-input', message });

/** What the person says of alerts: seen, later, not this account, other rules. */
export function createAlertCommands(
  parts: CommandParts,
): Pick<AlertsApi, 'history' | 'acknowledge' | 'snooze' | 'mute' | 'setRules' | 'setAccountRules'> {
  const { settings, store, clock } = parts;

  /** Changes a stored episode as it stands then: another process may have changed it meanwhile. */
  function changeEpisode(
    id: string,
    change: (episode: Episode) => Result<Episode, CommandError>,
  ): CommandResult<Done> {
    const changed = store.atomically(() => {
      const episode = store.episode(id);
      if (episode === null) return bad('This alert is not known any more.');
      const next = change(episode);
      if (next.ok) store.saveEpisode(next.value);
      return next;
    });
    if (!changed.ok) return changed;
    parts.takeBack([id]);
    parts.changed(changed.value.account);
    return ok({});
  }

  async function changeAccount(
    reference: string,
    change: (account: Account) => Account,
  ): Promise<CommandResult<Done>> {
    const found = findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    const { id } = found.value;
    const updated = await settings.update((current) => {
      const account = current.accounts.find((other) => other.id === id);
      return account ? withAccount(current, change(account)) : current;
    });
    if (!updated.ok) return updated;
    parts.changed(id);
    return ok({});
  }

  return {
    async history({ account: reference, before, limit }) {
      if (reference === undefined) return ok(store.episodes({ before, limit }));
      const found = findAccount(settings.get().accounts, reference);
      return found.ok ? ok(store.episodes({ account: found.value.id, before, limit })) : found;
    },

    async acknowledge({ episode }) {
      return changeEpisode(episode, (known) => ok(acknowledged(known, clock.now())));
    },

    async snooze({ episode, until }) {
      const now = clock.now();
      if (until !== null && until <= now) return bad('This time is over already. Choose a later one.');
      return changeEpisode(episode, (known) =>
        known.clearedAt === null
          ? ok(snoozed(known, until))
          : bad('This alert is over already, so there is nothing to snooze.'),
      );
    },

    async mute({ account, until }) {
      if (until !== null && until <= clock.now())
        return bad('This time is over already. Choose a later one.');
      return changeAccount(account, (known) => ({
        ...known,
        alerts: { ...known.alerts, mutedUntil: until },
      }));
    },

    async setRules({ rules: patch = {}, quietHours }) {
      const checked = checkRules({ ...settings.get().alerts.rules, ...patch });
      if (checked !== null) return bad(checked);
      if (quietHours?.enabled && quietHours.from === quietHours.to)
        return bad('Quiet hours begin and end at the same time. Choose two different times.');
      const updated = await settings.update((current) => ({
        ...current,
        alerts: {
          ...current.alerts,
          rules: { ...current.alerts.rules, ...patch },
          quietHours: quietHours ?? current.alerts.quietHours,
        },
      }));
      if (!updated.ok) return updated;
      parts.changed();
      return ok({});
    },

    async setAccountRules({ account, rules }) {
      const checked = checkRules(rules);
      if (checked !== null) return bad(checked);
      return changeAccount(account, (known) => ({ ...known, alerts: { ...known.alerts, rules } }));
    },
  };
}

/** What is wrong with rules, as a sentence; null: nothing. What is missing is not looked at. */
export function checkRules(
  rules: { [Name in keyof AlertRules]?: AlertRules[Name] | undefined },
): string | null {
  const runsOut = rules['runs-out-soon'];
  if (runsOut && runsOut.criticalHours > runsOut.leadHours)
    return 'The critical lead time is longer than the first one. It must be as long or shorter.';
  const { low } = rules;
  if (low?.enabled && low.shares.length + low.amounts.length === 0)
    return 'A low balance needs at least one share or amount. Add one, or switch the rule off.';
  return null;
}
