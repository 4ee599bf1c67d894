import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { settingsSchema } from '../../../shared/model/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { createQuickVault } from '../../helpers/vault.ts';
import {
  amount,
  filesWith,
  hasBytes,
  key,
  label,
  message,
  note,
  passphrase,
  passphraseVault,
  stored,
  tag,
  value,
  world,
} from './world.ts';

// Every use of a passphrase costs scrypt its 0.2 s; a busy machine may need long for it.
vi.setConfig({ testTimeout: 60_000 });

describe('a removed account', () => {
  it('is polled and shown nowhere while it rests, and comes back to its place as it was', async () => {
    const { server, time, open, add } = await world();
    const opened = open();
    const { engine } = opened;
    const id = await add(opened);
    const other = await add(opened, 'other', `${key}-other`);
    value(await engine.editAccount({ account: id, tags: [tag], refill: 5 }));
    value(await engine.refresh({}));
    const before = engine.state().accounts.find((account) => account.id === id);
    value(await engine.removeAccount({ account: id }));
    expect(engine.state().accounts.map((account) => account.id)).toEqual([other]);
    expect(engine.state().removed).toEqual([
      { id, provider: 'Crustdata', label, removedAt: time.clock.now(), until: time.clock.now() + 7 * dayMs },
    ]);
    const asked = server.requests.length;
    time.jump(20 * minuteMs);
    value(await engine.refresh({}));
    expect(server.requests).toHaveLength(asked + 1);
    expect(await engine.history({ account: id, pool: 'credits', from: 0, to: 1, points: 2 })).toMatchObject({
      ok: false,
    });
    expect(value(await engine.exportHistory({ account: id, format: 'csv' })).text).toContain(String(amount));
    time.jump(-20 * minuteMs);
    expect(value(await engine.restoreAccount({ account: label }))).toEqual({ id, label, renamedFrom: null });
    expect(engine.state().removed).toEqual([]);
    expect(engine.state().accounts.find((account) => account.id === id)).toEqual(before);
    expect(opened.settings.get().accounts.map((account) => account.id)).toEqual([id, other]);
  });

  it('gives its label to others, takes another one back, and its id is never given again', async () => {
    const { open, add } = await world();
    const opened = open();
    const { engine } = opened;
    const first = await add(opened);
    value(await engine.removeAccount({ account: first }));
    const second = await add(opened, label.toUpperCase(), `${key}-second`);
    value(await engine.removeAccount({ account: second }));
    expect(await engine.removeAccount({ account: second })).toMatchObject({ ok: false });
    const third = await add(opened, label, `${key}-third`);
    expect([first, second, third]).toEqual(['a1', 'a2', 'a3']);
    const restored = value(await engine.restoreAccount({ account: first }));
    expect(restored).toEqual({ id: first, label: `${label} (restored)`, renamedFrom: label });
    expect(value(await engine.restoreAccount({ account: second })).label).toBe(
      `${label.toUpperCase()} (restored 2)`,
    );
  });

  it('keeps its key through a start and an unlock, without which it is removed, too', async () => {
    const { open, add, daysPass, home } = await world(passphraseVault);
    const opened = open();
    value(await opened.engine.unlock({ passphrase }));
    await add(opened);
    await opened.close();
    const locked = open();
    value(await locked.engine.removeAccount({ account: 'a1' }));
    await locked.close();
    const again = open();
    value(await again.engine.unlock({ passphrase }));
    value(await again.engine.restoreAccount({ account: 'a1' }));
    value(await again.engine.refresh({}));
    expect(again.engine.state().accounts[0]?.health.state).toBe('ok');
    value(await again.engine.removeAccount({ account: 'a1' }));
    await again.close();
    // Its key needs the passphrase, so all of it waits for the next unlock.
    const waiting = open();
    await daysPass(waiting, 20);
    expect(waiting.settings.get().removed).toHaveLength(1);
    value(await waiting.engine.unlock({ passphrase }));
    await waiting.engine.deleteOverdue();
    expect(waiting.settings.get().removed).toEqual([]);
    await waiting.close();
    for (const name of ['credentials.age', 'credentials.age.bak']) {
      const vault = createQuickVault(join(home, name));
      value(await vault.unlock(passphrase));
      expect(value(await vault.ids())).toEqual([]);
    }
  });
});

