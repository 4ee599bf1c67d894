// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { CustomProviderDialog } from '../../../renderer/dialogs/custom/CustomProviderDialog.tsx';
import { draftOf, forTrial, idOf, inForm, writtenOf } from '../../../renderer/dialogs/custom/draft.ts';
import type { Trial } from '../../../shared/api/providers.ts';
import { checkDefinition } from '../../../shared/custom/read-definition.ts';
import { fail, ok } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { connect, type TestEngine } from '../engine.ts';
import { crustdata, fullState, providers } from '../pages/account/fixtures.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine?.leave();
});

const answer: Trial = {
  name: 'Gateway',
  answer: { status: 200, text: '{"data":{"left":12.5,"a-b":[7]},"key":"••••"}' },
  values: [],
  balance: null,
  error: { kind: 'malformed', message: 'none of the expressions finds a number', retryAt: null },
};
const worked: Trial = {
  ...answer,
  values: [{ field: 'remaining', expression: 'data.left', found: '12.5', wrong: null }],
  balance: '12.50 USD left',
  error: null,
};
const own = providers
  .slice(0, 1)
  .map((one) => ({ ...one, id: 'gateway', name: 'Gateway', custom: true as const, checkCost: 0 }));

const sent = (command: string) => engine.calls.filter((call) => call.command === command);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const type = async (label: string, text: string) => {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
};

it('tests, asks for consent, fills in what you click, saves, and adds the account with the same key', async () => {
  const trials = [answer, worked];
  engine = connect(fullState([], { vault: { state: 'open', kind: 'passphrase', warning: null } }), {
    catalogue: async () => ok(asEntries([...providers, ...own])),
    tryProvider: async ({ allowed }) => {
      if (!allowed) return fail({ kind: 'needs-consent', message: 'Gateway asks 10.0.0.5.' });
      return ok(trials.shift() ?? worked);
    },
    addProvider: async ({ allowed }) =>
      allowed
        ? ok({ id: 'gateway', name: 'Gateway' })
        : fail({ kind: 'needs-consent', message: 'Gateway asks 10.0.0.5.' }),
    addAccount: async () => ok(crustdata),
  });
  render(
    <Toasts>
      <CustomProviderDialog open={true} onClose={() => {}} />
    </Toasts>,
  );
  await type('Name', 'Gateway');
  await type('Address', 'https://10.0.0.5/v1/credits');
  await type('API key', 'invented-key-0123456789');
  await press('Test');
  expect(await screen.findByText(/Gateway asks 10\.0\.0\.5\./)).toBeTruthy();
  await press('Agree');
  await screen.findByText('It answers. Now choose the values that count.');
  expect(sent('tryProvider').at(-1)?.input).toMatchObject({
    definition: { read: { remaining: '`null`' } },
    values: { key: 'invented-key-0123456789' },
  });

  await userEvent.click(screen.getByLabelText('Left'));
  await press('12.5');
  expect(screen.getByLabelText('Left')).toHaveProperty('value', 'data.left');
  await userEvent.click(screen.getByLabelText('Used'));
  await press('7');
  expect(screen.getByLabelText('Used')).toHaveProperty('value', 'data."a-b"[0]');
  await userEvent.clear(screen.getByLabelText('Used'));
  await press('Test');
  expect(await screen.findByText('= 12.5')).toBeTruthy();
  expect(screen.getByText('It works: 12.50 USD left')).toBeTruthy();

  await press('Save and add account');
  await waitFor(() => expect(screen.getByRole('dialog', { name: 'Add Gateway' })).toBeTruthy());
  expect(sent('addProvider').at(-1)?.input).toEqual({
    allowed: true,
    replace: false,
    definition: {
      id: 'gateway',
      name: 'Gateway',
      unit: 'credits',
      intervalMinutes: 5,
      request: {
        method: 'GET',
        address: 'https://10.0.0.5/v1/credits',
        headers: { Authorization: 'Bearer {key}' },
      },
      read: { remaining: 'data.left' },
    },
  });
});

it('changes to the provider that the key turns out to be from', async () => {
  engine = connect(fullState([], { vault: { state: 'open', kind: 'passphrase', warning: null } }), {
    catalogue: async () => ok(asEntries([...providers, ...own])),
    addProvider: async () => ok({ id: 'gateway', name: 'Gateway' }),
  });
  render(
    <Toasts>
      <CustomProviderDialog open={true} onClose={() => {}} />
    </Toasts>,
  );
  await type('Name', 'Gateway');
  await type('Address', 'https://gateway.example/v1/credits');
  await type('Left', 'left');
  await type('API key', 'CAP-invented0123456789');
  await press('Save and add account');
  await userEvent.click(await screen.findByRole('button', { name: /^Switch to Cap/ }));
  expect(await screen.findByRole('dialog', { name: /^Add Cap/ })).toBeTruthy();
  expect(screen.getByLabelText('API key')).toHaveProperty('value', 'CAP-invented0123456789');
});

