// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popover } from '../../../renderer/popover/Popover.tsx';
import { openDashboard } from '../../../renderer/popover/shell.ts';
import { useStore } from '../../../renderer/state/store.ts';
import type { EngineApi } from '../../../shared/api/engine.ts';
import { type AppState, fail, preferencesSchema } from '../../../shared/model/index.ts';
import {
  account,
  alert,
  appState,
  empty,
  failing,
  forty,
  now,
  pool,
  seven,
  troubled,
} from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  // jsdom has no layout: nothing changes its size, and nothing has to be brought into sight.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(state: AppState, answers: Partial<EngineApi> = {}): Promise<void> {
  engine = connect(state, answers);
  render(<Popover />);
  await screen.findByRole('heading', { level: 1 });
}
const rows = () => within(screen.getByRole('list', { name: /most urgent first/ })).getAllByRole('link');
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);
const labels = () => rows().map((row) => row.querySelector('[title]')?.getAttribute('title'));
const eight = appState(forty.accounts.slice(0, 8));

describe('the popover', () => {
  it('has pinned accounts first, leaves hidden ones out and counts them', async () => {
    await open(
      appState([
        account('a1', 'spidra', 'secret', { hidden: true, alerts: [alert('exhausted', 'critical')] }),
        account('a2', 'crustdata', 'urgent', { alerts: [alert('low', 'warning')] }),
        account('a3', 'capsolver', 'first', { pinned: true }),
      ]),
    );
    expect(labels()).toEqual(['CapSolver, first', 'Crustdata, urgent']);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Crustdata is running low');
    expect(screen.getByText(/, 1 hidden$/)).toBeDefined();
  });

  it('says so if all accounts are hidden', async () => {
    await open(appState([account('a1', 'spidra', 'secret', { hidden: true })]));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The account is hidden');
    expect(screen.queryByText(/No match/)).toBeNull();
  });

  it('has one line for each account if you want compact rows', async () => {
    await open({ ...seven, preferences: preferencesSchema.parse({ density: 'compact' }) });
    expect(rows()).toHaveLength(seven.accounts.length);
    expect(screen.queryAllByRole('meter')).toEqual([]);
  });

  it('says how things are, then shows every account in the order of the state', async () => {
    await open(seven);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Crustdata is running low');
    expect(
      screen.getByText('Scrapio has hit its daily cap. 1 loses credits, 3 are learning and 1 is paused.'),
    ).toBeDefined();
    expect(rows().map((row) => row.getAttribute('href'))).toEqual(
      seven.accounts.map(({ id }) => `./#/account/${id}`),
    );
    expect(rows()[0]?.textContent).toContain('240.5 credits');
    expect(rows()[1]?.textContent).toContain('0 of 1,000 today');
    expect(rows()[5]?.textContent).toContain('$18.44');
    expect(screen.getByText('Demo data')).toBeDefined();
  });

  it('draws a named bar if there is a limit, and none otherwise', async () => {
    await open(seven);
    const bar = within(rows()[0] ?? document.body).getByRole('meter', {
      name: 'Left at Crustdata, production',
    });
    expect(bar.getAttribute('aria-valuetext')).toBe('240.5 of 5,000 credits left');
    expect(within(rows()[5] ?? document.body).queryByRole('meter')).toBeNull();
  });

  it('draws the burn of seven days, and nothing while no day is known', async () => {
    const unknown = [null, null, null, null, null, null, null];
    await open(
      appState([
        account('a', 'crustdata', 'a', { pools: [pool(5, { burnByDay: [1, 2, null, 0, 5, 6, 7] })] }),
        account('b', 'crustdata', 'b', { pools: [pool(5, { burnByDay: unknown })] }),
      ]),
    );
    expect(rows().map((row) => row.querySelectorAll('rect').length)).toEqual([6, 0]);
  });

  it('shows two remarks and counts the others', async () => {
    const alerts = [
      alert('burn-spike', 'critical'),
      alert('cap-reached', 'warning'),
      alert('unreachable', 'warning'),
      alert('topup-seen', 'info'),
    ];
    await open(appState([account('a', 'crustdata', 'a', { alerts })]));
    const words = rows()[0]?.textContent;
    expect(words).toContain('burning far faster than usual');
    expect(words).toContain('cap hit');
    expect(words).toContain('+2');
    expect(screen.getByTitle('provider error, topped up')).toBeDefined();
  });

  it('says how old the readings are, and keeps what is older from passing for new', async () => {
    const old = account('b', 'spidra', 'b', {
      health: failing('timed-out', 'No answer.', now - 5 * 3_600_000),
    });
    await open(appState([account('a', 'crustdata', 'a'), old]));
    expect(screen.getByText('Checked 2 min ago, 1 older')).toBeDefined();
    expect(rows()[1]?.textContent).toMatch(/1,000 credits.*checked 5 hr? ago/);
    expect(rows()[0]?.textContent).not.toContain('checked ');
  });

  it('hides amounts on a screen that is shared', async () => {
    await open({ ...seven, preferences: preferencesSchema.parse({ maskAmounts: true }) });
    const all = document.body.textContent ?? '';
    for (const amount of ['240.5', '5,000', '4,872', '2,272', '58,127', '18.44'])
      expect(all).not.toContain(amount);
    expect(screen.getAllByRole('meter')[0]?.getAttribute('aria-valuetext')).toBe('••• of ••• credits left');
  });

  it('shows the new state as soon as it comes', async () => {
    await open(seven);
    engine.push(appState([account('a', 'crustdata', 'production')]));
    expect((await screen.findByText('Crustdata is learning')).tagName).toBe('H1');
    expect(rows()).toHaveLength(1);
  });
});

