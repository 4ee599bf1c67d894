import { type Channel, type ChannelKind, ok } from '../../../shared/model/index.ts';
import type { ChannelDriver } from '../channels/define.ts';
import type { Log } from '../log.ts';
import type { SettingsStore } from '../store/settings.ts';
import { type Vault, withVaultLock } from '../vault/vault.ts';
import type { Fields } from './attempt.ts';
import { isBeingAdded, settled, vaultKey } from './channels.ts';

interface Parts {
  home: string;
  settings: SettingsStore;
  vault: Vault;
  driverOf: ReadonlyMap<ChannelKind, ChannelDriver>;
  log: Log;
}

/**
 * Finishes what a process had begun when it was killed. It removes the fields of a channel that was being added, and names
 * the host to which changed fields lead. The fields of a channel that once existed stay: settings that are lost may come back.
 */
export async function mendChannels(parts: Parts): Promise<void> {
  const { home, settings, vault, log } = parts;
  if (vault.state() !== 'open' || isEmpty(await faultsIn(parts, settings.get().alerts.channels))) return;
  await withVaultLock(home, vault, async (lock) => {
    const current = settings.read();
    if (!current.ok) return current;
    const { removed, added, hosts } = await faultsIn(parts, current.value.alerts.channels);
    for (const key of removed) {
      const done = await vault.remove(key, lock);
      if (!done.ok) return done;
      log.info('the address of a channel that was never added is removed');
    }
    for (const [key, fields] of added) {
      const done = await vault.set(key, { ...fields }, lock);
      if (!done.ok) return done;
    }
    if (hosts.size === 0) return ok(undefined);
    const named = (channel: Channel) => ({ ...channel, host: hosts.get(channel.id) ?? channel.host });
    const updated = await settings.update(
      (latest) => ({
        ...latest,
        alerts: { ...latest.alerts, channels: latest.alerts.channels.map(named) },
      }),
      lock,
    );
    return updated.ok ? ok(undefined) : updated;
  });
}

interface Faults {
  /** Keys in the vault without a channel. */
  removed: string[];
  /** Those whose channel exists, but who are still marked as being added. */
  added: [key: string, fields: Fields][];
  /** Channel id → where its fields lead. */
  hosts: Map<string, string>;
}

const isEmpty = ({ removed, added, hosts }: Faults) => removed.length + added.length + hosts.size === 0;

async function faultsIn({ vault, driverOf }: Parts, channels: readonly Channel[]): Promise<Faults> {
  const faults: Faults = { removed: [], added: [], hosts: new Map() };
  const ids = await vault.ids();
  if (!ids.ok) return faults;
  const byKey = new Map(channels.map((channel) => [vaultKey(channel.id), channel]));
  for (const key of ids.value.filter((id) => id.startsWith(vaultKey('')))) {
    const kept = await vault.get(key);
    if (!kept.ok || kept.value === null) continue;
    const fields = settled(kept.value);
    const channel = byKey.get(key);
    if (isBeingAdded(kept.value)) {
      if (channel) faults.added.push([key, fields]);
      else faults.removed.push(key);
    }
    const checked = channel && driverOf.get(channel.kind)?.check(fields);
    if (channel && checked?.ok && checked.value.host !== null && checked.value.host !== channel.host)
      faults.hosts.set(channel.id, checked.value.host);
  }
  return faults;
}
