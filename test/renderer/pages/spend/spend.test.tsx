// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { badInput, ok } from '../../../../shared/model/index.ts';
import { budget, figures, spendReport, usd } from '../../../helpers/spend.ts';
import { account, appState, empty, now } from '../../../helpers/states.ts';
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

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const choose = (label: string, value: string) =>
  userEvent.selectOptions(screen.getByRole('combobox', { name: label }), value);
const rowOf = (name: RegExp) =>
  within(screen.getByRole('rowheader', { name }).closest('tr') ?? document.body);
/** The spans of which the page asked for the table, in their order. */
const asked = () => sent(engine, 'spend').filter((_, at) => at % 3 === 0);

describe('the headline', () => {
  it('says what was spent, what is likely, and what is not known', async () => {
    engine = await open();
    expect(await screen.findByText('$130 in November so far, likely $156 to $170')).toBeDefined();
    expect(said()).toContain(
      '$11.35 more than in October. $8.50 of credits will lapse unused. One account has no price yet.',
    );
    expect(document.title).toBe('Spend · Fuelgauge');
  });

  it('leads to where the missing price is entered', async () => {
    engine = await open();
    const [link] = await screen.findAllByRole('link', { name: 'Enter it' });
    if (link === undefined) throw new Error('There is no link.');
    expect(link.getAttribute('href')).toContain('/account/a5');
    await userEvent.click(link);
    expect(await screen.findByRole('dialog', { name: 'Price of the plan' })).toBeDefined();
  });
});

describe('the period', () => {
  it('is this month at first, and asks for six months of bars besides', async () => {
    engine = await open();
    await screen.findByRole('table');
    expect(sent(engine, 'spend')).toEqual([
      { from: '2026-11-01', to: '2026-11-30', by: 'provider', step: 'month' },
      { from: '2026-06-01', to: '2026-11-30', by: 'provider', step: 'month' },
      { from: '2026-11-01', to: '2026-11-30', by: 'account', step: 'month' },
    ]);
  });

  it('moves by buttons and arrow keys, and not beyond today', async () => {
    engine = await open();
    await screen.findByRole('table');
    expect(screen.getByRole('button', { name: 'Later' }).hasAttribute('disabled')).toBe(true);
    await userEvent.keyboard('{ArrowRight}');
    await press('Earlier');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await press('Later');
    expect(asked()).toMatchObject([
      { from: '2026-11-01' },
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-09-01' },
      { from: '2026-08-01' },
      { from: '2026-09-01' },
    ]);
    expect(screen.getByText('September 2026')).toBeDefined();
  });

  it('is a day, a week, a month or a year with today in it', async () => {
    engine = await open();
    await screen.findByRole('table');
    for (const kind of ['week', 'day', 'year', 'month']) await choose('Period', kind);
    expect(asked().slice(1)).toMatchObject([
      { from: '2026-11-16', to: '2026-11-22', step: 'week' },
      { from: '2026-11-21', to: '2026-11-21', step: 'day' },
      { from: '2026-01-01', to: '2026-12-31', step: 'year' },
      { from: '2026-11-01', to: '2026-11-30', step: 'month' },
    ]);
  });

  it('can be any days, in which arrow keys move the cursor alone', async () => {
    engine = await open();
    await screen.findByRole('table');
    await choose('Period', 'days');
    const first = screen.getByLabelText('First day');
    first.focus();
    // As Chromium tells a year while it is typed.
    for (const value of ['0002-10-05', '0020-10-05', '0202-10-05', '2026-10-05'])
      fireEvent.change(first, { target: { value } });
    await userEvent.keyboard('{ArrowLeft}');
    expect(asked().slice(1)).toMatchObject([
      { from: '2026-11-01' },
      { from: '2026-10-05', to: '2026-11-30' },
    ]);
    fireEvent.change(first, { target: { value: '2026-12-24' } });
    await userEvent.tab();
    expect(screen.getByDisplayValue('2026-10-05')).toBeDefined();
    await press('Earlier');
    expect(asked().at(-1)).toMatchObject({ from: '2026-08-09', to: '2026-10-04', step: 'week' });
  });
});

