import { randomUUID } from 'node:crypto';
import { plainAddress, plainQuestion } from '../../../shared/address.ts';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import type { AlertsApi } from '../../../shared/api/alerts.ts';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import {
  badInput,
  type Channel,
  type ChannelKind,
  type ChannelState,
  type CommandError,
  fail,
  type Notification,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { hasHidden } from '../../../shared/plain-text.ts';
import type { ChannelDriver } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { HeldLock } from '../store/lock.ts';
import type { SettingsStore } from '../store/settings.ts';
import { notOpen, type Vault, withVaultLock } from '../vault/vault.ts';
import type { Fields } from './attempt.ts';
import { beingAdded, channelsOf, fieldsOf, isBuiltIn, vaultKey, withBuiltIns } from './channels.ts';
import type { Outbox } from './outbox.ts';

interface Parts {
  home: string;
  settings: SettingsStore;
  vault: Vault;
  store: AlertStore;
  clock: Clock;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  outbox: Pick<Outbox, 'attempt' | 'wake'>;
  stateOf(channel: Channel): ChannelState;
  onChange(): void;
}

type Input<Name extends keyof AlertsApi> = Parameters<AlertsApi[Name]>[0];

/** Adding, changing, testing and removing channels. */
export function createChannelCommands(
  parts: Parts,
): Pick<AlertsApi, 'addChannel' | 'editChannel' | 'removeChannel' | 'testChannel'> {
  return {
    addChannel: (input) => addChannel(parts, input),
    editChannel: (input) => editChannel(parts, input),
    removeChannel: (input) => removeChannel(parts, input),
    testChannel: (input) => testChannel(parts, input),
  };
}

async function addChannel(
  parts: Parts,
  { kind, label: given, minSeverity, tags = [], fields: values, allowed }: Input<'addChannel'>,
): Promise<CommandResult<ChannelState>> {
  const { home, vault } = parts;
  const label = checkLabel(given);
  if (!label.ok) return label;
  const checked = checkFields(parts, kind, values, allowed);
  if (!checked.ok) return checked;
  if (vault.state() !== 'open') return notOpen(vault);
  const { fields, host } = checked.value;
  const id = `c-${randomUUID().slice(0, 8)}`;
  const channel: Channel = {
    id,
    kind,
    label: label.value,
    enabled: true,
    minSeverity,
    ...taggedWith(tags),
    host,
  };
  const changed = await withVaultLock(home, vault, async (lock) => {
    // Fields first: a channel must never exist without them, whenever the process ends. `mendChannels` knows the rest.
    const kept = await vault.set(vaultKey(id), beingAdded(fields), lock);
    if (!kept.ok) return kept;
    const added = await changeChannels(parts, (channels) => [...channels, channel], lock);
    if (!added.ok) {
      await vault.remove(vaultKey(id), lock);
      return added;
    }
    // If this fails, the channel works all the same.
    await vault.set(vaultKey(id), { ...fields }, lock);
    return added;
  });
  if (!changed.ok) return changed;
  announce(parts);
  return stateById(parts, id);
}

async function editChannel(
  parts: Parts,
  { id, label: given, enabled, minSeverity, tags: tagged, fields: values, allowed }: Input<'editChannel'>,
): Promise<CommandResult<ChannelState>> {
  const { home, settings, vault, store, clock } = parts;
  const found = find(parts, id);
  if (!found.ok) return found;
  if (isBuiltIn(id) && (given !== undefined || values !== undefined || tagged !== undefined))
    return badInput(
      'This channel is built in: you can only switch it on or off and set its minimum severity.',
    );
  const label = given === undefined ? ok(found.value.label) : checkLabel(given);
  if (!label.ok) return label;
  const checked = values === undefined ? null : checkFields(parts, found.value.kind, values, allowed);
  if (checked && !checked.ok) return checked;
  if (checked && vault.state() !== 'open') return notOpen(vault);
  const edited = ({ awaited, tags, ...channel }: Channel): Channel => ({
    ...channel,
    ...taggedWith(tagged ?? tags ?? []),
    ...(awaited && !checked && { awaited }),
    label: label.value,
    enabled: enabled ?? channel.enabled,
    minSeverity: minSeverity ?? channel.minSeverity,
    host: checked ? checked.value.host : channel.host,
  });
  const changed = await withVaultLock(home, checked && vault, async (lock) => {
    // Another process may have removed it.
    const current = settings.read();
    if (!current.ok) return current;
    if (!withBuiltIns(current.value.alerts.channels).some((channel) => channel.id === id)) return gone();
    const kept = checked ? await vault.set(vaultKey(id), { ...checked.value.fields }, lock) : ok(undefined);
    if (!kept.ok) return kept;
    return changeChannels(
      parts,
      (channels) => channels.map((channel) => (channel.id === id ? edited(channel) : channel)),
      lock,
    );
  });
  if (!changed.ok) return changed;
  // What was queued must not arrive late when the channel is switched on again.
  if (enabled === false) store.withdrawChannel(id, clock.now());
  if (checked) store.retryNow(id, clock.now());
  announce(parts);
  return stateById(parts, id);
}

async function removeChannel(parts: Parts, { id }: Input<'removeChannel'>): Promise<CommandResult<Done>> {
  const { home, vault, store } = parts;
  const found = find(parts, id);
  if (!found.ok) return found;
  if (isBuiltIn(id)) return badInput('This channel is built in. Switch it off instead.');
  if (vault.state() !== 'open') return notOpen(vault);
  const changed = await withVaultLock(home, vault, async (lock) => {
    const fields = await vault.get(vaultKey(id));
    if (!fields.ok) return fields;
    const removed = await vault.remove(vaultKey(id), lock);
    if (!removed.ok) return removed;
    const updated = await changeChannels(
      parts,
      (channels) => channels.filter((channel) => channel.id !== id),
      lock,
    );
    if (!updated.ok && fields.value) await vault.set(vaultKey(id), fields.value, lock);
    return updated;
  });
  if (!changed.ok) return changed;
  store.removeChannel(id);
  announce(parts);
  return ok({});
}

async function testChannel(parts: Parts, { id }: Input<'testChannel'>): Promise<CommandResult<Done>> {
  const { vault, store, clock, outbox } = parts;
  const found = find(parts, id);
  if (!found.ok) return found;
  const driver = driverOf(parts, found.value.kind);
  if (!driver.ok) return driver;
  const unavailable = await driver.value.unavailable();
  if (unavailable !== null) return fail({ kind: 'not-supported', message: unavailable });
  if (channelFields[found.value.kind].length > 0 && vault.state() !== 'open') return notOpen(vault);
  const fields = await fieldsOf(vault, found.value);
  if (fields === null) return badInput('The address of this channel is no longer stored. Enter it again.');
  const notification = testNotification(clock.now());
  const told = await outbox.attempt(found.value, fields, notification);
  // It opened an incident, which must not stay open.
  const sent =
    told.ok && driver.value.purpose === 'incidents'
      ? await outbox.attempt(found.value, fields, { ...notification, ends: notification.id })
      : told;
  store.recordAttempt(notification, id, sent.ok ? null : sent.error.message, clock.now());
  parts.onChange();
  if (!sent.ok) return fail({ kind: 'not-delivered', message: sent.error.message });
  // It works again, so retry what is queued.
  store.retryNow(id, clock.now());
  outbox.wake();
  return ok({});
}

const taggedWith = (tags: readonly string[]): Pick<Channel, 'tags'> =>
  tags.length === 0 ? {} : { tags: [...new Set(tags)] };

const gone = () => badInput('This channel no longer exists.');

function find({ settings }: Parts, id: string): Result<Channel, CommandError> {
  const channel = channelsOf(settings).find((other) => other.id === id);
  return channel ? ok(channel) : gone();
}

function stateById(parts: Parts, id: string): Result<ChannelState, CommandError> {
  const channel = find(parts, id);
  return channel.ok ? ok(parts.stateOf(channel.value)) : channel;
}

function driverOf({ drivers }: Parts, kind: ChannelKind): Result<ChannelDriver, CommandError> {
  const driver = drivers.get(kind);
  return driver
    ? ok(driver)
    : fail({ kind: 'not-supported', message: 'This kind of channel does not work here.' });
}

/**
 * The checked and trimmed fields for this kind of channel, and the host they lead to. `allowed`: you agreed to an address
 * without encryption.
 */
function checkFields(
  parts: Parts,
  kind: ChannelKind,
  given: Fields,
  allowed = false,
): Result<{ fields: Fields; host: string | null }, CommandError> {
  const driver = driverOf(parts, kind);
  if (!driver.ok) return driver;
  const known = channelFields[kind];
  if (Object.keys(given).some((id) => !known.some((field) => field.id === id)))
    return badInput('Some of these fields do not belong to this kind of channel.');
  const missing = known.find(({ id, required }) => required && !given[id]?.trim());
  if (missing) return badInput(`“${missing.label}” is empty. ${missing.hint}`);
  const fields = Object.fromEntries(
    Object.entries(given).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])),
  );
  const checked = driver.value.check(fields);
  const plain = plainAddress(fields.url ?? '');
  if (checked.ok && plain !== null && !allowed)
    return fail({ kind: 'needs-consent', message: plainQuestion(plain) });
  return checked.ok ? ok({ fields, host: checked.value.host }) : checked;
}

async function changeChannels(
  { settings }: Parts,
  change: (channels: readonly Channel[]) => Channel[],
  lock: HeldLock,
): Promise<Result<void, CommandError>> {
  const updated = await settings.update(
    (current) => ({
      ...current,
      alerts: { ...current.alerts, channels: change(withBuiltIns(current.alerts.channels)) },
    }),
    lock,
  );
  return updated.ok ? ok(undefined) : updated;
}

function announce({ outbox, onChange }: Parts): void {
  onChange();
  outbox.wake();
}

function checkLabel(given: string): Result<string, CommandError> {
  const label = given.trim();
  if (label === '') return badInput('The name is empty. Give it one, such as “team channel”.');
  if (hasHidden(label))
    return badInput('The name has a character that cannot be seen, such as a line break. Type it again.');
  return label.length > 60 ? badInput('The name is longer than 60 characters.') : ok(label);
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