describe('once its time is over', () => {
  it('is in no byte of the data folder any more, and the others are whole', async () => {
    const { home, open, add, daysPass } = await world();
    const opened = open();
    const { engine, history, log } = opened;
    const id = await add(opened);
    const other = await add(opened, 'other', `${key.replace('one', 'two')}`);
    value(await engine.editAccount({ account: id, tags: [tag], note }));
    value(await engine.refresh({}));
    history.alerts.enqueue(message('n1', id, `Crustdata (${label})`), [], ['webhook'], 0);
    history.alerts.delivered(1, 0);
    log.warn('no reading', { account: id, message: `Nothing is stored for “${label}”.` });
    for (const text of [key, label, tag, note, String(amount), 'Nothing is stored'])
      expect(filesWith(home, text), text).not.toEqual([]);
    value(await engine.removeAccount({ account: id }));
    value(await engine.editAccount({ account: other, tags: ['kept'] }));
    await daysPass(opened, 6);
    expect(engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.settings.get().removed).toEqual([]);
    for (const text of [key, label, tag, note, 'Nothing is stored'])
      expect(filesWith(home, text), text).toEqual([]);
    expect(engine.state().accounts).toMatchObject([{ id: other, pools: [{ remaining: amount }] }]);
    expect(history.accounts()).toEqual([other]);
    await opened.close();
    for (const text of [key, label, tag, note]) expect(filesWith(home, text), text).toEqual([]);
  });

  it('waits for five days on which Fuelgauge ran, if it did not see the week pass', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    time.jump(9 * dayMs);
    await daysPass(opened, 4);
    expect(opened.engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.engine.state().removed).toEqual([]);
  });

  it('takes a weekend for no leap of the clock', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    await daysPass(opened, 2);
    time.jump(2 * dayMs);
    await daysPass(opened, 2);
    expect(opened.engine.state().removed).toHaveLength(1);
    await daysPass(opened, 1);
    expect(opened.engine.state().removed).toEqual([]);
  });

  it('is gone for good at once if you want that, with its amounts', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    value(await opened.engine.refresh({}));
    expect(hasBytes(home, stored(amount))).toBe(true);
    value(await opened.engine.removeAccount({ account: id }));
    value(await opened.engine.removeAccount({ account: id, forGood: true }));
    expect(hasBytes(home, stored(amount))).toBe(false);
    for (const text of [key, label, String(amount)]) expect(filesWith(home, text), text).toEqual([]);
    expect(opened.engine.state()).toMatchObject({ accounts: [], removed: [] });
    expect(await add(opened)).toBe('a2');
  });

  it('is gone from the vault of another shell within an hour', async () => {
    const { home, time, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    // It does not follow the settings here, and would ask once more.
    value(await opened.engine.setPreferences({ paused: true }));
    opened.engine.start();
    const command = value(
      openEngine({
        shell: 'cli',
        mode: 'live',
        environment: { FUELGAUGE_HOME: home },
        vault: passphraseVault,
        fetch: createNodeFetch({}),
        clock: time.clock,
      }),
    );
    onTestFinished(command.close);
    value(await command.engine.removeAccount({ account: id, forGood: true }));
    expect(filesWith(home, key)).not.toEqual([]);
    await time.advance(hourMs);
    await expect.poll(() => filesWith(home, key)).toEqual([]);
  });

  it('is believed of no clock that is wrong', async () => {
    const { time, open, add, daysPass } = await world();
    const opened = open();
    await add(opened);
    await daysPass(opened, 8);
    value(await opened.engine.removeAccount({ account: 'a1' }));
    time.jump(400 * dayMs);
    await opened.engine.deleteOverdue();
    await daysPass(opened, 3);
    time.jump(-403 * dayMs);
    await daysPass(opened, 6);
    value(await opened.engine.restoreAccount({ account: 'a1' }));
  });

  it('is there also for an account at a provider that this version does not know', async () => {
    const { home, open } = await world();
    const account = {
      id: 'a7',
      provider: 'of-tomorrow',
      label,
      createdAt: 0,
      credential: { kind: 'vault' },
      credentialEnd: null,
    };
    const settings = settingsSchema.parse({ version: 2, lastAccountNumber: 7, accounts: [account] });
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    const opened = open();
    expect(opened.engine.state().notices).toHaveLength(1);
    value(await opened.engine.removeAccount({ account: label }));
    expect(opened.engine.state()).toMatchObject({ notices: [], removed: [{ provider: 'of-tomorrow' }] });
    value(await opened.engine.removeAccount({ account: 'a7', forGood: true }));
    expect(filesWith(home, label)).toEqual([]);
  });

  it('leaves nothing of a request that was running', async () => {
    const { home, open, add } = await world();
    const opened = open();
    const id = await add(opened);
    const asking = opened.engine.refresh({ account: id });
    value(await opened.engine.removeAccount({ account: id, forGood: true }));
    await asking;
    expect(opened.history.accounts()).toEqual([]);
    expect(filesWith(home, String(amount))).toEqual([]);
  });
});
