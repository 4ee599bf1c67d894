// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { changeView, keptView, plainView, viewKey } from '../../../../renderer/pages/overview/table/view.ts';
import type { AccountState, AppState } from '../../../../shared/model/index.ts';
import { account, alert, appState, cap, forecast, forty, pool, range } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;

/** Rows are 80 pixels high; jsdom has no layout of its own. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(80);
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  changeView(plainView);
  vi.restoreAllMocks();
});

async function open(state: AppState): Promise<void> {
  engine = connect(state);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const table = () => screen.getByRole('table', { name: /^Accounts/ });
const rows = () => within(table()).getAllByRole('link', { name: (name) => name !== 'Enter your plan' });
const labels = () => rows().map((row) => row.querySelector('span')?.textContent);
const header = (name: string) => within(table()).getByRole('columnheader', { name });
const sortBy = (name: string) => userEvent.click(within(header(name)).getByRole('button'));
const choose = (label: string, option: string) =>
  userEvent.selectOptions(screen.getByLabelText(label), option);

const usd = { kind: 'money', code: 'USD' } as const;
const of = (label: string, provider: string, rest: Partial<AccountState>) =>
  account(label, provider, label, rest);

const mixed = appState([
  of('half', 'crustdata', {
    tags: ['Nordhaus', 'research'],
    pools: [pool(500, { limit: 1000, forecast: forecast({ burnPerDay: 10, runsOutAt: range(20) }) })],
  }),
  of('dear', 'capsolver', { pools: [pool(90, { unit: usd, forecast: forecast({ burnPerDay: 7 }) })] }),
  of('full', 'crustdata', {
    tags: ['research'],
    pools: [pool(100, { limit: 100, forecast: forecast({ burnPerDay: 300, runsOutAt: range(5) }) })],
  }),
  of('cheap', 'capsolver', { pools: [pool(2, { unit: usd, forecast: forecast({ burnPerDay: 3 }) })] }),
  of('unknown', 'spidra', {
    pools: [pool(null)],
  }),
  of('plain', 'scraperapi', { pools: [pool(4000)] }),
]);

describe('sorting', () => {
  it('is most urgent first until a header is pressed; the third press takes it back', async () => {
    await open(mixed);
    const urgent = labels();
    expect(urgent).toEqual(['half', 'dear', 'full', 'cheap', 'unknown', 'plain']);
    expect(table().getAttribute('aria-label')).toBe('Accounts, most urgent first');
    await sortBy('Account');
    expect(header('Account').getAttribute('aria-sort')).toBe('ascending');
    expect(labels()).toEqual(['cheap', 'dear', 'full', 'half', 'plain', 'unknown']);
    expect(table().getAttribute('aria-label')).toBe('Accounts');
    await sortBy('Account');
    expect(header('Account').getAttribute('aria-sort')).toBe('descending');
    expect(labels()).toEqual(['unknown', 'plain', 'half', 'full', 'dear', 'cheap']);
    await sortBy('Account');
    expect(header('Account').getAttribute('aria-sort')).toBeNull();
    expect(labels()).toEqual(urgent);
  });

  it('compares what is left by its share of the limit, and amounts only within a unit; the unknown is last', async () => {
    await open(mixed);
    await sortBy('Left');
    expect(labels()).toEqual(['half', 'full', 'cheap', 'dear', 'plain', 'unknown']);
    await sortBy('Left');
    expect(labels()).toEqual(['full', 'half', 'dear', 'cheap', 'plain', 'unknown']);
  });

  it('begins with the largest burn and the first run-out', async () => {
    await open(mixed);
    await sortBy('Burn per day');
    expect(labels()).toEqual(['dear', 'cheap', 'full', 'half', 'unknown', 'plain']);
    await sortBy('Runs out');
    expect(labels().slice(0, 2)).toEqual(['full', 'half']);
  });

  it('goes back with one press', async () => {
    await open(mixed);
    await sortBy('Account');
    await userEvent.click(screen.getByRole('button', { name: 'Most urgent first' }));
    expect(labels()[0]).toBe('half');
    expect(screen.queryByRole('button', { name: 'Most urgent first' })).toBeNull();
  });
});

describe('groups', () => {
  const groups = () =>
    within(table())
      .getAllByRole('rowheader')
      .map((cell) => cell.textContent);

  it('of providers are in the order of their most urgent account', async () => {
    await open(mixed);
    await choose('Group by', 'provider');
    expect(groups()).toEqual([
      'Crustdata 2, 600 credits left',
      'CapSolver 2, $92.00 left',
      // One balance is unknown: no sum is true.
      'Spidra 1',
      'ScraperAPI 1, 4,000 credits left',
    ]);
    expect(labels()).toEqual(['half', 'full', 'dear', 'cheap', 'unknown', 'plain']);
  });

  it('of tags have an account under each of its tags, and last those without one', async () => {
    await open(mixed);
    await choose('Group by', 'tag');
    expect(groups()).toEqual(['Nordhaus 1, 500 credits left', 'research 2, 600 credits left', 'Untagged 4']);
    expect(labels().slice(0, 3)).toEqual(['half', 'half', 'full']);
  });

  it('list amounts of different currencies and never add them, and pass over windows told in percent', async () => {
    const money = (code: string) => ({ unit: { kind: 'money' as const, code } });
    const week = cap({ window: 'week', unit: { kind: 'percent' }, limit: 100, used: 63 });
    const some = [
      account('m1', 'capsolver', 'dollars', { tags: ['Nordhaus'], pools: [pool(12, money('USD'))] }),
      account('m2', 'capsolver', 'more dollars', { tags: ['Nordhaus'], pools: [pool(3.5, money('USD'))] }),
      account('m3', 'capsolver', 'euros', { tags: ['Nordhaus'], pools: [pool(5, money('EUR'))] }),
      account('m4', 'crustdata', 'plan', { tags: ['Nordhaus'], pools: [], caps: [week] }),
      account('m5', 'crustdata', 'another plan', { tags: ['research'], pools: [], caps: [week] }),
      account('m6', 'crustdata', 'a third', { tags: ['research'], pools: [], caps: [week] }),
    ];
    await open(appState(some));
    await choose('Group by', 'tag');
    expect(groups()).toEqual(['Nordhaus 4, $15.50 and €5.00 left', 'research 2']);
    const row = within(table())
      .getByRole('link', { name: /another plan/ })
      .closest('tr');
    expect(row?.textContent).toContain('37 % left');
    expect(row?.textContent).toContain('63 % of the weekly window used');
  });

  it('by tag are offered only if there is a tag', async () => {
    await open(forty);
    expect(within(screen.getByLabelText('Group by')).queryByRole('option', { name: 'tag' })).toBeNull();
  });
});

describe('the choice of order and groups', () => {
  it('is kept for the next time', async () => {
    await open(mixed);
    await sortBy('Burn per day');
    await choose('Group by', 'provider');
    expect(keptView()).toEqual({
      sort: { column: 'burn', down: true },
      group: 'provider',
      showHidden: false,
    });
  });

  it.each(['nonsense', '{"sort":{"column":"colour","down":true},"group":"none"}'])(
    'is the plain one where %s was kept',
    async (kept) => {
      await open(mixed);
      localStorage.setItem(viewKey, kept);
      expect(keptView()).toEqual(plainView);
    },
  );
});

describe('the filter', () => {
  it('finds tags, and the words in any order', async () => {
    await open(mixed);
    await userEvent.type(screen.getByRole('searchbox'), 'crust research');
    expect(labels()).toEqual(['half', 'full']);
    expect(screen.getByText('2 of 6 accounts')).toBeDefined();
    await userEvent.type(screen.getByRole('searchbox'), ' nord{ArrowDown}');
    expect(document.activeElement).toBe(rows()[0]);
  });
});

describe('five hundred accounts', () => {
  const many = appState(
    Array.from({ length: 500 }, (_, at) => account(`m${at}`, 'crustdata', `project ${at}`)),
  );

  it('are rendered only in sight, but all counted', async () => {
    await open(many);
    expect(rows().length).toBeLessThan(40);
    expect(table().getAttribute('aria-rowcount')).toBe('501');
    expect(rows()[0]?.closest('tr')?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('are reached with the keys, whether drawn or not', async () => {
    await open(many);
    rows()[0]?.focus();
    const here = () => document.activeElement?.getAttribute('href');
    await userEvent.keyboard('{End}');
    expect(here()).toBe('#/account/m499');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    expect(here()).toBe('#/account/m498');
    await userEvent.keyboard('{Home}{PageDown}');
    expect(Number(here()?.replace('#/account/m', ''))).toBeGreaterThan(3);
    await userEvent.keyboard('{PageUp}{ArrowUp}');
    expect(here()).toBe('#/account/m0');
    await userEvent.keyboard('{Enter}');
    expect(window.location.hash).toBe('#/account/m0');
  });

  it('have one stop for Tab', async () => {
    await open(many);
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
  });

  it('are in the sidebar only if they are urgent, with the open one', async () => {
    window.location.hash = '#/account/m300';
    await open(many);
    const links = within(screen.getByRole('navigation', { name: 'Main' }))
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'))
      .filter((href) => href?.startsWith('#/account/'));
    expect(links).toEqual([...Array.from({ length: 12 }, (_, at) => `#/account/m${at}`), '#/account/m300']);
    expect(screen.getByRole('link', { name: 'All 500 accounts' }).getAttribute('href')).toBe('#/');
  });
});

describe('the sidebar', () => {
  it('counts the alerts that need attention', async () => {
    const waiting = [alert('low', 'critical'), alert('cap-soon', 'warning'), alert('refill-due', 'info')];
    const seen = { ...alert('burn-spike', 'warning'), acknowledged: true };
    await open(appState([account('a', 'crustdata', 'x', { alerts: [...waiting, seen] })]));
    expect(screen.getByRole('link', { name: /^Alerts ?, 2 need attention$/ })).toBeDefined();
    engine.push(appState([account('a', 'crustdata', 'x')]));
    expect(await screen.findByRole('link', { name: 'Alerts' })).toBeDefined();
  });
});
