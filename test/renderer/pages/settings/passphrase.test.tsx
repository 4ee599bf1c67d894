// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { type AppState, fail, ok } from '../../../../shared/model/index.ts';
import { account, appState } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  window.location.hash = '';
});

const vault = (rest: Partial<AppState['vault']>): AppState =>
  appState([account('a1', 'crustdata', 'main'), account('a2', 'scraperapi', 'second')], {
    vault: { state: 'open', kind: 'passphrase', warning: null, ...rest },
  });
async function open(state: AppState, hash: string, answers: Partial<EngineApi> = {}): Promise<void> {
  window.scrollTo = () => {};
  window.location.hash = hash;
  engine = connect(state, answers);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const inputs = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);

describe('the passphrase in the settings', () => {
  it('is changed with the current one, which may be wrong', async () => {
    await open(vault({}), '#/settings', {
      changePassphrase: async ({ current }) =>
        current === 'right' ? ok({}) : fail({ kind: 'wrong-passphrase', message: 'Wrong passphrase.' }),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Change the passphrase' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
    expect(dialog.getByText('Enter the current passphrase.')).toBeDefined();
    await userEvent.type(dialog.getByLabelText('Current passphrase'), 'wrong');
    await userEvent.type(dialog.getByLabelText('New passphrase'), 'long enough');
    await userEvent.type(dialog.getByLabelText('Repeat new passphrase'), 'long enough');
    await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
    expect(await dialog.findByText('Wrong passphrase.')).toBeDefined();
    await userEvent.clear(dialog.getByLabelText('Current passphrase'));
    await userEvent.type(dialog.getByLabelText('Current passphrase'), 'right');
    await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
    expect(await screen.findByText('Passphrase changed.')).toBeDefined();
    expect(inputs('changePassphrase').at(-1)).toEqual({ current: 'right', next: 'long enough' });
  });

  it('is kept in the keyring, and one that nobody knows is replaced without it', async () => {
    await open(vault({ keyring: { on: true, isRandom: true, problem: null } }), '#/settings');
    const remember = screen.getByRole('switch', { name: /^Remember it/ });
    await userEvent.click(remember);
    await vi.waitFor(() => expect(inputs('keepInKeyring')).toEqual([{ on: false }]));
    await userEvent.click(screen.getByRole('button', { name: 'Choose a passphrase' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByLabelText('Current passphrase')).toBeNull();
    await userEvent.type(dialog.getByLabelText('New passphrase'), 'long enough');
    await userEvent.type(dialog.getByLabelText('Repeat new passphrase'), 'long enough');
    await userEvent.click(dialog.getByRole('button', { name: 'Use this passphrase' }));
    await vi.waitFor(() => expect(inputs('changePassphrase')).toEqual([{ next: 'long enough' }]));
  });

  it('can be changed once it is chosen, and is not while its file is missing, on a page that stays open', async () => {
    await open(vault({ state: 'unset' }), '#/settings');
    expect(screen.queryByRole('button', { name: 'Change the passphrase' })).toBeNull();
    act(() => engine.push(vault({ state: 'open' })));
    expect(screen.getByRole('button', { name: 'Change the passphrase' })).toBeDefined();
    act(() => engine.push(vault({ state: 'unset', lost: 'The file is missing.' })));
    expect(screen.queryByRole('button', { name: 'Change the passphrase' })).toBeNull();
    act(() => engine.push(vault({ state: 'open' })));
    expect(screen.getByRole('button', { name: 'Change the passphrase' })).toBeDefined();
  });

  it('is no section where the system encrypts', async () => {
    await open(vault({ kind: 'system' }), '#/settings');
    expect(screen.queryByRole('heading', { name: 'Passphrase' })).toBeNull();
  });
});

describe('locked keys', () => {
  const problem = 'The system’s keyring is locked. Unlock it, then try again.';

  it('say why the keyring did not open them, and are given up after a question', async () => {
    await open(vault({ state: 'locked', keyring: { on: true, isRandom: false, problem } }), '#/');
    expect(await screen.findByText(new RegExp(problem))).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
    await userEvent.click(screen.getByRole('button', { name: /^Forgotten\?/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(inputs('resetPassphrase')).toEqual([]);
    await userEvent.type(dialog.getByLabelText('Passphrase'), 'long enough');
    await userEvent.type(dialog.getByLabelText('Repeat passphrase'), 'long enough');
    await userEvent.click(dialog.getByRole('button', { name: 'Start again' }));
    expect(await screen.findByText(/kept as credentials\.age\.forgotten/)).toBeDefined();
    expect(inputs('resetPassphrase')).toEqual([{ passphrase: 'long enough' }]);
    expect(inputs('unlock')).toEqual([]);
  });

  it('get the focus when everything is to be refreshed', async () => {
    const message = 'Your credentials are locked. Enter your passphrase first.';
    await open(vault({ state: 'locked' }), '#/', { refresh: async () => fail({ kind: 'locked', message }) });
    await screen.findByLabelText('Passphrase');
    await userEvent.click(screen.getByRole('button', { name: 'Refresh all' }));
    expect(await screen.findByText(message)).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
  });

  it('ask for no passphrase where the system’s keychain encrypts them', async () => {
    const problem = 'The system’s keychain is locked. Unlock it.';
    await open(vault({ state: 'locked', kind: 'system', problem }), '#/');
    expect(await screen.findAllByText(/keychain is locked/)).toHaveLength(1);
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await vi.waitFor(() => expect(inputs('unlock')).toEqual([{ passphrase: '' }]));
  });

  it('say nothing while the keychain was only just asked', async () => {
    await open(vault({ state: 'locked', kind: 'system' }), '#/');
    expect(screen.queryByText(/cannot be read/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('that were given up are listed, each with the way to enter it', async () => {
    await open(vault({ missing: ['a1', 'a2'] }), '#/');
    expect(screen.getByText('2 accounts need their keys again.')).toBeDefined();
    await userEvent.click(screen.getByRole('link', { name: /“second”: enter its key/ }));
    expect(await screen.findByRole('dialog', { name: /key|credential/i })).toBeDefined();
  });
});
