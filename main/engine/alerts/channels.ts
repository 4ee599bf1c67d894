import { randomUUID } from 'node:crypto';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import type { AlertsApi } from '../../../shared/api/alerts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import {
  builtInChannels,
  type Channel,
  type ChannelKind,
  type ChannelState,
  type CommandError,
  fail,
  type Notification,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import type { ChannelDriver } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { SettingsStore } from '../store/settings.ts';
import { locked, type Vault } from '../vault/vault.ts';
import type { Outbox } from './outbox.ts';

export type Fields = Readonly<Record<string, string>>;

const isBuiltIn = (id: string) => builtInChannels.some((channel) => channel.id === id);
/** Under which name the vault keeps a channel's fields; the name that vaults out there have. No account has such an id. */
export const vaultKey = (id: string) => `carrier:${id}`;

/** Those of the settings, and the built-in ones in any case. */
export function channelsOf(settings: SettingsStore): readonly Channel[] {
  const { channels } = settings.get().alerts;
  const missing = builtInChannels.filter(({ id }) => !channels.some((channel) => channel.id === id));
  return missing.length === 0 ? channels : [...missing, ...channels];
}

/** What a channel needs to work; null: the vault is locked or does not have it. */
export async function fieldsOf(vault: Vault, { id, kind }: Channel): Promise<Fields | null> {
  if (channelFields[kind].length === 0) return {};
  if (vault.state() !== 'open') return null;
  const kept = await vault.get(vaultKey(id));
  return kept.ok ? kept.value : null;
}

interface ChannelParts {
  settings: SettingsStore;
  vault: Vault;
  store: AlertStore;
  clock: Clock;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  outbox: Pick<Outbox, 'attempt' | 'wake'>;
  stateOf(channel: Channel): ChannelState;
  changed(): void;
}

