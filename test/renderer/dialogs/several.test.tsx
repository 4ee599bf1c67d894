// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { AddAccountDialog } from '../../../renderer/dialogs/add/AddAccountDialog.tsx';
import type { TestResult } from '../../../shared/api/accounts.ts';
import {
  type AppState,
  advice,
  type CommandError,
  type CredentialField,
  ok,
  type ProviderInfo,
  type ReadErrorKind,
} from '../../../shared/model/index.ts';
import { asEntries, invented } from '../../helpers/catalogue.ts';
import { account } from '../../helpers/states.ts';
import { accepted, connect, type TestEngine } from '../engine.ts';
import { fullState } from '../pages/account/fixtures.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
});

const [base] = invented(1);
const field = (rest: Partial<CredentialField>): CredentialField => ({
  id: 'key',
  label: 'API key',
  secret: true,
  pattern: null,
  environment: [],
  hint: 'Any key.',
  ...rest,
});
function made(name: string, credentialFields: CredentialField[], rest: Partial<ProviderInfo> = {}) {
  if (base === undefined) throw new Error('There is no invented provider.');
  return { ...base, id: name.toLowerCase(), name, credentialFields, ...rest };
}
const providers = [
  made('Fox', [
    field({ environment: ['FOX_API_KEY'], otherKinds: { 'fox-pub-': 'It is public. Make a secret one.' } }),
    field({ id: 'managementKey', label: 'Management key', optional: true, environment: ['FOX_ADMIN_KEY'] }),
  ]),
  made('Owl', [field({ pattern: '^sk-', environment: ['OWL_API_KEY'] })]),
  made('Elk', [field({ pattern: '^sk-', environment: ['ELK_API_KEY'] })]),
  made('Wren', [
    field({ id: 'sid', label: 'Account SID', secret: false, environment: ['WREN_SID'] }),
    field({ id: 'token', label: 'Auth token', environment: ['WREN_TOKEN'] }),
  ]),
  made('Toll', [field({ environment: ['TOLL_KEY'] })], { checkCost: 1, unit: { kind: 'requests' } }),
];

const keys = {
  fox: 'inv-fox-5b0c77d21ea8f49371c2',
  owl: 'sk-90ab3317c5d2e86f440b4e',
  asked: 'sk-77b1d04c2f9e6ea81d',
  wren: 'inv-wren-1f3e5d7c9b0a2468ace0',
  toll: 'inv-toll-6c1d9e20b7f4a835d3f7',
  foreign: 'postgres://ada:hunter2hunter2@db.example/shop',
};
const five = `FOX_API_KEY="${keys.fox}"
export OWL_API_KEY=${keys.owl}
KEY=${keys.asked}
FOX_API_KEY=${keys.fox}
DATABASE_URL=${keys.foreign}`;

type Answers = Parameters<typeof connect>[1];

function Opener({ onCustom }: { onCustom?: (() => void) | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <Toasts>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <AddAccountDialog open={open} onClose={() => setOpen(false)} onCustom={onCustom} />
    </Toasts>
  );
}
async function paste(
  text: string,
  answers: Answers = {},
  options: { vault?: AppState['vault']['state']; onCustom?: () => void } = {},
): Promise<void> {
  const vault = { state: options.vault ?? 'open', kind: 'passphrase' as const, warning: null };
  engine = connect(fullState([], { vault }), { catalogue: async () => ok(asEntries(providers)), ...answers });
  render(<Opener onCustom={options.onCustom} />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('button', { name: /^Owl/ });
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.paste(text);
}
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const row = (name: RegExp) => {
  const found = within(screen.getByRole('list', { name: 'What you pasted' }))
    .getAllByRole('listitem')
    .find(({ textContent }) => name.test(textContent ?? ''));
  if (found === undefined) throw new Error(`There is no row ${name}.`);
  return found;
};
const tick = (name: RegExp) => within(row(name)).getByRole<HTMLInputElement>('checkbox');
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^What you pasted/ });
const text = () => screen.getByRole('dialog').textContent ?? '';

/** What a person or a program could read of the page: its elements, and what is in its fields. */
const readable = () =>
  [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('textarea')].map(({ value }) => value),
  ].join();

const refusal = (kind: ReadErrorKind, message: string): TestResult => ({
  ok: false,
  error: { kind, message, retryAt: null, advice: advice[kind] },
  rejected: kind === 'bad-credential',
  sameAs: null,
});
const answering =
  (results: Record<string, TestResult>): NonNullable<Answers>['testCredential'] =>
  async ({ provider }) =>
    ok(results[provider] ?? accepted);
