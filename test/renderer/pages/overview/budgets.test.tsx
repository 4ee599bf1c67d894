// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { Popover } from '../../../../renderer/popover/Popover.tsx';
import type { AppState, BudgetState } from '../../../../shared/model/index.ts';
import { budget, usd } from '../../../helpers/spend.ts';
import { account, appState, now } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const over = budget({ share: 1.1, limit: usd('35') });
const nearly = budget({
  id: 'budget-00000002',
  scope: { kind: 'account', account: 'a3' },
  limit: usd('100'),
  share: 0.85,
});
const half = budget({ id: 'budget-00000003', share: 0.5 });
const stateOf = (budgets: BudgetState[], maskAmounts = false): AppState => {
  const state = appState([account('a3', 'capsolver', 'solver')], { budgets });
  return { ...state, preferences: { ...state.preferences, maskAmounts } };
};

describe('budgets on the overview', () => {
  const open = async (state: AppState) => {
    engine = connect(state);
    render(<App />);
    await screen.findByRole('heading', { level: 1 });
  };

  it('are told where they are used up or nearly, and lead to Spend', async () => {
    await open(stateOf([half, nearly, over]));
    const links = within(await screen.findByRole('list', { name: 'Budgets' })).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Everything together is over its budget of $35 a month.',
      'CapSolver, solver has used 85 % of its budget of $100 a month.',
    ]);
    expect(links[0]?.getAttribute('href')).toBe('#/spend');
  });

  it('take no room where all will hold', async () => {
    await open(stateOf([half]));
    expect(screen.queryByRole('list', { name: 'Budgets' })).toBeNull();
  });
});

describe('budgets in the popover', () => {
  const open = async (state: AppState) => {
    engine = connect(state);
    render(<Popover />);
    await screen.findByRole('heading', { level: 1 });
  };
  const text = () => document.body.textContent ?? '';

  it('are one line: the worst, and how many more', async () => {
    await open(stateOf([nearly, over]));
    await screen.findByText('Everything together is over its budget of $35 a month.');
    expect(text()).not.toContain('has used 85 %');
    expect(screen.getByRole('link', { name: /1 more/ })).toBeDefined();
  });

  it('hide amounts with all others', async () => {
    await open(stateOf([over], true));
    await screen.findByText(/Everything together is over its budget of/);
    expect(text()).not.toContain('$');
  });
});
