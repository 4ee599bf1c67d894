// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { advice, ok } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { accepted } from '../engine.ts';
import { crustdata, providers, scrapio, spidra } from '../pages/account/fixtures.ts';
import { commands, keyHasFocus, leaveAfterwards, open, press, sent, text } from './adding.tsx';

leaveAfterwards();

describe('adding an account', () => {
  it.each([
    ['as it is', null, {}],
    ['another', '20', { floor: 20 }],
    ['none', '', { floor: 'none' }],
    ['zero', '0', { floor: 'none' }],
  ])('asks below which balance to warn if there may be no limit: %s', async (_, typed, wanted) => {
    await open({ provider: 'capsolver', answers: { addAccount: async () => ok(crustdata) } });
    await userEvent.keyboard('CAP-0123456789');
    const field = screen.getByLabelText('Warn me below (USD)');
    expect(field).toHaveProperty('value', '5');
    if (typed !== null) {
      await userEvent.clear(field);
      if (typed !== '') await userEvent.type(field, typed);
    }
    await press('Add');
    expect(sent('addAccount').map(({ input }) => input)).toMatchObject([
      { provider: 'capsolver', ...wanted },
    ]);
    expect(Object.keys(Object(sent('addAccount')[0]?.input)).includes('floor')).toBe('floor' in wanted);
  });

  it('refuses a floor that is no amount', async () => {
    await open({ provider: 'capsolver' });
    await userEvent.keyboard('CAP-0123456789');
    await userEvent.type(screen.getByLabelText('Warn me below (USD)'), 'x');
    await press('Add');
    expect(sent('addAccount')).toEqual([]);
    expect(text()).toContain('Write digits only');
  });

  it('asks for no floor if balances have a limit', async () => {
    await open({ provider: 'scraperapi' });
    expect(screen.queryByLabelText(/Warn me below/)).toBeNull();
  });

  it('is done with the keyboard alone, from the search to the new account', async () => {
    await open({ answers: { addAccount: async () => ok(crustdata) } });
    await screen.findByRole('button', { name: /^Crustdata/ });
    await userEvent.keyboard('crust{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Add Crustdata' })).toBeDefined();
    await keyHasFocus();
    await userEvent.keyboard('invented-key-7f3a');
    while (document.activeElement?.textContent !== 'Add') await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(sent('addAccount').map(({ input }) => input)).toEqual([
      {
        provider: 'crustdata',
        label: 'Crustdata',
        credential: { from: 'values', values: { key: 'invented-key-7f3a' } },
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Add Crustdata' })).toBeNull());
  });

  it('finds a provider with the arrows, and says when there is none', async () => {
    await open();
    // The dialog moves the focus there once it is drawn.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Add Crustdata' })).toBeDefined();
    await press('Another provider');
    await userEvent.type(await screen.findByRole('searchbox'), 'nobody');
    expect(screen.getByText('No provider matches “nobody”.')).toBeDefined();
  });

  it('asks before a server in your own network is asked, and again if you change its address', async () => {
    const [first] = providers;
    if (first === undefined) throw new Error('There is no provider.');
    const field = { id: 'base', label: 'Address', secret: false, pattern: null, environment: [], hint: '' };
    const relay = {
      ...first,
      id: 'relay',
      name: 'Relay',
      checkCost: 0,
      credentialFields: [{ ...field, address: true }],
    };
    await open({ provider: 'relay', answers: { catalogue: async () => ok(asEntries([relay])) } });
    await userEvent.keyboard('https://relay.example');
    expect(screen.queryByRole('switch', { name: 'Ask this address' })).toBeNull();
    const address = screen.getByLabelText('Address');
    await userEvent.clear(address);
    await userEvent.type(address, 'http://10.1.2.3:4000');
    const agree = screen.getByRole('switch', { name: 'Ask this address' });
    expect(text()).toContain(
      'Relay asks 10.1.2.3:4000, an address on this computer or in your own network, without encryption.',
    );
    await press('Test');
    expect(text()).toContain('Turn on “Ask this address” if you want that.');
    expect(sent('testCredential')).toEqual([]);
    await userEvent.click(agree);
    await press('Test');
    expect(sent('testCredential').map(({ input }) => input)).toMatchObject([
      { credential: { from: 'values', values: { base: 'http://10.1.2.3:4000' }, near: true } },
    ]);
    await userEvent.type(address, '1');
    expect(agree.getAttribute('aria-checked')).toBe('false');
    await userEvent.clear(address);
    await userEvent.type(address, 'https://relay.example');
    await press('Test');
    expect(sent('testCredential')).toHaveLength(2);
  });

  it('hides the key until it is asked to show it', async () => {
    await open({ provider: 'crustdata' });
    const field = screen.getByLabelText('API key');
    expect(field.getAttribute('type')).toBe('password');
    expect(field.getAttribute('autocomplete')).toBe('off');
    await press('Show the API key');
    expect(field.getAttribute('type')).toBe('text');
  });

  it('says what is missing beside the field and sends nothing', async () => {
    await open({ provider: 'crustdata' });
    await userEvent.clear(screen.getByLabelText('Label'));
    await press('Add');
    expect(text()).toContain('Paste the API key here.');
    expect(text()).toContain('Give the account a label');
    expect(screen.getByLabelText('API key').getAttribute('aria-invalid')).toBe('true');
    expect(commands()).toEqual([]);
  });

  it('recognises a key of another provider and switches to it', async () => {
    await open({ provider: 'crustdata' });
    await userEvent.type(screen.getByLabelText('API key'), 'CAP-INVENTED00');
    expect(text()).toContain('This looks like a CapSolver key');
    await press('Switch to CapSolver');
    expect(await screen.findByRole('dialog', { name: 'Add CapSolver' })).toBeDefined();
  });

  it('tests without keeping, and forgets the outcome when the key changes', async () => {
    await open({
      provider: 'crustdata',
      answers: { testCredential: async () => ok(accepted) },
    });
    await userEvent.type(screen.getByLabelText('API key'), 'invented');
    await press('Test');
    expect(await screen.findByText('9,406 credits left; sees the whole account.')).toBeDefined();
    expect(sent('addAccount')).toEqual([]);
    await userEvent.type(screen.getByLabelText('API key'), 'x');
    expect(screen.queryByText(/9,406 credits left/)).toBeNull();
  });

  it('explains why a test failed', async () => {
    const error = {
      kind: 'offline' as const,
      message: 'There is no connection.',
      retryAt: null,
      advice: advice.offline,
    };
    await open({
      provider: 'crustdata',
      answers: { testCredential: async () => ok({ ok: false, error, rejected: false, sameAs: null }) },
    });
    await userEvent.type(screen.getByLabelText('API key'), 'invented');
    await press('Test');
    expect(await screen.findByText(/Check this computer’s network connection/)).toBeDefined();
  });

  it('shows why it was refused, and keeps what was typed', async () => {
    const error = { kind: 'bad-input' as const, message: 'There is a Crustdata account with this label.' };
    await open({ provider: 'crustdata', answers: { addAccount: async () => ({ ok: false, error }) } });
    await userEvent.type(screen.getByLabelText('API key'), 'invented');
    await press('Add');
    expect(await screen.findByText(error.message)).toBeDefined();
    expect(screen.getByLabelText('API key')).toHaveProperty('value', 'invented');
  });

  it('keeps the name of an environment variable only, and needs no passphrase for it', async () => {
    await open({ provider: 'crustdata', vault: 'unset' });
    expect(text()).toContain('Choose a passphrase');
    await press('Use an environment variable');
    expect(text()).not.toContain('Choose a passphrase');
    await press('Add');
    expect(sent('unlock')).toEqual([]);
    expect(sent('addAccount')[0]?.input).toMatchObject({
      credential: { from: 'environment', variables: { key: 'CRUSTDATA_API_KEY' } },
    });
  });
});

describe('the passphrase', () => {
  it('is chosen with the first credential, twice', async () => {
    await open({ provider: 'crustdata', vault: 'unset', answers: { addAccount: async () => ok(crustdata) } });
    await userEvent.type(screen.getByLabelText('API key'), 'invented');
    await userEvent.type(screen.getByLabelText('Passphrase'), 'correct horse');
    await press('Add');
    expect(text()).toContain('The passphrases don’t match.');
    expect(commands()).toEqual([]);
    await userEvent.type(screen.getByLabelText('Repeat passphrase'), 'correct horse');
    await press('Add');
    expect(commands()).toEqual(['unlock', 'testCredential', 'addAccount']);
  });

  it('is asked for when the vault is locked, and a wrong one adds nothing', async () => {
    const error = { kind: 'wrong-passphrase' as const, message: 'This is not the passphrase.' };
    await open({
      provider: 'crustdata',
      vault: 'locked',
      answers: { unlock: async () => ({ ok: false, error }) },
    });
    await userEvent.type(screen.getByLabelText('API key'), 'invented');
    await userEvent.type(screen.getByLabelText('Passphrase'), 'wrong');
    await press('Add');
    const said = await screen.findByText('This is not the passphrase.');
    const field = screen.getByLabelText('Passphrase');
    expect(field.getAttribute('aria-describedby')?.split(' ')).toContain(said.id);
    expect(document.activeElement).toBe(field);
    expect(sent('addAccount')).toEqual([]);
  });
});

describe('what the provider does not report', () => {
  it('is asked for after adding, if the endpoint reports only use', async () => {
    await open({
      provider: 'spidra',
      answers: {
        addAccount: async () =>
          ok({ ...spidra, entered: { ...spidra.entered, plan: null, refill: null, cycleStart: null } }),
      },
    });
    await userEvent.type(screen.getByLabelText('API key'), 'spd_invented');
    await press('Add');
    await screen.findByRole('dialog', { name: 'Spidra, client: Nordhaus added' });
    await userEvent.type(screen.getByLabelText('Billing cycle started on'), '2026-11-04');
    await userEvent.type(screen.getByLabelText('Refill, in credits'), '5,000');
    await press('Save');
    expect(sent('editAccount').map(({ input }) => input)).toEqual([
      { account: 'a2', plan: null, cycleStart: '2026-11-04', refill: 5000, rollover: null },
    ]);
  });

  it('is chosen first if there is no endpoint, with the command for scripts after', async () => {
    await open({
      provider: 'scrapio',
      answers: { addAccount: async () => ok(scrapio), editAccount: async () => ok(scrapio) },
    });
    expect(screen.queryByLabelText('API key')).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('Plan'), 'free-daily');
    expect(text()).toContain('The cap resets at midnight UTC.');
    await press('Add');
    expect(sent('editAccount')[0]?.input).toMatchObject({ account: 'a4', plan: 'free-daily' });
    const done = await screen.findByRole('dialog', { name: / added$/ });
    expect(done.textContent).toContain('curl -X POST http://127.0.0.1:4870/v1/usage');
    expect(done.textContent).toContain('{"account":"free plan","credits":2}');
    await userEvent.click(within(done).getByRole('button', { name: 'Make a token' }));
    expect(await screen.findByText('invented-token')).toBeDefined();
  });
});