describe('the keyboard', () => {
  it('goes from row to row with the arrows, Home and End, and opens one with Enter', async () => {
    await open(seven);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(rows()[0]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(document.activeElement).toBe(rows()[1]);
    await userEvent.keyboard('{End}{ArrowDown}');
    expect(document.activeElement).toBe(rows()[6]);
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(document.activeElement).toBe(rows()[0]);
    await userEvent.keyboard('{Enter}');
    expect(sent('openDashboard')).toEqual(['/account/a1']);
  });

  it('lets Tab pass the rows at the one that was last chosen', async () => {
    await open(seven);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Tab}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Refresh');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(document.activeElement).toBe(rows()[1]);
  });

  it('filters by what is typed, and R is a letter then', async () => {
    await open(eight);
    expect(screen.queryByRole('searchbox')).toBeNull();
    await userEvent.keyboard('scrap');
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('scrap');
    expect(labels()).toEqual(['ScraperAPI, project 1', 'Scrapio, project 5', 'ScraperAPI, project 6']);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}er');
    expect(labels()).toEqual(['ScraperAPI, project 1', 'ScraperAPI, project 6']);
    expect(sent('refresh')).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(sent('openDashboard')).toEqual(['/account/m0']);
  });

  it('clears the filter with Escape first, then hides', async () => {
    await open(eight);
    await userEvent.keyboard('/nobody');
    expect(screen.getByText('No match for “nobody”')).toBeDefined();
    await userEvent.keyboard('{Escape}');
    expect(rows()).toHaveLength(8);
    expect(sent('hidePopover')).toHaveLength(0);
    await userEvent.keyboard('{Escape}');
    expect(sent('hidePopover')).toHaveLength(1);
  });

  it('refreshes with R, and says when that failed', async () => {
    await open(seven, {
      refresh: async () => fail({ kind: 'locked', message: 'Unlock your keys first.' }),
    });
    await userEvent.keyboard('r');
    expect(await screen.findByText('Unlock your keys first.')).toBeDefined();
    expect(sent('refresh')).toEqual([{}]);
  });
});

