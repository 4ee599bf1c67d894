// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type CredentialField, ok, type ProviderInfo } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { providers } from '../pages/account/fixtures.ts';
import { commands, leaveAfterwards, open, press, sent, text } from './adding.tsx';

leaveAfterwards();

describe('a pasted key', () => {
  const field = (rest: Partial<CredentialField>): CredentialField => ({
    id: 'key',
    label: 'API key',
    secret: true,
    pattern: null,
    environment: [],
    hint: 'Any key.',
    ...rest,
  });
  const made = (id: string, credentialFields: CredentialField[], rest: Partial<ProviderInfo> = {}) => ({
    ...(providers[0] ?? never()),
    id: id.toLowerCase(),
    name: id,
    credentialFields,
    ...rest,
  });
  const others = { 'fox-pub-': 'This is a public key. Make a secret one.' };
  const known = [
    made('Fox', [field({ pattern: '^fox-[0-9a-f]+$', environment: ['FOX_API_KEY'], otherKinds: others })]),
    made('Owl', [field({ pattern: '^sk-', environment: ['OWL_API_KEY'] })]),
    made('Elk', [field({ pattern: '^sk-', environment: ['ELK_API_KEY'] })]),
    made('Relay', [
      field({ id: 'address', label: 'Address', secret: false, address: true }),
      field({ optional: true, label: 'Group', id: 'group', secret: false, environment: ['RELAY_GROUP'] }),
      field({ environment: ['RELAY_KEY'] }),
    ]),
    made('Toll', [field({})], { checkCost: 1, unit: { kind: 'requests' } }),
  ];
  const begin = () => open({ answers: { catalogue: async () => ok(asEntries(known)) } });
  const paste = async (text: string) => {
    const search = await screen.findByRole('searchbox');
    await userEvent.click(search);
    await userEvent.paste(text);
  };
  const choices = () =>
    within(screen.getByRole('dialog'))
      .getAllByRole('listitem')
      .map((item) => item.textContent);

  it('opens the form of its provider with the key filled in, and sends nothing', async () => {
    await begin();
    await paste('fox-0123456789abcdef');
    expect(await screen.findByRole('dialog', { name: 'Add Fox' })).toBeDefined();
    expect(screen.getByLabelText('API key')).toHaveProperty('value', 'fox-0123456789abcdef');
    expect(text()).toContain('What you pasted is filled in.');
    expect(commands()).toEqual([]);
    await press('Another provider');
    expect(await screen.findByRole('searchbox')).toHaveProperty('value', '');
  });

  it('is known by the variable before it', async () => {
    await begin();
    await paste('export ELK_API_KEY="sk-0123456789abcdef"');
    expect(await screen.findByRole('dialog', { name: 'Add Elk' })).toBeDefined();
    expect(screen.getByLabelText('API key')).toHaveProperty('value', 'sk-0123456789abcdef');
  });

  it('that fits two is asked about, and never shown', async () => {
    await begin();
    await paste('sk-0123456789abcdef');
    expect(text()).toContain('Keys of several providers look like the one that ends in cdef.');
    expect(choices()).toEqual([expect.stringMatching(/Elk/), expect.stringMatching(/Owl/)]);
    expect(screen.getByRole('dialog').innerHTML).not.toContain('0123456789');
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('dialog', { name: 'Add accounts' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /Owl/ }));
    expect(await screen.findByRole('dialog', { name: 'Add Owl' })).toBeDefined();
    expect(screen.getByLabelText('API key')).toHaveProperty('value', 'sk-0123456789abcdef');
  });

  it('can belong to another than those that it fits', async () => {
    await begin();
    await paste('sk-0123456789abcdef');
    await press('Another provider');
    expect(choices()).toHaveLength(known.length);
    await userEvent.keyboard('fox{Enter}');
    expect(await screen.findByLabelText('API key')).toHaveProperty('value', 'sk-0123456789abcdef');
  });

  it('that says nothing goes to the provider that you search for, or is forgotten', async () => {
    await begin();
    await paste('0123456789abcdef0123456789abcdef');
    expect(text()).toContain('Nothing in the key that ends in cdef says whose it is.');
    await press('Forget the key');
    expect(text()).not.toContain('Whose key is it?');
    await paste('0123456789abcdef0123456789abcdef');
    await userEvent.keyboard('relay{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Add Relay' })).toBeDefined();
    expect(screen.getByLabelText('API key')).toHaveProperty('value', '0123456789abcdef0123456789abcdef');
    expect(screen.getByLabelText('Address')).toHaveProperty('value', '');
  });

  it('of the wrong kind is told so at once, and is not filled in', async () => {
    await begin();
    await paste('fox-pub-0123456789');
    expect(text()).toContain('This is another kind of Fox key');
    expect(text()).toContain('This is a public key. Make a secret one.');
    await press('Go on with Fox');
    expect(await screen.findByLabelText('API key')).toHaveProperty('value', '');
    await userEvent.type(screen.getByLabelText('API key'), 'fox-pub-0123456789');
    expect(screen.getByRole('alert').textContent).toBe('This is a public key. Make a secret one.');
    await press('Add');
    expect(commands()).toEqual([]);
  });

  it('beside fields that can stay empty, and an address that begins with https', async () => {
    await begin();
    await paste('RELAY_KEY=invented0123');
    const address = await screen.findByLabelText('Address');
    expect(address.getAttribute('type')).toBe('url');
    await userEvent.type(address, 'http://relay.example');
    await press('Add');
    expect(text()).toContain('The address must start with https://.');
    await userEvent.clear(address);
    await userEvent.type(address, 'https://relay.example');
    expect(screen.getByLabelText('Group (optional)')).toHaveProperty('value', '');
    await press('Add');
    expect(sent('addAccount')[0]?.input).toMatchObject({
      credential: { from: 'values', values: { address: 'https://relay.example', key: 'invented0123' } },
    });
    expect(Object.keys(Object(Object(sent('addAccount')[0]?.input).credential.values))).not.toContain(
      'group',
    );
  });

  it('is named by variables without the optional one', async () => {
    await begin();
    await userEvent.type(await screen.findByRole('searchbox'), 'elk{Enter}');
    await press('Use an environment variable');
    await press('Add');
    expect(sent('addAccount')[0]?.input).toMatchObject({
      credential: { from: 'environment', variables: { key: 'ELK_API_KEY' } },
    });
  });

  it.each([false, true])('says what a check costs before you add it; checks on: %s', async (on) => {
    await begin();
    await userEvent.type(await screen.findByRole('searchbox'), 'toll{Enter}');
    const paid = await screen.findByRole('switch', {
      name: 'Check automatically (each costs 1 request)',
      description: /288 requests a day/,
    });
    if (on) await userEvent.click(paid);
    await userEvent.type(screen.getByLabelText('API key'), 'invented0123');
    await press('Test');
    await press('Add');
    expect(sent('testCredential')[0]?.input).toMatchObject({ paidChecks: on });
    expect(sent('testCredential')).toHaveLength(on ? 2 : 1);
    expect(sent('addAccount')[0]?.input).toMatchObject({ paidChecks: on });
  });
});

function never(): never {
  throw new Error('The fixtures have changed.');
}
