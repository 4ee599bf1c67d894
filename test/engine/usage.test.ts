import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../main/engine/store/history.ts';
import { openSettings } from '../../main/engine/store/settings.ts';
import { appStateSchema, largestAmount } from '../../shared/model/index.ts';
import { dayMs, dayOf, hourMs } from '../../shared/time/index.ts';
import { type House, openHouse } from '../server/helpers.ts';

let house: House;
const account = 's';

beforeEach(async () => {
  house = openHouse();
  await house.engine.addAccount({
    provider: 'scrapio',
    label: account,
    credential: { from: 'values', values: {} },
  });
  await house.engine.editAccount({
    account,
    refill: 1000,
    rollover: 'all',
    cycleStart: dayOf(house.time.clock.now()),
  });
});
afterEach(() => house.close());

const now = () => house.time.clock.now();
const left = () => house.engine.state().accounts[0]?.pools[0]?.remaining;
const log = async (amount: number, more: { at?: number; id?: string; error?: string } = {}) => {
  const logged = await house.engine.logUsage({ account, amount, ...more });
  return logged.ok ? 'logged' : logged.error.message;
};
const list = async () => {
  const listed = await house.engine.listUses({ account });
  if (!listed.ok) throw new Error(listed.error.message);
  return listed.value;
};

describe('logged use', () => {
  it('is listed, newest first, and by day', async () => {
    await log(5, { id: 'one', at: now() - hourMs });
    await log(7, { id: 'two' });
    await log(2, { id: 'old', at: now() - 3 * dayMs });
    const { entries, days, more } = await list();
    expect(entries.map(({ id, amount }) => [id, amount])).toEqual([
      ['two', 7],
      ['one', 5],
      ['old', 2],
    ]);
    expect(more).toBe(false);
    expect(days.at(-1)).toMatchObject({ amount: 2, entries: 1 });
  });

  it('can be taken back, the last one logged or by id', async () => {
    await log(5, { id: 'one' });
    await house.time.advance(1000);
    await log(99_999_999, { id: 'typo', at: now() - 60_000 });
    expect(left()).toBe(0);
    expect(await house.engine.removeUse({ account })).toMatchObject({ ok: true, value: { id: 'typo' } });
    expect(left()).toBe(995);
    expect(await house.engine.removeUse({ account, id: 'one' })).toMatchObject({ ok: true });
    expect(left()).toBe(1000);
    expect(await house.engine.removeUse({ account, id: 'one' })).toMatchObject({
      error: { kind: 'bad-input' },
    });
    expect(await house.engine.removeUse({ account })).toMatchObject({ error: { kind: 'bad-input' } });
  });

  it('takes an error back, and what follows from it', async () => {
    await log(5);
    await house.time.advance(1000);
    await log(0, { error: 'credits_exhausted' });
    expect(left()).toBe(0);
    await house.engine.removeUse({ account });
    expect(left()).toBe(995);
    expect(house.engine.state().accounts[0]?.health.error).toBeNull();
  });

  it('can be corrected by day, and the correction taken back', async () => {
    await log(50);
    const day = dayOf(now());
    const corrected = await house.engine.correctDay({ account, day, amount: 45 });
    expect(corrected).toMatchObject({ ok: true, value: { before: 50 } });
    expect(left()).toBe(955);
    expect((await list()).entries.map(({ amount }) => amount)).toContain(-5);
    const id = corrected.ok ? corrected.value.id : null;
    await house.engine.removeUse({ account, ...(id !== null && { id }) });
    expect(left()).toBe(950);
    await house.engine.correctDay({ account, day, amount: 0 });
    expect(left()).toBe(1000);
  });

  it('refuses what cannot be', async () => {
    expect(await log(1, { at: 0 })).toContain('more than 400 days ago');
    expect(await log(1, { at: Date.parse('2001-01-01T00:00:00Z') })).toContain('more than 400 days ago');
    expect(await log(1, { at: now() + 2 * dayMs })).toContain('in the future');
    expect(await log(largestAmount)).toBe('logged');
    expect(await log(largestAmount)).toContain('Check the amount');
    expect(appStateSchema.safeParse(house.engine.state()).success).toBe(true);
    const far = { account, day: '2001-01-01', amount: 1 };
    expect(await house.engine.correctDay(far)).toMatchObject({ error: { kind: 'bad-input' } });
  });

  it('of a time before the account was added brings no refills', async () => {
    await log(1, { at: now() - 390 * dayMs });
    await log(1, { at: now() - 70 * dayMs });
    expect(left()).toBe(1000);
  });

  it('counts at once if the clock of the script is a little ahead', async () => {
    await log(5, { at: now() + 90_000 });
    expect(left()).toBe(995);
  });

  it('is not offered where the provider counts', async () => {
    await house.engine.addAccount({
      provider: 'spidra',
      label: 'p',
      credential: { from: 'values', values: { key: 'spd_invented' } },
    });
    const reference = { account: 'p' };
    expect(await house.engine.listUses(reference)).toMatchObject({ error: { kind: 'not-supported' } });
    expect(await house.engine.removeUse(reference)).toMatchObject({ error: { kind: 'not-supported' } });
  });
});

describe('logged use of years ago', () => {
  it('is one sum in the list, and still counted', async () => {
    const other = openHistory(join(house.folder, 'home', 'history.db'));
    if (!other.ok) throw new Error(other.error.message);
    const { id = '' } = house.engine.state().accounts[0] ?? {};
    for (let day = 900; day >= 0; day -= 1) {
      const at = now() - day * dayMs;
      other.value.history.addUse({ id: `u${day}`, account: id, at, amount: 1, error: null });
    }
    other.value.history.close();
    await house.engine.setPreferences({ paused: true });
    const before = left();
    house.engine.start();
    await house.time.advance(2 * 60_000);
    expect(left()).toBe(before);
    const { days, earlier } = await list();
    expect(days).toHaveLength(407);
    expect(earlier).toEqual({ until: dayOf(now() - 407 * dayMs), amount: 494, entries: 494 });
    expect(await log(7)).toBe('logged');
    expect(left()).toBe((before ?? 0) - 7);
    expect((await list()).earlier).toEqual(earlier);
  });
});

describe('a usage token', () => {
  it('made by another process counts at once, and voids the old one', async () => {
    const first = await house.engine.makeUsageToken();
    const other = openSettings(join(house.folder, 'home'));
    if (!first.ok || !other.ok) throw new Error('not opened');
    expect(house.engine.verifyToken('usage', first.value.token)).toBe(true);
    const hash = 'a'.repeat(64);
    await other.value.update((settings) => ({ ...settings, usageToken: { hash, end: 'aaaa' } }));
    expect(house.engine.verifyToken('usage', first.value.token)).toBe(false);
    // Written by hand: no hash at all.
    await other.value.update((settings) => ({ ...settings, usageToken: { hash: 'short', end: '' } }));
    expect(house.engine.verifyToken('usage', first.value.token)).toBe(false);
    other.value.close();
  });
});