describe('when there is nothing to show, or not all is well', () => {
  it('offers an account and the demo', async () => {
    await open(empty);
    await userEvent.click(screen.getByRole('link', { name: 'Add account' }));
    expect(sent('openDashboard')).toEqual(['/']);
    await userEvent.click(screen.getByRole('button', { name: 'See the demo' }));
    expect(sent('startDemo')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
  });

  it('shows its shape until the first state comes, and says so when none does', async () => {
    engine = connect(seven);
    engine.leave();
    render(<Popover />);
    expect(screen.getByRole('status').textContent).toBe('Opening…');
    useStore.setState({ connection: 'lost' });
    expect((await screen.findByText('Fuelgauge is not responding')).tagName).toBe('H1');
  });

  it('keeps the balances in sight when the connection is lost', async () => {
    await open(seven);
    engine.push('nothing that can be read');
    expect(await screen.findByText(/Fuelgauge is not responding/)).toBeDefined();
    expect(rows()[0]?.textContent).toContain('240.5');
  });

  it('says that your keys are locked, and where to unlock them', async () => {
    await open(troubled);
    await userEvent.click(screen.getByRole('link', { name: 'Unlock' }));
    expect(sent('openDashboard')).toEqual(['/']);
    expect(rows()[0]?.textContent).toContain('key rejected');
  });

  it('says that the keychain cannot be read, in the words of the dashboard', async () => {
    const problem = 'The keychain is locked.';
    const vault = { state: 'locked', kind: 'system', warning: null, problem } as const;
    await open(appState([account('a', 'crustdata', 'production')], { vault }));
    expect(screen.getByText(/^Your keys cannot be read now\./)).toBeDefined();
    expect(screen.queryByText(/keys are locked/)).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'See why' }));
    expect(sent('openDashboard')).toEqual(['/']);
  });

  it('says that your keys are missing, and where to read why', async () => {
    const vault = { state: 'unset', kind: 'system', warning: null, lost: 'The file is missing.' } as const;
    await open(appState([account('a', 'crustdata', 'production')], { vault }));
    expect(screen.getByText('Your keys are missing. Until they are back, nothing is polled.')).toBeDefined();
    await userEvent.click(screen.getByRole('link', { name: 'See why' }));
    expect(sent('openDashboard')).toEqual(['/']);
  });

  it('says that polling is paused, and resumes it', async () => {
    await open(troubled);
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(sent('setPreferences')).toEqual([{ paused: false }]);
  });
});

describe('what screen readers announce', () => {
  const spoken = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
  const withAlerts = (...alerts: ReturnType<typeof alert>[]) =>
    appState([account('a', 'crustdata', 'production', { alerts })]);

  it('is an alert that begins or grows worse, once, and no poll', async () => {
    const low = alert('low', 'warning', 'Only 900 credits left.');
    await open(withAlerts(low));
    expect(spoken()).toEqual(['']);
    engine.push(withAlerts({ ...low, since: now, text: 'Only 899 credits left.' }));
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    expect(spoken()).toEqual(['']);
    engine.push(withAlerts(low, alert('burn-spike', 'critical', 'Burns 9 times the usual.')));
    await vi.waitFor(() => expect(spoken()).toEqual(['Crustdata, production: Burns 9 times the usual.']));
    engine.push(withAlerts(alert('low', 'critical', 'Only 90 credits left.')));
    await vi.waitFor(() => expect(spoken()).toEqual(['Crustdata, production: Only 90 credits left.']));
    engine.push(
      withAlerts(alert('low', 'critical', 'Only 89 credits left.'), alert('topup-seen', 'info', 'Hm.')),
    );
    expect(spoken()).toEqual(['Crustdata, production: Only 90 credits left.']);
  });
});

describe('in a browser', () => {
  it('leads to the dashboard on the same page', async () => {
    await open(seven);
    engine.leave();
    openDashboard('/account/a1');
    expect(window.location.hash).toBe('#/account/a1');
  });
});
