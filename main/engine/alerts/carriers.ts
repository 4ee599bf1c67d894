import { randomUUID } from 'node:crypto';
import { carrierFields } from '../../../shared/alerts/carrier-fields.ts';
import {
  builtInCarriers,
  type Carrier,
  type CarrierKind,
  type CarrierState,
  type CommandError,
  fail,
  type Notification,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import type { AlertsApi } from '../api-alerts.ts';
import type { CommandResult } from '../api-result.ts';
import type { CarrierDriver } from '../carriers/define.ts';
import type { Clock } from '../clock.ts';
import type { AlertStore } from '../history-alerts.ts';
import type { SettingsStore } from '../settings.ts';
import { locked, type Vault } from '../vault.ts';
import type { Outbox } from './outbox.ts';

export type Fields = Readonly<Record<string, string>>;

const isBuiltIn = (id: string) => builtInCarriers.some((carrier) => carrier.id === id);
/** Under which name the vault keeps a carrier's fields. No account has such an id. */
export const vaultKey = (id: string) => `carrier:${id}`;

/** Those of the settings, and the built-in ones in any case. */
export function carriersOf(settings: SettingsStore): readonly Carrier[] {
  const { carriers } = settings.get().alerts;
  const missing = builtInCarriers.filter(({ id }) => !carriers.some((carrier) => carrier.id === id));
  return missing.length === 0 ? carriers : [...missing, ...carriers];
}

/** What a carrier needs to work; null: the vault is locked or does not have it. */
export async function fieldsOf(vault: Vault, { id, kind }: Carrier): Promise<Fields | null> {
  if (carrierFields[kind].length === 0) return {};
  if (vault.state() !== 'open') return null;
  const kept = await vault.get(vaultKey(id));
  return kept.ok ? kept.value : null;
}

interface CarrierParts {
  settings: SettingsStore;
  vault: Vault;
  store: AlertStore;
  clock: Clock;
  drivers: ReadonlyMap<CarrierKind, CarrierDriver>;
  outbox: Pick<Outbox, 'attempt' | 'wake'>;
  stateOf(carrier: Carrier): CarrierState;
  changed(): void;
}

/** Adding, changing, trying and removing those who carry notifications. */
export function createCarrierCommands(
  parts: CarrierParts,
): Pick<AlertsApi, 'addCarrier' | 'editCarrier' | 'removeCarrier' | 'testCarrier'> {
  const { settings, vault, store, clock, drivers } = parts;

  const find = (id: string): Result<Carrier, CommandError> => {
    const carrier = carriersOf(settings).find((other) => other.id === id);
    return carrier ? ok(carrier) : bad('There is no such carrier any more.');
  };

  const driverOf = (kind: CarrierKind): Result<CarrierDriver, CommandError> => {
    const driver = drivers.get(kind);
    return driver
      ? ok(driver)
      : fail({ kind: 'not-supported', message: 'This way to be notified does not work in this shell.' });
  };

  /** The values that this kind takes, trimmed, and the host that they lead to. */
  function checkFields(
    kind: CarrierKind,
    given: Fields,
  ): Result<{ fields: Fields; host: string | null }, CommandError> {
    const driver = driverOf(kind);
    if (!driver.ok) return driver;
    const known = carrierFields[kind];
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
    change: (carriers: readonly Carrier[]) => Carrier[],
  ): Promise<Result<void, CommandError>> {
    const updated = await settings.update((current) => ({
      ...current,
      alerts: { ...current.alerts, carriers: change(withBuiltIns(current.alerts.carriers)) },
    }));
    if (!updated.ok) return updated;
    parts.changed();
    parts.outbox.wake();
    return ok(undefined);
  }

  function stateById(id: string): CommandResult<CarrierState> {
    const carrier = find(id);
    return carrier.ok ? ok(parts.stateOf(carrier.value)) : carrier;
  }

  return {
    async addCarrier({ kind, label: given, least, fields: values }) {
      const label = checkLabel(given);
      if (!label.ok) return label;
      const checked = checkFields(kind, values);
      if (!checked.ok) return checked;
      if (vault.state() !== 'open') return locked();
      const id = `c-${randomUUID().slice(0, 8)}`;
      // The fields come first: a carrier that exists has them, whenever the process ends.
      const kept = await vault.set(vaultKey(id), { ...checked.value.fields });
      if (!kept.ok) return kept;
      const carrier: Carrier = {
        id,
        kind,
        label: label.value,
        enabled: true,
        least,
        host: checked.value.host,
      };
      const changed = await change((carriers) => [...carriers, carrier]);
      if (!changed.ok) {
        await vault.remove(vaultKey(id));
        return changed;
      }
      return stateById(id);
    },

    async editCarrier({ id, label: given, enabled, least, fields: values }) {
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
      if (enabled === false) store.withdrawCarrier(id, clock.now());
      if (checked) store.hurry(id, clock.now());
      const changed = await change((carriers) =>
        carriers.map((carrier) =>
          carrier.id === id
            ? {
                ...carrier,
                label: label.value,
                enabled: enabled ?? carrier.enabled,
                least: least ?? carrier.least,
                host: checked ? checked.value.host : carrier.host,
              }
            : carrier,
        ),
      );
      return changed.ok ? stateById(id) : changed;
    },

    async removeCarrier({ id }) {
      const found = find(id);
      if (!found.ok) return found;
      if (isBuiltIn(id)) return bad('This one is always there. Switch it off instead.');
      if (vault.state() !== 'open') return locked();
      const removed = await vault.remove(vaultKey(id));
      if (!removed.ok) return removed;
      const changed = await change((carriers) => carriers.filter((carrier) => carrier.id !== id));
      if (!changed.ok) return changed;
      store.removeCarrier(id);
      parts.changed();
      return ok({});
    },

    async testCarrier({ id }) {
      const found = find(id);
      if (!found.ok) return found;
      const driver = driverOf(found.value.kind);
      if (!driver.ok) return driver;
      const unavailable = await driver.value.unavailable();
      if (unavailable !== null) return fail({ kind: 'not-supported', message: unavailable });
      if (carrierFields[found.value.kind].length > 0 && vault.state() !== 'open') return locked();
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

function withBuiltIns(carriers: readonly Carrier[]): readonly Carrier[] {
  return [...builtInCarriers.filter(({ id }) => !carriers.some((other) => other.id === id)), ...carriers];
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
