import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { type OpenEngine, openEngine } from '../../../main/engine/open-engine.ts';
import { createSystemVault } from '../../../main/engine/vault/system.ts';
import type { Vault } from '../../../main/engine/vault/vault.ts';
import type { Notification } from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { legibleCipher } from '../../helpers/system-cipher.ts';
import { createQuickVault } from '../../helpers/vault.ts';

export const key = 'invented-key-number-one-7f3a';
export const label = 'Invented Label of Ada';
export const tag = 'invented-tag';
export const note = 'An invented note about the key';
export const amount = 9406.5;
export const passphrase = 'an invented passphrase';
export const passphraseVault = (home: string) => createQuickVault(join(home, 'credentials.age'));
/** Its file is legible, so that a search of every byte finds what is in it. */
export const legibleVault = (home: string) =>
  createSystemVault(join(home, 'credentials.system'), legibleCipher);

export function value<Value>(
  result: { ok: true; value: Value } | { ok: false; error: { message: string } },
): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A data folder, a provider, and a clock that stands still; `open` opens the folder as the shells do. */
export async function world(vault: (home: string) => Vault = legibleVault, home = temporaryHome()) {
  const account = {
    credits: amount,
    recurring_credits: 10_000,
    recurring_credits_frequency: 'monthly',
    recurring_credits_refresh_date: '2026-12-01T00:00:00+00:00',
    credit_rollover: true,
  };
  const server = await startMockProvider({ body: { account } });
  onTestFinished(server.close);
  const time = createTestClock();
  const open = (): OpenEngine => {
    const opened = value(
      openEngine({
        shell: 'browser',
        mode: 'live',
        environment: { FUELGAUGE_HOME: home },
        vault,
        fetch: createNodeFetch({}),
        endpoints: { crustdata: server.origin },
        clock: time.clock,
        random: () => 0,
      }),
    );
    onTestFinished(opened.close);
    return opened;
  };
  const add = async ({ engine }: OpenEngine, name = label, secret = key) => {
    const credential = { from: 'values' as const, values: { key: secret } };
    return value(await engine.addAccount({ provider: 'crustdata', label: name, credential })).id;
  };
  /** Fuelgauge runs once on each of so many days. */
  const daysPass = async ({ engine }: OpenEngine, days: number) => {
    for (let day = 0; day < days; day += 1) {
      time.jump(dayMs);
      await engine.deleteOverdue();
    }
  };
  return { home, server, time, open, add, daysPass };
}

/** The files in which a text stands anywhere among their bytes; a legible vault is decoded. */
export function filesWith(home: string, text: string): string[] {
  return readdirSync(home).filter((name) => {
    const bytes = readFileSync(join(home, name));
    const content = name.startsWith('credentials.system') ? Buffer.from(bytes.toString(), 'base64') : bytes;
    return content.includes(text);
  });
}

/** As SQLite stores it in a sample. */
export const stored = (number: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes.toString('latin1');
};
export const hasBytes = (home: string, bytes: string) =>
  readdirSync(home).some((name) => readFileSync(join(home, name)).toString('latin1').includes(bytes));

export const message = (id: string, account: string | null, title: string): Notification => ({
  id,
  at: 0,
  account,
  episode: null,
  severity: 'warning',
  title,
  body: '150 of 1,000 credits left.',
  masked: { title, body: '••• credits left.' },
  sound: true,
});
