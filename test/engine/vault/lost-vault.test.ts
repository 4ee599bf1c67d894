import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createSystemVault } from '../../../main/engine/vault/system.ts';
import type { Vault } from '../../../main/engine/vault/vault.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { legibleCipher } from '../../helpers/system-cipher.ts';
import { createQuickVault } from '../../helpers/vault.ts';

// A busy machine may need long.
vi.setConfig({ testTimeout: 60_000 });

const kinds: [Vault['kind'], string, string, (home: string, isExpected: () => boolean) => Vault][] = [
  [
    'passphrase',
    'credentials.age',
    'an invented passphrase',
    (home, isExpected) => createQuickVault(join(home, 'credentials.age'), isExpected),
  ],
  [
    'system',
    'credentials.system',
    '',
    (home, isExpected) => createSystemVault(join(home, 'credentials.system'), legibleCipher, isExpected),
  ],
];

describe.each(kinds)('a %s vault that is gone', (kind, name, passphrase, vault) => {
  const opened = async () => {
    const home = temporaryHome();
    const server = await startMockProvider({
      body: {
        account: {
          credits: 9406.5,
          recurring_credits: 10000,
          recurring_credits_frequency: 'monthly',
          recurring_credits_refresh_date: '2026-12-01T00:00:00+00:00',
          credit_rollover: true,
        },
      },
    });
    const time = createTestClock();
    const open = openEngine({
      shell: kind === 'system' ? 'desktop' : 'browser',
      mode: 'live',
      environment: { FUELGAUGE_HOME: home },
      vault,
      fetch: createNodeFetch({}),
      endpoints: { crustdata: server.origin },
      clock: time.clock,
      random: () => 0,
    });
    if (!open.ok) throw new Error(open.error.message);
    onTestFinished(async () => {
      await open.value.close();
      await server.close();
    });
    const { engine } = open.value;
    await engine.unlock({ passphrase });
    const add = (label: string) =>
      engine.addAccount({
        provider: 'crustdata',
        label,
        credential: { from: 'values', values: { key: `invented-key-of-${label}` } },
      });
    return { engine, server, time, add, file: join(home, name) };
  };

  it('blames no key and asks nobody, says so at once, and is well again when it is back', async () => {
    const { engine, server, time, add, file } = await opened();
    for (const label of ['production', 'second']) expect(await add(label)).toMatchObject({ ok: true });
    await engine.refresh({});
    expect(server.requests).toHaveLength(2);
    renameSync(file, `${file}.elsewhere`);
    await time.advance(600_000);
    await engine.refresh({});
    await expect
      .poll(() => engine.state().vault)
      .toEqual({
        state: 'unset',
        kind,
        warning: null,
        lost: `The credential file ${file} is missing, but its backup is there. Rename ${name}.bak to ${name}.`,
      });
    // What is known of an account may be a minute old.
    await time.advance(60_000);
    expect(engine.state().accounts.map(({ health }) => [health.error, health.nextAt, health.key])).toEqual([
      [null, null, 'missing'],
      [null, null, 'missing'],
    ]);
    expect(server.requests).toHaveLength(2);
    const refused = { ok: false, error: { kind: 'locked', message: expect.stringContaining('is missing') } };
    expect(await add('third')).toMatchObject(refused);

    renameSync(`${file}.elsewhere`, file);
    await expect.poll(() => engine.state().vault).toEqual({ state: 'open', kind, warning: null });
    await engine.refresh({});
    expect(server.requests).toHaveLength(4);
  });

  it('is begun anew when you say so, also without a backup', async () => {
    const { engine, add, file } = await opened();
    expect(await add('production')).toMatchObject({ ok: true });
    for (const each of [file, `${file}.bak`]) rmSync(each, { force: true });
    await expect
      .poll(() => engine.state().vault.lost)
      .toBe(
        `The credential file ${file} is missing, and there are accounts whose keys were in it. Copy it back from a backup of your own.`,
      );
    expect(await engine.unlock({ passphrase })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('is missing') },
    });
    expect(await engine.unlock({ passphrase, startOver: true })).toEqual({ ok: true, value: {} });
    expect(engine.state().vault).toEqual({ state: 'open', kind, warning: null, missing: ['a1'] });
    expect(await add('second')).toMatchObject({ ok: true });
  });
});