it('takes a file, says what is wrong with it, and shows the form as one', async () => {
  engine = connect(fullState([]), {});
  render(
    <Toasts>
      <CustomProviderDialog open={true} onClose={() => {}} />
    </Toasts>,
  );
  const dialog = within(screen.getByRole('dialog'));
  await press('Paste a file');
  await userEvent.click(dialog.getByLabelText('The file'));
  await userEvent.paste('{"name": 1}');
  expect(dialog.getByRole('alert').textContent).toContain('“');
  await userEvent.paste(
    JSON.stringify({ id: 'mine', name: 'My script', command: ['/opt/balance', '--json'], unit: 'USD' }),
  );
  expect(dialog.getByLabelText('Program and arguments')).toHaveProperty('value', '/opt/balance\n--json');
  await press('Copy as a file');
  const text = dialog.getByLabelText('The file');
  expect(text instanceof HTMLTextAreaElement && JSON.parse(text.value)).toMatchObject({
    id: 'mine',
    command: ['/opt/balance', '--json'],
    unit: 'USD',
  });
});

it.each([
  {
    id: 'a',
    name: 'A',
    unit: { one: 'page', many: 'pages' },
    request: { method: 'POST', address: 'https://a.example/graphql', body: { query: '{ me }' } },
    read: { remaining: { pattern: 'Left: (\\S+)' }, error: 'errors[0].message' },
  },
  {
    id: 'b',
    name: 'B',
    credential: [
      { id: 'base', label: 'Address', address: true },
      { id: 'token', label: 'Token', env: ['B_TOKEN'] },
    ],
    request: { method: 'POST', address: '{base}/v1', form: { token: '{token}' } },
    read: { used: 'used' },
  },
  { id: 'c', name: 'C', command: ['/bin/true', 'a b'], timeLimitSeconds: 20, credential: [] },
])('changes nothing of a file by showing it in the form: $name', (file) => {
  const before = checkDefinition(file);
  if (!before.ok) throw new Error(before.error);
  const written = writtenOf(draftOf(before.value));
  expect(written.ok && checkDefinition(written.value)).toEqual(before);
  expect(written.ok && forTrial(written.value)).toEqual(written.ok && written.value);
});

it('says what is wrong with the labels of the form', () => {
  expect(inForm('“read.remaining”: The function join is not available.')).toBe(
    '“Left”: The function join is not available.',
  );
  expect(inForm('“request.headers.X-A”: A header has plain letters only.')).toBe(
    '“Headers”: A header has plain letters only.',
  );
  expect(inForm('There is no “adress” in “request”.')).toBe('There is no “adress” in “request”.');
  expect(inForm('Gateway sent an answer that Fuelgauge cannot read: “renewsAt”: “soon” is not a date.')).toBe(
    'Gateway sent an answer that Fuelgauge cannot read: “Renews”: “soon” is not a date.',
  );
});

it('brings what a test found into view, which is above the expressions', async () => {
  const shown: (string | null)[] = [];
  Element.prototype.scrollIntoView = function (this: Element) {
    shown.push(this.textContent);
  };
  onTestFinished(() => {
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });
  engine = connect(fullState([]), {
    tryProvider: async () => ok(worked),
  });
  render(
    <Toasts>
      <CustomProviderDialog open={true} onClose={() => {}} />
    </Toasts>,
  );
  await press('Test');
  expect(await screen.findByText('“Name”: Say what you call it.')).toBeTruthy();
  await type('Name', '中转站');
  await press('Test');
  expect(await screen.findByText(/^“Id”: Choose one/)).toBeTruthy();
  await type('Name', 'Gateway');
  await type('API key', 'invented-key-0123456789');
  await press('Test');
  expect(await screen.findByText('It works: 12.50 USD left')).toBeTruthy();
  expect(shown).toEqual([
    expect.stringContaining('“Name”'),
    expect.stringContaining('“Id”'),
    'It works: 12.50 USD left',
  ]);
});

it('makes an id of a name', () => {
  expect(idOf('3 Müller’s Gateway (EU)')).toBe('muller-s-gateway-eu');
  expect(idOf('中转站')).toBe('');
});
