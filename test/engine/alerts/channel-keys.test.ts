import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { openSettings, type SettingsStore } from '../../../main/engine/store/settings.ts';
import { createSystemVault } from '../../../main/engine/vault/system.ts';
import type { Vault } from '../../../main/engine/vault/vault.ts';
import { fail } from '../../../shared/model/index.ts';
import {
  addWebhook,
  home,
  houseForEachTest,
  open,
  value,
  webhook,
  webhookFields,
} from '../../helpers/alert-house.ts';
import { legibleCipher } from '../../helpers/system-cipher.ts';

houseForEachTest();

// The fields of a channel are in the vault, the channel is in the settings: a process may end between the two.

const vaultOf = () => createSystemVault(join(home, 'credentials.system'), legibleCipher);
const settingsOf = (): SettingsStore => {
  const settings = openSettings(home);
  if (!settings.ok) throw new Error(settings.error.message);
  return settings.value;
};
/** As if the process ended before it wrote the settings: nothing that comes after it is done. */
const endingAtSettings = (): SettingsStore => ({
  ...settingsOf(),
  update: async () => {
    throw new Error('the process ended');
  },
});
const opened = (rest: { vault?: Vault; settings?: SettingsStore } = {}): Engine =>
  open({ vault: rest.vault ?? vaultOf(), ...(rest.settings && { settings: rest.settings }) });
const keys = async () => value(await vaultOf().ids());
const channels = (engine: Engine) => engine.state().alerting.channels.slice(2);
const moved = { ...webhookFields, url: 'https://moved.invented.example/secret-path-5678' };

describe('the keys of a channel', () => {
  it('are removed at the next start when the process ended before the channel was there', async () => {
    const ended = opened({ settings: endingAtSettings() });
    await expect(addWebhook(ended)).rejects.toThrow('the process ended');
    expect(await keys()).toHaveLength(1);
    const engine = opened();
    expect(channels(engine)).toEqual([]);
    engine.start();
    await expect.poll(keys).toEqual([]);
  });

  it('stay when the settings are lost, and may come back', async () => {
    const { id } = await addWebhook(opened());
    value(
      await settingsOf().update((current) => ({ ...current, alerts: { ...current.alerts, channels: [] } })),
    );
    const engine = opened();
    await engine.unlock({ passphrase: '' });
    expect(await keys()).toEqual([`carrier:${id}`]);
  });

  it('lead where the channel says, when the process ended while they were changed', async () => {
    const { id } = await addWebhook(opened());
    const ended = opened({ settings: endingAtSettings() });
    await expect(ended.alerts.editChannel({ id, fields: moved })).rejects.toThrow('the process ended');
    const engine = opened();
    await engine.unlock({ passphrase: '' });
    await expect.poll(() => channels(engine)).toMatchObject([{ id, host: 'moved.invented.example' }]);
    value(await engine.alerts.testChannel({ id }));
    expect(webhook.tried.at(-1)?.fields).toEqual(moved);
  });

  it('are back when the channel could not be removed', async () => {
    const engine = opened();
    const { id } = await addWebhook(engine);
    const full = opened({
      settings: {
        ...settingsOf(),
        update: async () => fail({ kind: 'not-writable', message: 'The disk is full.' }),
      },
    });
    expect(await full.alerts.removeChannel({ id })).toMatchObject({ ok: false });
    value(await engine.alerts.testChannel({ id }));
    expect(webhook.tried.at(-1)?.fields).toEqual(webhookFields);
  });

  it('and the channel change in one turn, which no other process interrupts', async () => {
    const { id } = await addWebhook(opened());
    const other = opened();
    const order: string[] = [];
    let others: Promise<unknown> = Promise.resolve();
    const vault = vaultOf();
    const settings = settingsOf();
    const engine = opened({
      vault: {
        ...vault,
        set: async (...parameters) => {
          const kept = await vault.set(...parameters);
          others = other.alerts.editChannel({ id, label: 'renamed' }).then(() => order.push('renamed'));
          return kept;
        },
      },
      settings: {
        ...settings,
        update: async (...parameters) => {
          const updated = await settings.update(...parameters);
          order.push('edited');
          return updated;
        },
      },
    });
    value(await engine.alerts.editChannel({ id, fields: moved }));
    await others;
    expect(order).toEqual(['edited', 'renamed']);
    expect(settings.fromFile().alerts.channels).toMatchObject([{}, {}, { id, label: 'renamed' }]);
  });

  it('do not come back with a channel that another process has removed', async () => {
    const engine = opened();
    const { id } = await addWebhook(engine);
    const late = opened();
    value(await engine.alerts.removeChannel({ id }));
    expect(await late.alerts.editChannel({ id, fields: moved })).toMatchObject({ ok: false });
    expect(await keys()).toEqual([]);
  });
});

it('the key of an account is there until the account no longer needs it', async () => {
  const { id } = value(
    await opened().addAccount({
      provider: 'invented',
      label: 'moving',
      credential: { from: 'values', values: { key: 'invented-key' } },
    }),
  );
  const credential = { from: 'environment' as const, variables: { key: 'KEY_a1' } };
  const ended = opened({ settings: endingAtSettings() });
  await expect(ended.replaceCredential({ account: id, credential })).rejects.toThrow('the process ended');
  expect(await keys()).toEqual([id]);
  value(await opened().replaceCredential({ account: id, credential }));
  expect(await keys()).toEqual([]);
});
