import type { AccountState, Alert, CommandError, Result } from '../../../shared/model/index.ts';
import { api, outcome } from '../../state/index.ts';
import { useToasts } from '../index.ts';
import type { Choice } from './words.ts';

export interface AlertCommands {
  snooze(episode: string, alert: Alert, choice: Choice): Promise<void>;
  unsnooze(episode: string, alert: Alert): Promise<void>;
  acknowledge(episode: string): Promise<void>;
  mute(account: AccountState, name: string, choice: Choice): Promise<void>;
  unmute(account: AccountState, name: string): Promise<void>;
}

/** For undo: a time that has passed becomes null. */
const stillAhead = (until: number | null): number | null =>
  until !== null && until > Date.now() ? until : null;

/** The actions on an alert. Each says in a toast what it did, or why it failed, and offers to undo it where possible. */
export function useAlertCommands(): AlertCommands {
  const { push } = useToasts();
  const attempt = async <Value>(call: Promise<Result<Value, CommandError>>): Promise<boolean> => {
    const result = await outcome(call);
    if (!result.ok) push({ text: result.error.message });
    return result.ok;
  };
  const snoozeUntil = (episode: string, until: number | null) =>
    attempt(api.alerts.snooze.mutate({ episode, until: stillAhead(until) }));
  const muteUntil = ({ id }: AccountState, until: number | null) =>
    attempt(api.alerts.mute.mutate({ account: id, until: stillAhead(until) }));
  return {
    async snooze(episode, { snoozedUntil }, { words, until }) {
      if (await snoozeUntil(episode, until))
        push({ text: `Snoozed ${words}.`, undo: () => void snoozeUntil(episode, snoozedUntil) });
    },
    async unsnooze(episode, { snoozedUntil }) {
      if (await snoozeUntil(episode, null))
        push({ text: 'Unsnoozed.', undo: () => void snoozeUntil(episode, snoozedUntil) });
    },
    async acknowledge(episode) {
      if (await attempt(api.alerts.acknowledge.mutate({ episode })))
        push({ text: 'Acknowledged. You will hear again only if it gets worse.' });
    },
    async mute(account, name, { words, until }) {
      const { mutedUntil } = account.alertSettings;
      if (await muteUntil(account, until))
        push({ text: `${name} is muted ${words}.`, undo: () => void muteUntil(account, mutedUntil) });
    },
    async unmute(account, name) {
      const { mutedUntil } = account.alertSettings;
      if (await muteUntil(account, null))
        push({ text: `${name} is no longer muted.`, undo: () => void muteUntil(account, mutedUntil) });
    },
  };
}
