import { beforeEach, describe, expect, it } from 'vitest';
import type { Entered } from '../../shared/model/index.ts';
import { type Balances, balanceProvider, day, hour } from '../helpers/alert-engine.ts';
import { type MockEngine, mockEngine } from '../helpers/mock-engine.ts';

let house: MockEngine;
let balances: Balances;
let id: string;
beforeEach(async () => {
  balances = new Map();
  house = await mockEngine(balanceProvider(balances));
  id = await house.add('k1');
  await house.engine.editAccount({ account: id, tags: ['Nordhaus'], cycleStart: '2026-11-01', refill: 1000 });
});

const usd = (amount: string) => ({ amount, currency: 'USD' });
const state = () => house.engine.state();
const entered = (): Entered | undefined => state().accounts[0]?.entered;
const sentence = (result: { ok: true } | { ok: false; error: { message: string } }) =>
  result.ok ? null : result.error.message;
const price = (since: string, amount: string) => ({
  since,
  every: 'monthly' as const,
  paid: usd(amount),
  credits: null,
});
/** Polls the account, whose balance is this one then. */
const reads = async (remaining: number) => {
  balances.set('k1', remaining);
  await house.time.advance(hour);
  await house.engine.refresh({});
};

describe('prices', () => {
  it('of a plan follow each other; from a new one on, the former keeps the credits that it bought', async () => {
    const { engine } = house;
    await reads(900);
    await engine.editAccount({ account: id, price: price('2026-10-01', '10') });
    await engine.editAccount({ account: id, refill: 5000, price: price('2026-11-20', '30') });
    expect(entered()?.prices).toEqual([
      { ...price('2026-10-01', '10'), credits: 1000 },
      price('2026-11-20', '30'),
    ]);
    await engine.editAccount({ account: id, price: price('2026-11-20', '29') });
    expect(entered()?.prices?.map(({ paid }) => paid.amount)).toEqual(['10', '29']);
    await engine.editAccount({ account: id, price: null, overage: { paid: usd('0.02'), per: 1 } });
    expect(entered()).toMatchObject({ overage: { paid: usd('0.02'), per: 1 } });
    expect(entered()?.prices).toBeUndefined();
  });

  it('of a grant are entered with it or later, and can be taken back', async () => {
    const { engine } = house;
    const added = await engine.addGrant({ account: id, amount: 100, kind: 'topup', paid: usd('9') });
    expect(added.ok && added.value.entered.grants).toMatchObject([{ amount: 100, paid: usd('9') }]);
    const grant = entered()?.grants[0]?.id ?? '';
    expect(sentence(await engine.priceGrant({ account: id, grant, paid: usd('8') }))).toBeNull();
    expect(entered()?.grants[0]?.paid).toEqual(usd('8'));
    await engine.priceGrant({ account: id, grant, paid: null });
    expect(entered()?.grants[0]).not.toHaveProperty('paid');
    expect(sentence(await engine.priceGrant({ account: id, grant: 'other', paid: usd('8') }))).toMatch(
      /no grant/,
    );
  });

  it('are refused in a currency that there is none of', async () => {
    const slip = { ...price('2026-11-20', '30'), paid: { amount: '30', currency: 'USX' } };
    expect(sentence(await house.engine.editAccount({ account: id, price: slip }))).toMatch(/“USX”/);
    expect(entered()?.prices).toBeUndefined();
  });
});

describe('rates', () => {
  it('are one for two currencies, whichever way they were entered', async () => {
    const { engine } = house;
    const rate = { from: 'EUR', to: 'USD', rate: '1.08', on: '2026-11-20' };
    const back = { from: 'USD', to: 'EUR', rate: '0.93', on: '2026-11-21' };
    await engine.setRate(rate);
    await engine.setRate(back);
    await engine.setCurrency({ currency: 'EUR' });
    expect(state().money).toEqual({ currency: 'EUR', rates: [back] });
    for (const wrong of [{ rate: '0' }, { to: 'EUR' }, { on: '2027-11-20' }, { to: 'XQX' }])
      expect(sentence(await engine.setRate({ ...rate, ...wrong }))).not.toBeNull();
    expect(sentence(await engine.removeRate({ from: 'EUR', to: 'USD' }))).toBeNull();
    expect(sentence(await engine.removeRate({ from: 'EUR', to: 'USD' }))).toMatch(/no rate/);
    expect(state().money.rates).toEqual([]);
  });
});

