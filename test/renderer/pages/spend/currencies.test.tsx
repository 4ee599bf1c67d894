// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Money } from '../../../../shared/model/index.ts';
import { ok } from '../../../../shared/model/index.ts';
import { figures, spendReport, usd } from '../../../helpers/spend.ts';
import { now } from '../../../helpers/states.ts';
import type { TestEngine } from '../../engine.ts';
import { open, said, sent, spending } from './world.tsx';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

const eur = (amount: string): Money => ({ amount, currency: 'EUR' });
const two = figures({ spent: [eur('30'), usd('100')] });
const rate = { from: 'EUR', to: 'USD', rate: '1.08', on: '2026-11-20' };
const apart = { spend: async () => ok(spendReport('provider', { total: two, converted: null })) };
const dialog = () => within(screen.getByRole('dialog'));
const openRates = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Currency and rates' }));
};

describe('two currencies', () => {
  it('are never added without a rate', async () => {
    engine = await open(spending(), apart);
    expect(await screen.findByText('€30 + $100 in November so far')).toBeDefined();
    expect(said()).toContain('Amounts in EUR and USD are not added up: enter a rate to see one total.');
    expect(screen.getByRole('row', { name: /^All/ }).textContent).toContain('€30.00$100.00');
  });

  it('become one total at your rates, which says so with their days', async () => {
    engine = await open(spending({ money: { currency: 'USD', rates: [rate] } }), {
      spend: async () =>
        ok(
          spendReport('provider', {
            total: two,
            converted: { currency: 'USD', spent: '132.4', before: '120', end: null, rates: [rate] },
          }),
        ),
    });
    expect(await screen.findByText('$132 in November so far')).toBeDefined();
    expect(said()).toContain('At your rate of 20 November');
    expect(said()).toContain('In all $132.40 spent, at your rates (1 EUR = 1.08 USD on 2026-11-20).');
  });

  it('say nothing of rates where there is one alone', async () => {
    engine = await open();
    await screen.findByRole('table');
    expect(said()).not.toMatch(/not added up|In all/);
    expect(said()).toContain('Days are those of your time zone (Europe/Berlin).');
  });
});

describe('rates', () => {
  it('ask for the currency of totals first', async () => {
    engine = await open(spending(), apart);
    await openRates();
    expect(dialog().queryByLabelText('One of')).toBeNull();
    await userEvent.selectOptions(dialog().getByRole('combobox', { name: 'Totals in' }), 'EUR');
    expect(sent(engine, 'setCurrency')).toEqual([{ currency: 'EUR' }]);
  });

  it('are entered exactly, for the currency that is missing', async () => {
    engine = await open(spending({ money: { currency: 'USD', rates: [] } }), apart);
    await openRates();
    expect(dialog().getByLabelText<HTMLInputElement>('One of').value).toBe('EUR');
    await userEvent.type(dialog().getByLabelText('is worth, in USD'), '1.0823');
    await userEvent.click(dialog().getByRole('button', { name: 'Save the rate' }));
    expect(sent(engine, 'setRate')).toEqual([{ from: 'EUR', to: 'USD', rate: '1.0823', on: '2026-11-21' }]);
  });

  it('of nothing, or of no currency, are not taken', async () => {
    engine = await open(spending({ money: { currency: 'USD', rates: [] } }), apart);
    await openRates();
    const from = dialog().getByLabelText('One of');
    await userEvent.clear(from);
    await userEvent.type(from, 'usd');
    await userEvent.type(dialog().getByLabelText('is worth, in USD'), '0');
    await userEvent.click(dialog().getByRole('button', { name: 'Save the rate' }));
    expect(dialog().getByText('Enter another currency by its three letters.')).toBeDefined();
    expect(dialog().getByText('Enter a rate above zero, such as 1.08.')).toBeDefined();
    expect(sent(engine, 'setRate')).toEqual([]);
  });

  it('are taken back one by one', async () => {
    engine = await open(spending({ money: { currency: 'USD', rates: [rate] } }), apart);
    await openRates();
    expect(dialog().getByText(/1 EUR = 1.08 USD, on/)).toBeDefined();
    await userEvent.click(dialog().getByRole('button', { name: 'Remove the rate from EUR to USD' }));
    expect(sent(engine, 'removeRate')).toEqual([{ from: 'EUR', to: 'USD' }]);
  });
});
