import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { builtInChannels, type Channel } from '../../../shared/model/index.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Fields } from './attempt.ts';

export const isBuiltIn = (id: string): boolean => builtInChannels.some((channel) => channel.id === id);

/** The vault key of a channel's fields. Existing vaults use the old word “carrier”. No account has such an id. */
export const vaultKey = (id: string): string => `carrier:${id}`;

/** The given channels plus any built-in ones that are missing. */
export function withBuiltIns(channels: readonly Channel[]): readonly Channel[] {
  const missing = builtInChannels.filter(({ id }) => !channels.some((channel) => channel.id === id));
  return missing.length === 0 ? channels : [...missing, ...channels];
}

export const channelsOf = (settings: SettingsStore): readonly Channel[] =>
  withBuiltIns(settings.get().alerts.channels);

/** Beside the fields of a channel until its settings are written, so that nobody takes them for those of a lost channel. */
const addingMark = 'being added';
export const beingAdded = (fields: Fields): Record<string, string> => ({ ...fields, [addingMark]: 'yes' });
export const isBeingAdded = (fields: Fields): boolean => addingMark in fields;
export const settled = ({ [addingMark]: _, ...fields }: Fields): Fields => fields;

/** The fields of a channel, such as its address; null: the vault is locked or does not have them. */
export async function fieldsOf(vault: Vault, { id, kind }: Channel): Promise<Fields | null> {
  if (channelFields[kind].length === 0) return {};
  if (vault.state() !== 'open') return null;
  const kept = await vault.get(vaultKey(id));
  return kept.ok && kept.value ? settled(kept.value) : null;
}
