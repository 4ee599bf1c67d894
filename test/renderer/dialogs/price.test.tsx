// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { readMoney } from '../../../renderer/dialogs/price/money.ts';
import { AccountPage } from '../../../renderer/pages/account/AccountPage.tsx';
import type { AccountState, Plan, ProviderInfo } from '../../../shared/model/index.ts';
import { usd } from '../../helpers/spend.ts';
import { account, appState, grant, monthly, now, pool, providers } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

vi.mock('../../../renderer/pages/account/history/HistoryChart.tsx', () => ({
  default: () => <div>chart</div>,
}));

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

const entered = { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] };
const metered = (rest: Partial<AccountState> = {}): AccountState =>
  account('a1', 'scraperapi', 'business', { pools: [pool(58_127, { cycle: monthly(100_000) })], ...rest });

async function open(one: AccountState, provider: Partial<ProviderInfo> = {}): Promise<void> {
  const known = providers.filter(({ id }) => id === one.provider).map((each) => ({ ...each, ...provider }));
  engine = connect(appState([one], { providers: known }));
  render(
    <Toasts>
      <AccountPage accountId={one.id} />
    </Toasts>,
  );
  await screen.findByRole('article');
}
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);
const dialog = () => within(screen.getByRole('dialog'));
const type = async (label: string | RegExp, text: string) => {
  const field = dialog().getByLabelText(label);
  await userEvent.clear(field);
  if (text !== '') await userEvent.type(field, text);
};
const save = () => userEvent.click(dialog().getByRole('button', { name: 'Save' }));
const openPrice = () => userEvent.click(screen.getByRole('button', { name: 'Price of the plan' }));

describe('the price of a plan', () => {
  it('is entered as people write it, with what use beyond it costs', async () => {
    await open(metered());
    await openPrice();
    expect(dialog().getByText('Empty: 100,000 credits per cycle.')).toBeDefined();
    await type('Price', '1.200,50');
    await type('Currency of “Price”', 'eur');
    await type('Note', 'Invoice 7');
    await type('Beyond the plan', '0,4');
    await save();
    expect(sent('editAccount')).toEqual([
      {
        account: 'a1',
        price: {
          since: '2026-11-01',
          every: 'monthly',
          paid: { amount: '1200.5', currency: 'EUR', note: 'Invoice 7' },
          credits: null,
        },
        overage: { paid: { amount: '0.4', currency: 'EUR', note: 'Invoice 7' }, per: 1000 },
      },
    ]);
  });

  it('that is another from today on keeps the former one, and its currency', async () => {
    const paid = { amount: '49', currency: 'EUR' };
    await open(
      metered({
        entered: { ...entered, prices: [{ since: '2026-03-01', every: 'yearly', paid, credits: null }] },
      }),
    );
    await openPrice();
    expect(
      dialog().getByText(/€49.00 a year since 1 March. A new price counts from its own day on./),
    ).toBeDefined();
    await type('Price', '59');
    await save();
    expect(sent('editAccount')).toMatchObject([
      { price: { since: '2026-11-21', every: 'yearly', paid: { amount: '59', currency: 'EUR' } } },
    ]);
  });

  it('can be taken from the public prices, which say where and when they were read', async () => {
    const source = { url: 'https://scraperapi.example/pricing', readOn: '2026-11' };
    const plan = (id: string, name: string, amount?: string): Plan => ({
      id,
      name,
      frequency: 'monthly',
      grant: 100_000,
      rollover: 'none',
      caps: [],
      note: null,
      source,
      ...(amount !== undefined && { price: usd(amount) }),
    });
    const plans = [plan('hobby', 'Hobby', '49'), plan('startup', 'Startup', '149'), plan('custom', 'Custom')];
    await open(metered(), { plans });
    await openPrice();
    const offers = dialog().getAllByRole('listitem');
    expect(offers.map(({ textContent }) => textContent)).toEqual([
      'ScraperAPI lists Hobby at $49.00 a month (2026-11). Use it',
      'ScraperAPI lists Startup at $149.00 a month (2026-11). Use it',
    ]);
    await userEvent.click(dialog().getByRole('button', { name: 'Use the price of Startup' }));
    expect(dialog().getByLabelText<HTMLInputElement>('Price').value).toBe('149');
    expect(sent('editAccount')).toEqual([]);
  });

  it('is refused in a sentence where it is none', async () => {
    await open(metered());
    await openPrice();
    await save();
    expect(dialog().getByRole('alert').textContent).toBe('Enter a price, such as 49 or 0.50.');
    await type('Price', '49');
    await type('Currency of “Price”', 'XYZ');
    await type('It buys, in credits', '0');
    await save();
    expect(dialog().getByText('Enter the currency by its three letters, such as USD.')).toBeDefined();
    expect(dialog().getByText('Enter an amount above zero, or nothing.')).toBeDefined();
    expect(sent('editAccount')).toEqual([]);
  });

  it('is forgotten as a whole', async () => {
    const prices = [{ since: '2026-03-01', every: 'monthly' as const, paid: usd('49'), credits: null }];
    await open(metered({ entered: { ...entered, prices } }));
    await openPrice();
    await userEvent.click(dialog().getByRole('button', { name: 'Forget all prices of this plan' }));
    expect(sent('editAccount')).toEqual([{ account: 'a1', price: null, overage: null }]);
  });
});

