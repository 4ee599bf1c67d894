// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { changeView, plainView } from '../../../../renderer/pages/overview/table/view.ts';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { type AppState, ok } from '../../../../shared/model/index.ts';
import { asEntries, invented } from '../../../helpers/catalogue.ts';
import {
  account,
  alert,
  appState,
  empty,
  forty,
  pool,
  providers,
  seven,
  troubled,
} from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  changeView(plainView);
});

async function open(state: AppState, answers: Partial<EngineApi> = {}): Promise<void> {
  // jsdom has no layout to scroll.
  window.scrollTo = () => {};
  engine = connect(state, answers);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const rows = () =>
  within(screen.getByRole('table', { name: /^Accounts/ })).getAllByRole('link', {
    name: (name) => name !== 'Enter your plan',
  });
const textOf = (row: HTMLElement | undefined) => row?.closest('tr')?.textContent;
const sent = (command: string) => engine.calls.filter((call) => call.command === command);

describe('the welcome page', () => {
  it('names the providers, and says what to do if yours is not among them', async () => {
    await open(empty);
    expect(
      await screen.findByText('Works with ScraperAPI, Crustdata, CapSolver, Spidra and Scrapio.'),
    ).toBeDefined();
    expect(screen.getByText('Mine is not here').tagName).toBe('SUMMARY');
    expect(screen.getByText(/A new provider/)).toBeDefined();
  });

  it('names the best known of many, and counts the rest', async () => {
    const many = invented(20).map((provider, at) => ({
      ...provider,
      id: at === 19 ? 'openrouter' : `p${at}`,
      name: at === 19 ? 'OpenRouter' : `P${at}`,
    }));
    await open(empty, { catalogue: async () => ok(asEntries(many)) });
    expect(
      await screen.findByText('Works with OpenRouter, P0, P1, P2, P3, P4, P5, P6 and 12 more.'),
    ).toBeDefined();
  });
});

describe('the overview', () => {
  it('says how things are and lists the accounts in the order of the state', async () => {
    await open(seven);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Crustdata is running low');
    expect(rows().map((row) => row.getAttribute('href'))).toEqual(
      seven.accounts.map(({ id }) => `#/account/${id}`),
    );
    expect(textOf(rows()[0])).toContain('240.5');
    expect(textOf(rows()[0])).toContain('of 5,000 credits');
    expect(textOf(rows()[1])).toContain('daily cap hit');
  });

  it('leads from what runs low, and from nothing else, to where you buy credits', async () => {
    const billing = (page: string | null) => providers.map((each) => ({ ...each, billingPage: page }));
    const low = account('l', 'spidra', 'l', { alerts: [alert('low', 'warning')] });
    const accounts = [low, account('f', 'crustdata', 'f')];
    await open(appState(accounts, { providers: billing('https://www.spidra.example/billing') }));
    const [link, ...more] = screen.getAllByRole('link', { name: 'Top up at Spidra' });
    expect(link?.getAttribute('href')).toBe('https://www.spidra.example/billing');
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(more).toEqual([]);
    expect(screen.queryByRole('link', { name: 'Top up at Crustdata' })).toBeNull();
  });

  it('draws no meter and no percentage for a balance without a limit', async () => {
    await open(appState([account('a', 'capsolver', 'default', { pools: [pool(42)] })]));
    expect(screen.queryByRole('meter')).toBeNull();
    expect(document.body.textContent).not.toContain('%');
    expect(textOf(rows()[0])).toContain('no known limit');
  });

  it('keeps the last balance visible beside what went wrong', async () => {
    await open(troubled);
    expect(textOf(rows()[0])).toContain('1,000');
    expect(textOf(rows()[0])).toContain('key rejected');
    expect(textOf(rows()[3])).toContain('unknown');
    expect(textOf(rows()[3])).toContain('CapSolver did not answer within 15 s');
  });

  it('goes from row to row with the arrow keys, and into one with Enter', async () => {
    await open(seven);
    rows()[0]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(document.activeElement).toBe(rows()[1]);
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(rows()[6]);
    await userEvent.keyboard('{Enter}');
    expect(window.location.hash).toBe('#/account/a7');
  });

  it('refreshes all with R, but not while one types', async () => {
    await open(forty);
    await userEvent.keyboard('r');
    await vi.waitFor(() => expect(sent('refresh')).toEqual([{ command: 'refresh', input: {} }]));
    await userEvent.keyboard('/');
    const filter = screen.getByRole('searchbox');
    expect(document.activeElement).toBe(filter);
    await userEvent.keyboard('r');
    expect(sent('refresh')).toHaveLength(1);
  });

  it('filters many accounts by provider and label, and says when none is left', async () => {
    await open(forty);
    const filter = screen.getByRole('searchbox');
    await userEvent.type(filter, 'project 39');
    expect(rows()).toHaveLength(1);
    await userEvent.type(filter, '9');
    expect(screen.getByText('No match for “project 399” (tags are searched too)')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show all accounts' }));
    expect(rows()).toHaveLength(40);
  });

  it('shows the new state as soon as it comes', async () => {
    await open(seven);
    engine.push(appState([account('a', 'crustdata', 'production')]));
    expect((await screen.findByText('Crustdata is learning')).tagName).toBe('H1');
  });
});

describe('the first screen', () => {
  it('says on Windows where the new icon is', async () => {
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('Win32');
    await open(empty);
    expect(screen.getByText(/behind the arrow/)).toBeDefined();
    vi.restoreAllMocks();
    cleanup();
    engine.leave();
    await open(empty);
    expect(screen.queryByText(/behind the arrow/)).toBeNull();
  });

  it('offers a credential and the demo', async () => {
    await open(empty);
    await userEvent.click(screen.getByRole('button', { name: 'Look around with demo data' }));
    expect(sent('startDemo')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Add account' }));
    expect(await screen.findByRole('dialog')).toBeDefined();
  });
});

describe('what must be known on every page', () => {
  it('marks the demo and leaves it', async () => {
    await open(seven);
    expect(screen.getByText('Demo data. Nothing here is real.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Leave the demo' }));
    expect(sent('stopDemo')).toHaveLength(1);
  });

  it('asks for the passphrase, says why it was refused, and keeps the balances in sight', async () => {
    await open(troubled, {
      unlock: async ({ passphrase }) =>
        passphrase === 'right'
          ? { ok: true, value: {} }
          : { ok: false, error: { kind: 'wrong-passphrase', message: 'This is not the passphrase.' } },
    });
    const field = screen.getByLabelText('Passphrase');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(screen.getByText('Enter the passphrase.')).toBeDefined();
    expect(sent('unlock')).toHaveLength(0);
    // The field has the focus again, so that you type at once.
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard('wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    const error = await screen.findByText('This is not the passphrase.');
    expect(field.getAttribute('aria-describedby')?.split(' ')).toContain(error.id);
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    // What was wrong is selected: typing replaces it.
    await userEvent.keyboard('right{Enter}');
    await vi.waitFor(() => expect(field).toHaveProperty('value', ''));
    expect(rows()).toHaveLength(6);
  });

  it('does not ask for a passphrase that no account needs', async () => {
    await open(
      appState([account('a', 'crustdata', 'x', { credentialKept: 'environment' })], {
        vault: { state: 'locked', kind: 'passphrase', warning: null },
      }),
    );
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  it('offers to start over where the vault is gone', async () => {
    const why = 'The credential file is missing, but its backup is there. Rename it.';
    await open(
      appState([account('a', 'crustdata', 'x')], {
        vault: { state: 'unset', kind: 'passphrase', warning: null, lost: why },
      }),
      { unlock: async () => ({ ok: true, value: {} }) },
    );
    expect(screen.getByText('Your keys are missing.')).toBeDefined();
    expect(screen.getByRole('alert').textContent).toContain(why);
    await userEvent.click(screen.getByRole('button', { name: 'Start a new vault' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Passphrase'), 'long enough');
    await userEvent.click(dialog.getByRole('button', { name: 'Start a new vault' }));
    expect(dialog.getByText('The passphrases don’t match.')).toBeDefined();
    expect(sent('unlock')).toHaveLength(0);
    await userEvent.type(dialog.getByLabelText('Repeat passphrase'), 'long enough');
    await userEvent.click(dialog.getByRole('button', { name: 'Start a new vault' }));
    await vi.waitFor(() =>
      expect(sent('unlock').map(({ input }) => input)).toEqual([
        { passphrase: 'long enough', startOver: true },
      ]),
    );
    expect(await screen.findByText(/Enter the keys of your accounts again/)).toBeDefined();
  });

  it('asks for no passphrase to start over where the system encrypts the vault', async () => {
    await open(
      appState([account('a', 'crustdata', 'x')], {
        vault: { state: 'unset', kind: 'system', warning: null, lost: 'The credential file is missing.' },
      }),
      { unlock: async () => ({ ok: true, value: {} }) },
    );
    await userEvent.click(screen.getByRole('button', { name: 'Start a new vault' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByLabelText('Passphrase')).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Start a new vault' }));
    await vi.waitFor(() =>
      expect(sent('unlock').map(({ input }) => input)).toEqual([{ passphrase: '', startOver: true }]),
    );
  });

  it('dismisses a notice and resumes polling', async () => {
    await open(troubled);
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss this notice' }));
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(sent('dismissNotice')[0]?.input).toEqual({ text: troubled.notices[0] });
    expect(sent('setPreferences')[0]?.input).toEqual({ paused: false });
  });

  it('says when the engine sends what cannot be read, and keeps what is known', async () => {
    await open(seven);
    engine.push({ at: 'yesterday' });
    expect(await screen.findByText('Fuelgauge is not responding.')).toBeDefined();
    expect(rows()).toHaveLength(7);
  });
});
