// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Statement } from '../../../../shared/api/money.ts';
import { badInput, ok } from '../../../../shared/model/index.ts';
import { statement } from '../../../helpers/spend.ts';
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
  vi.restoreAllMocks();
});

const november = '#/spend/statement/2026-11-01/2026-11-30';
const cellsOf = (row: HTMLElement) => [...row.children].map(({ textContent }) => textContent);

describe('the statement', () => {
  it('lists what was bought, spent, lapsed and left, and its sum', async () => {
    engine = await open(spending(), {}, november);
    const table = await screen.findByRole('table', { name: 'USD' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('API credits, November 2026');
    expect(within(table).getAllByRole('row').map(cellsOf)).toEqual([
      ['Account', 'Used', 'Value before', 'Bought', 'Spent', 'Lapsed', 'Value left'],
      [
        'Crustdata, production Plan of 1 Nov',
        '1,300 credits',
        '$0.00',
        '$48.00',
        '$15.60',
        '$0.00',
        '$32.40',
      ],
      ['Crustdata, production Top-up of 12 Oct', '415 credits', '$20.15', '$0.00', '$5.15', '$5.50', '$9.50'],
      ['Sum', '', '$20.15', '$48.00', '$20.75', '$5.50', '$41.90'],
    ]);
    expect(said()).toContain('188 credits of Spidra were used without a price and are not in these sums.');
    expect(said()).toContain(
      'All accounts. Made by Fuelgauge on 21 November 2026. Days are those of Europe/Berlin.',
    );
  });

  it('is of the accounts of a client, when you choose its tag', async () => {
    engine = await open(spending(), { statement: async ({ tag }) => ok({ ...statement, tag }) }, november);
    await screen.findByRole('table');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Accounts' }), 'Nordhaus');
    expect(await screen.findByText(/Accounts with the tag “Nordhaus”\./)).toBeDefined();
    expect(sent(engine, 'statement')).toEqual([
      { from: '2026-11-01', to: '2026-11-30', tag: null },
      { from: '2026-11-01', to: '2026-11-30', tag: 'Nordhaus' },
    ]);
  });

  it('has a table for each currency, and a column of refunds only where there is one', async () => {
    const [first] = statement.rows;
    const [total] = statement.totals;
    if (first === undefined || total === undefined) throw new Error('The statement is empty.');
    const both: Statement = {
      ...statement,
      rows: [first, { ...first, currency: 'JPY', bought: '4900', refunded: '490' }],
      totals: [total, { ...total, currency: 'JPY', bought: '4900', refunded: '490' }],
    };
    engine = await open(spending(), { statement: async () => ok(both) }, november);
    const yen = await screen.findByRole('table', { name: 'JPY' });
    expect(within(yen).getAllByText('¥4,900')).toHaveLength(2);
    expect(within(yen).getByRole('columnheader', { name: 'Refunded' })).toBeDefined();
    expect(
      within(screen.getByRole('table', { name: 'USD' })).queryByRole('columnheader', { name: 'Refunded' }),
    ).toBeNull();
  });

  it('keeps its figures while amounts are hidden, because you ask for them', async () => {
    const state = spending();
    engine = await open({ ...state, preferences: { ...state.preferences, maskAmounts: true } }, {}, november);
    expect(within(await screen.findByRole('table')).getAllByText('$48.00')).toHaveLength(2);
  });

  it('shows two pools of an account that are called alike', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    const [first] = statement.rows;
    const rows = first === undefined ? [] : [first, first];
    engine = await open(spending(), { statement: async () => ok({ ...statement, rows }) }, november);
    expect(within(await screen.findByRole('table')).getAllByRole('row')).toHaveLength(4);
    expect(complain).not.toHaveBeenCalled();
  });

  it('is printed by the browser', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    engine = await open(spending(), {}, november);
    await screen.findByRole('table');
    await userEvent.click(screen.getByRole('button', { name: 'Print or save as PDF' }));
    expect(print).toHaveBeenCalledOnce();
  });

  it('of nothing says so; one that cannot be made says why', async () => {
    engine = await open(
      spending(),
      { statement: async () => ok({ ...statement, rows: [], totals: [], notes: [] }) },
      november,
    );
    expect(await screen.findByText('Nothing with a price was bought or used in this time.')).toBeDefined();
    cleanup();
    engine.leave();
    engine = await open(
      spending(),
      { statement: async () => badInput('The first day is after the last one.') },
      '#/spend/statement/2026-11-30/2026-11-01',
    );
    expect(await screen.findByText('The first day is after the last one.')).toBeDefined();
  });

  it('of days that are none leads back instead of breaking', async () => {
    engine = await open(spending(), {}, '#/spend/statement/2026-13-99/never');
    expect(await screen.findByText('The statement could not be made.')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Back to Spend' })).toBeDefined();
  });
});