describe('budgets', () => {
  const all = { scope: { kind: 'all' as const }, limit: usd('100'), period: 'month' as const };

  it('are made, changed, removed, and brought back as they were', async () => {
    const { engine } = house;
    const made = await engine.setBudget(all);
    if (!made.ok) throw new Error(made.error.message);
    await engine.setBudget({ ...all, id: made.value.id, limit: usd('120') });
    expect(state().budgets).toMatchObject([{ id: made.value.id, limit: usd('120'), spent: '0' }]);
    expect(sentence(await engine.setBudget(all))).toMatch(/already/);
    await engine.removeBudget({ id: made.value.id });
    expect(state().budgets).toEqual([]);
    expect(sentence(await engine.removeBudget({ id: made.value.id }))).not.toBeNull();
    await engine.setBudget({ ...all, id: made.value.id });
    expect(state().budgets).toMatchObject([{ id: made.value.id, limit: usd('100') }]);
  });

  it('are for accounts and tags that there are, above 0, in a currency that can be reached', async () => {
    const { engine } = house;
    await engine.editAccount({ account: id, price: price('2026-11-01', '10') });
    const refused = async (more: object) => sentence(await engine.setBudget({ ...all, ...more }));
    expect(await refused({ scope: { kind: 'account', account: 'nobody' } })).toMatch(/no account “nobody”/);
    expect(await refused({ scope: { kind: 'tag', tag: 'other' } })).toMatch(/No account has the tag/);
    expect(await refused({ limit: usd('0') })).toMatch(/above 0/);
    expect(await refused({ limit: { amount: '90', currency: 'EUR' } })).toMatch(/rate from USD to EUR/);
    await engine.setRate({ from: 'EUR', to: 'USD', rate: '1.08', on: '2026-11-20' });
    expect(await refused({ limit: { amount: '90', currency: 'EUR' } })).toBeNull();
    await engine.setBudget({ ...all, scope: { kind: 'tag', tag: 'nordhaus' } });
    await engine.setBudget({ ...all, scope: { kind: 'account', account: 'k1' } });
    expect(state().budgets.map(({ scope }) => scope)).toEqual([
      { kind: 'all' },
      { kind: 'tag', tag: 'Nordhaus' },
      { kind: 'account', account: id },
    ]);
  });
});

describe('what an account costs', () => {
  it('is told where a price is known, and follows each reading', async () => {
    const { engine } = house;
    await reads(1000);
    expect(state().accounts[0]).not.toHaveProperty('cost');
    await engine.editAccount({ account: id, price: price('2026-11-01', '10') });
    await reads(900);
    expect(state().accounts[0]?.cost).toEqual({
      spentThisMonth: [usd('1')],
      left: [usd('9')],
      perUnit: usd('0.01'),
      unpriced: false,
    });
    await reads(850);
    expect(state().accounts[0]?.cost?.spentThisMonth).toEqual([usd('1.5')]);
    const month = { from: '2026-11-01', to: '2026-11-30', by: 'account' as const, step: 'month' as const };
    const report = await engine.spend(month);
    expect(report.ok && report.value.total).toMatchObject({ spent: [usd('1.5')], left: [usd('8.5')] });
    expect(sentence(await engine.spend({ ...month, to: '2026-10-01' }))).not.toBeNull();
    const csv = await engine.exportSpend({ ...month, format: 'csv' });
    expect(csv.ok && csv.value.text.split('\n').filter((line) => line.includes('spent')).length).toBe(1);
  });

  it('is of the month in your time zone', async () => {
    const { engine, time } = house;
    await engine.editAccount({ account: id, price: price('2026-11-01', '10') });
    await reads(1000);
    await reads(900);
    await time.advance(10 * day);
    balances.set('k1', 1000);
    await engine.refresh({});
    expect(state().accounts[0]?.cost?.spentThisMonth).toEqual([]);
  });
});