/** Adding, changing, trying and removing those who carry notifications. */
export function createChannelCommands(
  parts: ChannelParts,
): Pick<AlertsApi, 'addChannel' | 'editChannel' | 'removeChannel' | 'testChannel'> {
  const { settings, vault, store, clock, drivers } = parts;

  const find = (id: string): Result<Channel, CommandError> => {
    const channel = channelsOf(settings).find((other) => other.id === id);
    return channel ? ok(channel) : bad('There is no such channel any more.');
  };

  const driverOf = (kind: ChannelKind): Result<ChannelDriver, CommandError> => {
    const driver = drivers.get(kind);
    return driver
      ? ok(driver)
      : fail({ kind: 'not-supported', message: 'This way to be notified does not work in this shell.' });
  };

  /** The values that this kind takes, trimmed, and the host that they lead to. */
  function checkFields(
    kind: ChannelKind,
    given: Fields,
  ): Result<{ fields: Fields; host: string | null }, CommandError> {
    const driver = driverOf(kind);
    if (!driver.ok) return driver;
    const known = channelFields[kind];
    if (Object.keys(given).some((id) => !known.some((field) => field.id === id)))
      return bad('There are values that this way to be notified does not take.');
    const missing = known.find(({ id, required }) => required && !given[id]?.trim());
    if (missing) return bad(`“${missing.label}” is empty. ${missing.hint}`);
    const fields = Object.fromEntries(
      Object.entries(given).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])),
    );
    const checked = driver.value.check(fields);
    return checked.ok ? ok({ fields, host: checked.value.host }) : checked;
  }

  async function change(
    change: (channels: readonly Channel[]) => Channel[],
  ): Promise<Result<void, CommandError>> {
    const updated = await settings.update((current) => ({
      ...current,
      alerts: { ...current.alerts, channels: change(withBuiltIns(current.alerts.channels)) },
    }));
    if (!updated.ok) return updated;
    parts.changed();
    parts.outbox.wake();
    return ok(undefined);
  }

  function stateById(id: string): CommandResult<ChannelState> {
    const channel = find(id);
    return channel.ok ? ok(parts.stateOf(channel.value)) : channel;
  }

  return {
    async addChannel({ kind, label: given, minSeverity, fields: values }) {
      const label = checkLabel(given);
      if (!label.ok) return label;
      const checked = checkFields(kind, values);
      if (!checked.ok) return checked;
      if (vault.state() !== 'open') return locked();
      const id = `c-${randomUUID().slice(0, 8)}`;
      // The fields come first: a channel that exists has them, whenever the process ends.
      const kept = await vault.set(vaultKey(id), { ...checked.value.fields });
      if (!kept.ok) return kept;
      const channel: Channel = {
        id,
        kind,
        label: label.value,
        enabled: true,
        minSeverity,
        host: checked.value.host,
      };
      const changed = await change((channels) => [...channels, channel]);
      if (!changed.ok) {
        await vault.remove(vaultKey(id));
        return changed;
      }
      return stateById(id);
    },

    async editChannel({ id, label: given, enabled, minSeverity, fields: values }) {
      const found = find(id);
      if (!found.ok) return found;
      if (isBuiltIn(id) && (given !== undefined || values !== undefined))
        return bad('This one is always there: it can be switched on and off, and told when to speak.');
      const label = given === undefined ? ok(found.value.label) : checkLabel(given);
      if (!label.ok) return label;
      const checked = values === undefined ? null : checkFields(found.value.kind, values);
      if (checked && !checked.ok) return checked;
      if (checked) {
        if (vault.state() !== 'open') return locked();
        const kept = await vault.set(vaultKey(id), { ...checked.value.fields });
        if (!kept.ok) return kept;
      }
      // Nothing that waited comes out of the past when it is switched on again.
      if (enabled === false) store.withdrawChannel(id, clock.now());
      if (checked) store.hurry(id, clock.now());
      const changed = await change((channels) =>
        channels.map((channel) =>
          channel.id === id
            ? {
                ...channel,
                label: label.value,
                enabled: enabled ?? channel.enabled,
                minSeverity: minSeverity ?? channel.minSeverity,
                host: checked ? checked.value.host : channel.host,
              }
            : channel,
        ),
      );
      return changed.ok ? stateById(id) : changed;
    },

    async removeChannel({ id }) {
      const found = find(id);
      if (!found.ok) return found;
      if (isBuiltIn(id)) return bad('This one is always there. Switch it off instead.');
      if (vault.state() !== 'open') return locked();
      const removed = await vault.remove(vaultKey(id));
      if (!removed.ok) return removed;
      const changed = await change((channels) => channels.filter((channel) => channel.id !== id));
      if (!changed.ok) return changed;
      store.removeChannel(id);
      parts.changed();
      return ok({});
    },

    async testChannel({ id }) {
      const found = find(id);
      if (!found.ok) return found;
      const driver = driverOf(found.value.kind);
      if (!driver.ok) return driver;
      const unavailable = await driver.value.unavailable();
      if (unavailable !== null) return fail({ kind: 'not-supported', message: unavailable });
      if (channelFields[found.value.kind].length > 0 && vault.state() !== 'open') return locked();
      const fields = await fieldsOf(vault, found.value);
      if (fields === null) return bad('Its address is not kept any more. Enter it again.');
      const notification = testNotification(clock.now());
      const sent = await parts.outbox.attempt(found.value, fields, notification);
      store.note(notification, id, sent.ok ? null : sent.error.message, clock.now());
      parts.changed();
      if (!sent.ok) return fail({ kind: 'not-delivered', message: sent.error.message });
      // It works again, so what waits for it need not wait on.
      store.hurry(id, clock.now());
      parts.outbox.wake();
      return ok({});
    },
  };
}

function withBuiltIns(channels: readonly Channel[]): readonly Channel[] {
  return [...builtInChannels.filter(({ id }) => !channels.some((other) => other.id === id)), ...channels];
}

function checkLabel(given: string): Result<string, CommandError> {
  const label = given.trim();
  if (label === '') return bad('The name is empty. Give it one, such as “team channel”.');
  return label.length > 60 ? bad('The name is longer than 60 characters.') : ok(label);
}

function testNotification(now: number): Notification {
  const words = { title: 'Fuelgauge: a test', body: 'Notifications arrive here.' };
  return {
    id: `test-${randomUUID()}`,
    at: now,
    account: null,
    episode: null,
    severity: 'info',
    ...words,
    masked: words,
    sound: true,
  };
}

const bad = (message: string) => fail<CommandError>({ kind: 'bad-input', message });