describe('the price of a top-up', () => {
  const reported = grant(200, { id: 'g1', kind: 'topup', granted: 1200, grantedAt: now - 9 * 86_400_000 });
  const topped = (rest: Partial<AccountState> = {}) =>
    account('a2', 'crustdata', 'production', { pools: [pool(200, { grants: [reported] })], ...rest });
  const openGrant = () => userEvent.click(screen.getByRole('button', { name: /^Price of .*op-up/ }));

  it('that the provider reports is entered beside it; 0 is a price', async () => {
    await open(topped());
    await openGrant();
    await type('Price', '0');
    await save();
    expect(sent('priceGrant')).toEqual([{ account: 'a2', grant: 'g1', paid: usd('0') }]);
  });

  it('is taken back when the field is emptied', async () => {
    const kept = {
      grant: 'g1',
      pool: 'credits',
      kind: 'topup' as const,
      granted: 1200,
      grantedAt: now - 9 * 86_400_000,
      expiresAt: null,
      paid: usd('20'),
    };
    await open(topped({ entered: { ...entered, grantPrices: [kept] } }));
    await openGrant();
    expect(dialog().getByLabelText<HTMLInputElement>('Price').value).toBe('20');
    await type('Price', '');
    await save();
    expect(sent('priceGrant')).toEqual([{ account: 'a2', grant: 'g1', paid: null }]);
  });

  it('is not taken from an empty field where there is none to take back', async () => {
    await open(topped());
    await openGrant();
    await save();
    expect(dialog().getByRole('alert').textContent).toBe('Enter a price, such as 49 or 0.50.');
    expect(sent('priceGrant')).toEqual([]);
  });

  it('is entered with the top-up itself', async () => {
    await open(account('a3', 'spidra', 'client', { pools: [pool(4872)] }));
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /top-up/i }));
    await type(/^Amount/, '1,200');
    await type('Price', '24.90');
    await userEvent.click(dialog().getByRole('button', { name: /^Add/ }));
    expect(sent('addGrant')).toMatchObject([{ account: 'a3', amount: 1200, paid: usd('24.9') }]);
  });
});

describe('amounts of money', () => {
  it('are read exactly, as they are written in any country', () => {
    const amount = (text: string) => {
      const read = readMoney(text, 'usd');
      return read.ok ? read.value : read.error;
    };
    expect(amount('0.1')).toEqual(usd('0.1'));
    expect(amount('1,234,567.89')).toEqual(usd('1234567.89'));
    expect(amount('0,4')).toEqual(usd('0.4'));
    expect(amount('0.0000001')).toEqual(usd('0.0000001'));
    for (const text of ['-3', 'free', '1e3000'])
      expect(amount(text), text).toEqual(expect.stringMatching(/^[A-Z‘].*\.$/));
  });
});
