// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { moved } from '../../../../renderer/pages/overview/table/moves.ts';
import { changeView, plainView } from '../../../../renderer/pages/overview/table/view.ts';
import type { AppState } from '../../../../shared/model/index.ts';
import { account, alert, appState, pool } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(40);
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
const labels = () =>
  within(table())
    .getAllByRole('link')
    .map((row) => row.querySelector('span')?.textContent);
const view = async (item: string) => {
  await userEvent.click(screen.getByRole('button', { name: 'View' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
};
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);

const low = { alerts: [alert('exhausted', 'critical')], pools: [pool(0)] };
const state = appState(
  [
    account('a3', 'crustdata', 'urgent', low),
    account('a1', 'scraperapi', 'first', {
      note: 'The crawler’s key.',
      tags: ['research'],
      pools: [pool(500, { limit: 1000 })],
    }),
    account('a2', 'capsolver', 'second', { pinned: true }),
    account('a4', 'spidra', 'secret', { hidden: true, ...low }),
  ],
  { order: ['a1', 'a2', 'a3', 'a4'] },
);

describe('pinned and hidden accounts', () => {
  it('come first, and are left out of rows, headline and sidebar until you ask for them', async () => {
    await open(state);
    expect(labels()).toEqual(['second', 'urgent', 'first']);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Crustdata/);
    expect(screen.queryByText('Spidra')).toBeNull();
    expect(screen.getByText('1 account is hidden.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show hidden' }));
    expect(labels()).toEqual(['second', 'urgent', 'first', 'secret']);
    expect(screen.getByRole('img', { name: 'hidden' })).toBeDefined();
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toMatch(/Spidra/);
    await view('Show hidden, chosen');
    expect(labels()).toEqual(['second', 'urgent', 'first']);
  });

  it('that are all hidden leave a sentence', async () => {
    await open(appState([account('a1', 'spidra', 'one', { hidden: true })]));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The account is hidden');
    await userEvent.click(screen.getByRole('button', { name: 'Show hidden' }));
    expect(labels()).toEqual(['one']);
  });
});

it('a row shows the note and the tags', async () => {
  await open(state);
  expect(screen.getByText('The crawler’s key.').textContent).toBe('Note: The crawler’s key.');
});

describe('my order', () => {
  it('is changed by the menu of a row', async () => {
    await open(state);
    await view('My order');
    expect(labels()).toEqual(['second', 'first', 'urgent']);
    await userEvent.click(screen.getByRole('button', { name: 'Move Crustdata, urgent' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Up' }));
    expect(sent('orderAccounts')).toEqual([{ accounts: ['a3', 'a1', 'a2', 'a4'] }]);
  });

  it('is changed by the keyboard, and stops at the pinned ones', async () => {
    await open(state);
    await view('My order');
    within(table()).getByRole('link', { name: /first/ }).focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(sent('orderAccounts')).toEqual([]);
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(sent('orderAccounts')).toEqual([{ accounts: ['a2', 'a3', 'a1', 'a4'] }]);
  });

  it('moves a row past those that are shown, and leaves the others where they are', () => {
    const items = ['a', 'c', 'e'].map((id) => ({
      kind: 'row' as const,
      key: `/${id}`,
      account: account(id, 'spidra', id),
      provider: undefined,
    }));
    const order = ['a', 'b', 'c', 'd', 'e'];
    expect(moved(order, items, '/e', 'up')).toEqual(['a', 'b', 'e', 'c', 'd']);
    expect(moved(order, items, '/a', 'down')).toEqual(['b', 'c', 'a', 'd', 'e']);
    expect(moved(order, items, '/e', 'top')).toEqual(['e', 'a', 'b', 'c', 'd']);
    expect(moved(order, items, '/a', 'bottom')).toEqual(['b', 'c', 'd', 'e', 'a']);
    expect(moved(order, items, '/a', 'up')).toBeNull();
    expect(moved(order, items, '/nobody', 'up')).toBeNull();
  });
});

it('compact rows have no bars, and the view sets them', async () => {
  await open(state);
  expect(within(table()).queryAllByRole('meter').length).toBeGreaterThan(0);
  await view('Compact rows');
  expect(sent('setPreferences')).toEqual([{ density: 'compact' }]);
  cleanup();
  engine.leave();
  await open({ ...state, preferences: { ...state.preferences, density: 'compact' } });
  expect(within(table()).queryAllByRole('meter')).toEqual([]);
});