describe('the table', () => {
  it('shows the accounts of a provider on one scale', async () => {
    engine = await open();
    const table = await screen.findByRole('table', { name: 'Spend by provider' });
    const bars = [...table.querySelectorAll('[class*=scale] > span')];
    // 20.75 and 18.00 USD.
    expect(bars.map((bar) => bar.getAttribute('style'))).toEqual([
      'width: 100%;',
      expect.stringMatching(/^width: 86\.7/),
    ]);
    expect(rowOf(/^Crustdata, production/).getByText('$20.75')).toBeDefined();
    expect(rowOf(/^Crustdata, research/).getByText('$0.40 refunded')).toBeDefined();
  });

  it('draws no common scale where accounts cost in two currencies', async () => {
    const byAccount = spendReport('account');
    const rows = byAccount.rows.map((row) =>
      row.key === 'a2' ? { ...row, figures: figures({ spent: [{ amount: '18', currency: 'EUR' }] }) } : row,
    );
    engine = await open(spending(), {
      spend: async ({ by }) => ok(by === 'account' ? { ...byAccount, rows } : spendReport(by)),
    });
    const table = await screen.findByRole('table');
    expect(rowOf(/^Crustdata, research/).getByText('€18.00')).toBeDefined();
    expect(table.querySelectorAll('[class*=scale]')).toHaveLength(0);
  });

  it('tells use without a price beside the account, not as zero', async () => {
    engine = await open();
    await screen.findByRole('table');
    const spidra = rowOf(/^Spidra/);
    expect(spidra.getByText(/188 credits used without a price/)).toBeDefined();
    expect(spidra.queryByText('$0.00')).toBeNull();
  });

  it('changes with what a row is, and says so to the engine', async () => {
    engine = await open();
    await screen.findByRole('table');
    await choose('Rows', 'account');
    expect(await screen.findByRole('table', { name: 'Spend by account' })).toBeDefined();
    expect(asked().at(-1)).toMatchObject({ by: 'account' });
  });

  it('marks the row whose budget will be passed', async () => {
    const passing = budget({
      scope: { kind: 'account', account: 'a3' },
      limit: usd('100'),
      share: 0.914,
      passedAt: { early: Date.UTC(2026, 10, 26), likely: Date.UTC(2026, 10, 29) },
    });
    engine = await open(spending({ budgets: [passing] }));
    await screen.findByRole('table');
    expect(
      rowOf(/^CapSolver/).getByText('likely passes its budget of $100 a month on 29 November'),
    ).toBeDefined();
  });
});

describe('the bars', () => {
  it('are told in words, one by one', async () => {
    engine = await open();
    const bars = await screen.findByRole('region', { name: 'Last six months' });
    const items = within(bars)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(items).toContain('August 2026: $98.91 spent, $9.80 lapsed. CapSolver $69.46, Crustdata $29.45Aug');
    expect(items.slice(0, 4)).toEqual(['CapSolver', 'Crustdata', 'likely', 'lapsed']);
  });
});

describe('masked amounts', () => {
  it('are nowhere on the page, in no name and no description', async () => {
    const state = spending({ budgets: [budget()] });
    engine = await open({ ...state, preferences: { ...state.preferences, maskAmounts: true } });
    await screen.findByRole('table');
    const names = [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => /^(aria-|title)/.test(name)).map(({ value }) => value),
    );
    expect(names.join(' ')).not.toMatch(/[$€]\s?\d/);
    expect(said()).not.toMatch(/[$€]\s?\d/);
    expect(said()).not.toContain('188');
  });
});

describe('trouble and emptiness', () => {
  it('says what failed, and asks again', async () => {
    let fails = true;
    engine = await open(spending(), {
      spend: async ({ by }) => (fails ? badInput('The disk does not answer.') : ok(spendReport(by))),
    });
    expect(
      (await screen.findByText('The spend could not be added up.')).closest('[role]')?.textContent,
    ).toContain('The disk does not answer.');
    fails = false;
    await press('Try again');
    expect(await screen.findByRole('table')).toBeDefined();
  });

  it('leads to a first account, and says where counting begins', async () => {
    engine = await open(empty);
    expect(screen.getByText('No accounts yet.')).toBeDefined();
    await press('Add account');
    expect(await screen.findByRole('dialog')).toBeDefined();
  });

  it('of a time before the first reading has no table of zeros', async () => {
    const nothing = spendReport('provider', {
      total: figures(),
      before: { from: '2026-10-01', to: '2026-10-31', figures: figures() },
      rows: [],
      steps: [],
      unpriced: [],
    });
    engine = await open(appState([account('a1', 'spidra', 'spidra')]), { spend: async () => ok(nothing) });
    expect(await screen.findByText('Nothing is known of November 2026.')).toBeDefined();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nothing spent in November so far');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('adds up again when a price is entered elsewhere', async () => {
    engine = await open();
    await screen.findByRole('table');
    const before = sent(engine, 'spend').length;
    const state = spending();
    const paid = usd('49');
    const accounts = state.accounts.map((each) =>
      each.id === 'a5'
        ? {
            ...each,
            entered: {
              ...each.entered,
              prices: [{ since: '2026-11-01', every: 'monthly' as const, paid, credits: null }],
            },
          }
        : each,
    );
    engine.push({ ...state, accounts });
    await vi.waitFor(() => expect(sent(engine, 'spend')).toHaveLength(before + 3));
  });
});

describe('files', () => {
  it('are saved for the span and the rows that are shown, with a name that says so', async () => {
    const saved: { name: string; text: string }[] = [];
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, text: this.href });
    });
    engine = await open(spending(), { exportSpend: async () => ok({ text: 'day,account' }) });
    await screen.findByRole('table');
    await choose('Rows', 'tag');
    await press('Save as a file');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Save as CSV' }));
    expect(await screen.findByText('Saved fuelgauge-spend-2026-11-01-2026-11-30.csv.')).toBeDefined();
    expect(saved.map(({ name }) => name)).toEqual(['fuelgauge-spend-2026-11-01-2026-11-30.csv']);
    expect(sent(engine, 'exportSpend')).toEqual([
      { from: '2026-11-01', to: '2026-11-30', by: 'tag', step: 'month', format: 'csv' },
    ]);
  });

  it('that cannot be made are told, and nothing is saved', async () => {
    engine = await open(spending(), { exportSpend: async () => badInput('The days are too many.') });
    await screen.findByRole('table');
    await press('Save as a file');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Save as JSON' }));
    expect(await screen.findByText('The days are too many.')).toBeDefined();
  });
});