const nameOf = (provider: string) => providers.find(({ id }) => id === provider)?.name ?? '';
const added: NonNullable<Answers>['addAccount'] = async ({ provider, label }) =>
  ok({ ...account('n1', provider, label ?? nameOf(provider), {}), provider });

describe('several pasted keys', () => {
  it('are recognised at once, counted, and sent to nobody', async () => {
    await paste(five);
    expect(text()).toContain(
      '5 lines: 2 keys recognised, 1 could be two providers, 1 is there twice, 1 is not for us.',
    );
    expect(box().value.split('\n')).toEqual([
      'FOX_API_KEY=••••••••••71c2',
      'OWL_API_KEY=••••••••••0b4e',
      'KEY=••••••••••a81d',
      'FOX_API_KEY=••••••••••71c2',
      'DATABASE_URL=…',
    ]);
    expect(row(/Fox/).textContent).toContain('API key ending in 71c2');
    expect(row(/Fox/).textContent).toContain('Took the value of FOX_API_KEY without its quotes.');
    expect(row(/begins with sk-/).textContent).toContain('Which one? Owl · Elk · another');
    expect(row(/once more/).textContent).toContain('The Fox key from line 1 once more.');
    expect(row(/DATABASE_URL/).textContent).toContain('Not sent anywhere.');
    expect(sent('testCredential')).toEqual([]);
    await expect.poll(() => document.activeElement).toBe(box());
  });

  it('are tested each at its own provider alone, and added as they were tested', async () => {
    await paste(five, {
      testCredential: answering({
        fox: { ...accepted, balance: '812 of 1,000 credits left', scope: 'account' },
        owl: { ...accepted, balance: '$31.20 left', scope: 'key' },
      }),
      addAccount: added,
    });
    await press('Test 2 keys');
    expect(await screen.findByText('2 tested: 2 work.')).toBeDefined();
    expect(sent('testCredential')).toEqual([
      { provider: 'fox', credential: { from: 'values', values: { key: keys.fox } } },
      { provider: 'owl', credential: { from: 'values', values: { key: keys.owl } } },
    ]);
    expect(row(/Fox/).textContent).toContain('sees the whole account.');
    expect(row(/Fox/).textContent).toContain('812 of 1,000 credits left');
    expect(row(/Owl/).textContent).toContain('sees only its own use.');
    await userEvent.click(tick(/Owl/));
    await press('Add 1 account');
    expect(await screen.findByText('1 account added: Fox.')).toBeDefined();
    expect(sent('addAccount')).toMatchObject([
      { provider: 'fox', credential: { from: 'values', values: { key: keys.fox } } },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('go nowhere else when they are rejected: copy it again, or keep it anyway', async () => {
    await paste(five, {
      testCredential: answering({ owl: refusal('bad-credential', 'Owl does not accept this key.') }),
    });
    await press('Test 2 keys');
    expect(await screen.findByText('2 tested: 1 works, 1 was not accepted.')).toBeDefined();
    expect(tick(/Owl/).checked).toBe(false);
    expect(row(/Owl/).textContent).toContain(
      'Owl does not accept this key. Copy it again, or keep it anyway.',
    );
    await press('keep it anyway');
    expect(document.activeElement).toBe(tick(/Owl/));
    expect(screen.getByRole('button', { name: 'Add 2 accounts' })).toBeDefined();
    await press('Copy it again');
    const again = screen.getByLabelText('API key');
    expect(document.activeElement).toBe(again);
    await userEvent.keyboard('sk-0000111122223333');
    expect(row(/Owl/).textContent).toContain('ending in 3333');
    expect(again).toHaveProperty('value', 'sk-0000111122223333');
    expect(document.documentElement.outerHTML).not.toContain('sk-0000111122223333');
    expect(screen.getByRole('button', { name: 'Test 1 key' })).toBeDefined();
  });

  it('that nobody could ask about can be added, or tested again', async () => {
    await paste(five, { testCredential: answering({ owl: refusal('offline', 'There is no connection.') }) });
    await press('Test 2 keys');
    expect(await screen.findByText('2 tested: 1 works, 1 could not be told.')).toBeDefined();
    expect(tick(/Owl/).checked).toBe(true);
    expect(row(/Owl/).textContent).toContain('There is no connection. You can add it all the same');
    await press('test it again');
    await waitFor(() => expect(sent('testCredential')).toHaveLength(3));
  });

  it('that an account has already are told before anybody is asked, and not ticked', async () => {
    const sameAs = { account: 'a1', provider: 'Fox', label: 'production' };
    await paste(five, {
      sameKey: async ({ provider }) => ok({ sameAs: provider === 'fox' ? sameAs : null }),
    });
    expect(await screen.findByText('This is the key of “production”.')).toBeDefined();
    expect(tick(/Fox/).checked).toBe(false);
    await press('Test 1 key');
    await screen.findByText('1 tested: 1 works.');
    expect(sent('testCredential')).toMatchObject([{ provider: 'owl' }]);
  });

  it('that a locked vault knows already are told once it is open, before any is added', async () => {
    let isLocked = true;
    const sameAs = { account: 'a1', provider: 'Elk', label: 'production' };
    await paste(
      five,
      {
        sameKey: async ({ provider }) => ok({ sameAs: provider === 'owl' && !isLocked ? sameAs : null }),
        unlock: async () => {
          isLocked = false;
          return ok({});
        },
        addAccount: added,
      },
      { vault: 'locked' },
    );
    await press('Test 2 keys');
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'correct horse{Enter}');
    expect(await screen.findByText('This is the key of “production” at Elk.')).toBeDefined();
    expect(sent('addAccount')).toEqual([]);
    await press('Add 1 account');
    expect(await screen.findByText('1 account added: Fox.')).toBeDefined();
  });

  it('are labelled by what their variables say', async () => {
    await paste(`FOX_API_KEY_PROD=${keys.fox}\nOWL_API_KEY=${keys.owl}`, { addAccount: added });
    await press('Test 2 keys');
    await press('Add 2 accounts');
    expect(await screen.findByText('2 accounts added: Fox, prod and Owl.')).toBeDefined();
  });
});

describe('a row that asks', () => {
  it('whose key it is sends it only where you say', async () => {
    await paste(five);
    await press('Elk');
    expect(document.activeElement).toBe(tick(/Elk/));
    await press('Test 3 keys');
    await screen.findByText('3 tested: 3 work.');
    expect(sent('testCredential')[2]).toEqual({
      provider: 'elk',
      credential: { from: 'values', values: { key: keys.asked } },
    });
  });

  it('offers every other provider', async () => {
    await paste(five);
    await press('another');
    const select = screen.getByLabelText('Its provider');
    expect(document.activeElement).toBe(select);
    await userEvent.selectOptions(select, 'Wren');
    expect(sent('testCredential')).toEqual([]);
    await press('It is a key of this provider');
    expect(within(row(/Wren/)).getByLabelText('Account SID')).toBeDefined();
  });

  it('for what was not pasted says so beside the field, with the focus in it', async () => {
    await paste(`${five}\nWREN_TOKEN=${keys.wren}`);
    await press('Test 3 keys');
    const missing = screen.getByLabelText('Account SID');
    expect(document.activeElement).toBe(missing);
    expect(sent('testCredential')).toEqual([]);
    await userEvent.keyboard('AC-invented{Enter}');
    await screen.findByText('3 tested: 3 work.');
    expect(sent('testCredential')[2]).toEqual({
      provider: 'wren',
      credential: { from: 'values', values: { sid: 'AC-invented', token: keys.wren } },
    });
  });

  it('for a key that sees more opens its field', async () => {
    await paste(five, { testCredential: answering({ fox: { ...accepted, scope: 'key' } }) });
    await press('Test 2 keys');
    await userEvent.click(await screen.findByRole('button', { name: 'A management key sees more' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Management key (optional)'));
  });

  it.each([false, true])(
    'what a test may cost asks nobody without your consent; given: %s',
    async (given) => {
      await paste(`FOX_API_KEY=${keys.fox}\nTOLL_KEY=${keys.toll}`, { addAccount: added });
      expect(row(/Toll/).textContent).toContain('Not tested: a test costs 1 request.');
      if (given) await userEvent.click(screen.getByRole('switch', { name: /each costs 1 request/ }));
      await press(given ? 'Test 2 keys' : 'Test 1 key');
      await screen.findByText(given ? '2 tested: 2 work.' : '1 tested: 1 works.');
      await press('Add 2 accounts');
      await waitFor(() => expect(sent('addAccount')).toHaveLength(2));
      expect(sent('addAccount')[1]).toMatchObject({ provider: 'toll', paidChecks: given });
    },
  );

  it('has nothing to tick where the key is of another kind', async () => {
    await paste(`FOX_API_KEY=fox-pub-0123456789abcdef\nOWL_API_KEY=${keys.owl}`);
    expect(tick(/Fox/).disabled).toBe(true);
    expect(row(/Fox/).textContent).toContain('Another kind of key: It is public. Make a secret one.');
    expect(screen.getByRole('button', { name: 'Test 1 key' })).toBeDefined();
  });
});

describe('adding them', () => {
  it('keeps in the list what was not added, and says what was', async () => {
    const error: CommandError = { kind: 'not-writable', message: 'The disk is full.' };
    let isFull = true;
    await paste(five, {
      addAccount: async (input) =>
        input.provider === 'owl' && isFull ? { ok: false, error } : added({ ...input }),
    });
    await press('Test 2 keys');
    await press('Add 2 accounts');
    expect(await screen.findByText('1 account added, the rest was not')).toBeDefined();
    expect(row(/Owl/).textContent).toContain('Not added: The disk is full.');
    expect(box().value).not.toContain('71c2\nOWL');
    isFull = false;
    await press('Add 1 account');
    expect(await screen.findByText('2 accounts added: Fox and Owl.')).toBeDefined();
    expect(sent('addAccount')).toHaveLength(3);
  });

  it('asks for the passphrase once, and a wrong one adds nothing', async () => {
    let isWrong = true;
    const error: CommandError = { kind: 'wrong-passphrase', message: 'This is not the passphrase.' };
    await paste(
      five,
      { unlock: async () => (isWrong ? { ok: false, error } : ok({})), addAccount: added },
      { vault: 'locked' },
    );
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
    await press('Test 2 keys');
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'wrong{Enter}');
    expect(await screen.findByText('This is not the passphrase.')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
    expect(sent('addAccount')).toEqual([]);
    isWrong = false;
    await press('Add 2 accounts');
    await screen.findByText('2 accounts added: Fox and Owl.');
    expect(sent('unlock')).toHaveLength(2);
  });

  it('says what to do when nothing is ticked, or there is nothing to tick', async () => {
    await paste('DATABASE_URL=postgres://ada@db.example/shop\nSESSION_NAME=shop-front');
    expect(text()).toContain('2 lines: 2 are not for us.');
    await press('Add accounts');
    expect(text()).toContain('There is nothing to add yet.');
  });
});

describe('the box', () => {
  it('takes more, and keeps what was tested', async () => {
    await paste(five);
    await press('Test 2 keys');
    await screen.findByText('2 tested: 2 work.');
    await userEvent.click(box());
    await userEvent.paste(`TOLL_KEY=${keys.toll}`);
    expect(text()).toContain('6 lines: 3 keys recognised');
    expect(row(/Fox/).textContent).toContain('9,406 credits left');
    expect(screen.getByRole('button', { name: 'Add 3 accounts' })).toBeDefined();
  });

  it('forgets the keys and gives the focus back to the search', async () => {
    await paste(five);
    await press('Forget the keys');
    const search = await screen.findByRole('searchbox');
    expect(search).toHaveProperty('value', '');
    await waitFor(() => expect(document.activeElement).toBe(search));
  });

  it('leaves no key to read, whatever happens', async () => {
    await paste(`${five}\nWREN_TOKEN=${keys.wren}\nTOLL_KEY=${keys.toll}\n${keys.fox}zz: 1\n${keys.toll}==`, {
      testCredential: answering({ owl: refusal('bad-credential', 'Owl does not accept this key.') }),
      addAccount: async () => ({ ok: false, error: { kind: 'not-writable', message: 'The disk is full.' } }),
    });
    const hasNone = () => {
      for (const key of Object.values(keys)) expect(readable()).not.toContain(key);
    };
    hasNone();
    await userEvent.type(screen.getByLabelText('Account SID'), 'AC-invented');
    await press('Test 3 keys');
    await screen.findByText(/^3 tested/);
    hasNone();
    await press('Add 3 accounts');
    await screen.findAllByText('Not added: The disk is full.');
    hasNone();
  });

  it('gives way to the form of the provider for the credential of one account', async () => {
    await paste(`WREN_SID=AC-invented-0001\nWREN_TOKEN=${keys.wren}`);
    expect(await screen.findByRole('dialog', { name: 'Add Wren' })).toBeDefined();
    expect(screen.getByLabelText('Account SID')).toHaveProperty('value', 'AC-invented-0001');
    expect(screen.getByLabelText('Auth token')).toHaveProperty('value', keys.wren);
    expect(document.documentElement.outerHTML).not.toContain(keys.wren);
  });
});

it('the way to an endpoint of your own is there before and after pasting', async () => {
  let asked = 0;
  await paste(five, {}, { onCustom: () => (asked += 1) });
  await press('Mine is not here: a custom endpoint');
  await press('Forget the keys');
  await press('Mine is not here: a custom endpoint');
  expect(asked).toBe(2);
});
