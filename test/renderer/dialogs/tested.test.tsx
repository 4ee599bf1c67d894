// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { AddAccountDialog } from '../../../renderer/dialogs/add/AddAccountDialog.tsx';
import { ReplaceCredentialDialog } from '../../../renderer/dialogs/credential/ReplaceCredentialDialog.tsx';
import type { SameKey, TestResult } from '../../../shared/api/accounts.ts';
import { advice, ok, type ReadErrorKind } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { accepted, connect, type TestEngine } from '../engine.ts';
import { crustdata, fullState, providers } from '../pages/account/fixtures.ts';

let engine: TestEngine;
let closed = 0;
afterEach(() => {
  cleanup();
  engine.leave();
  closed = 0;
});

const refusal = (kind: ReadErrorKind, message: string, same: SameKey | null = null): TestResult => ({
  ok: false,
  error: { kind, message, retryAt: null, advice: advice[kind] },
  rejected: kind === 'bad-credential',
  sameAs: same,
});
const rejected = refusal('bad-credential', 'Crustdata says: “Invalid token.”');
const sameAs = { account: 'a1', provider: 'Crustdata', label: 'production' };

const crust = providers.find(({ id }) => id === 'crustdata') ?? never();
const onClose = () => {
  closed += 1;
};
const add = <AddAccountDialog open onClose={onClose} initialProvider="crustdata" />;
const replace = <ReplaceCredentialDialog open onClose={onClose} account={crustdata} provider={crust} />;

async function open(dialog: typeof add, result: TestResult): Promise<void> {
  engine = connect(fullState([crustdata]), {
    catalogue: async () => ok(asEntries(providers)),
    testCredential: async () => ok(result),
    sameKey: async () => ok({ sameAs }),
  });
  render(<Toasts>{dialog}</Toasts>);
  await userEvent.type(await screen.findByLabelText('API key'), 'invented-key-7f3a');
}
const sent = (command: string) => engine.calls.filter((call) => call.command === command).length;
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe.each([
  ['Add', 'addAccount', add],
  ['Replace', 'replaceCredential', replace],
] as const)('%s', (label, command, dialog) => {
  it('keeps what was accepted, and says what it read', async () => {
    await open(dialog, accepted);
    await press(label);
    expect([sent('testCredential'), sent(command)]).toEqual([1, 1]);
    expect(await screen.findByText(/: 9,406 credits left\.$/)).toBeDefined();
  });

  it('does not keep a rejected key: correct it, or keep it anyway', async () => {
    await open(dialog, rejected);
    await press(label);
    expect(await screen.findByText('Not accepted')).toBeDefined();
    expect(screen.getByText(/Invalid token/)).toBeDefined();
    expect([sent(command), closed]).toEqual([0, 0]);
    await press('Correct it');
    expect(document.activeElement).toBe(screen.getByLabelText('API key'));
    await press('Keep it anyway');
    expect([sent('testCredential'), sent(command)]).toEqual([1, 1]);
  });

  it('forgets what a test said when the key changes', async () => {
    await open(dialog, rejected);
    await press('Test');
    await userEvent.clear(screen.getByLabelText('API key'));
    expect(screen.queryByText('Not accepted')).toBeNull();
  });

  it('keeps a key that nobody could test, and says so', async () => {
    await open(dialog, refusal('unavailable', 'Crustdata is down.'));
    await press(label);
    expect(await screen.findByText(/, but it could not be tested: Crustdata is down\.$/)).toBeDefined();
    expect(sent(command)).toBe(1);
  });

  it('asks before it keeps the key of another account', async () => {
    await open(dialog, { ...accepted, sameAs });
    await press(label);
    expect(await screen.findByText('This is the key of “production”')).toBeDefined();
    expect(sent(command)).toBe(0);
    await press(`${label} anyway`);
    expect(sent(command)).toBe(1);
  });

  it('opens the account that has the key', async () => {
    await open(dialog, refusal('bad-credential', 'No.', sameAs));
    await press(label);
    expect(screen.queryByRole('button', { name: 'Keep it anyway' })).toBeNull();
    await press('Open it');
    expect(closed).toBe(1);
    expect(window.location.pathname).toBe('/account/a1');
    window.history.replaceState(null, '', '/');
  });

  it('takes the value out of what was pasted, and says so', async () => {
    await open(dialog, accepted);
    const field = screen.getByLabelText('API key');
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste('# key\r\nexport CRUSTDATA_API_KEY="invented-key-0001"\r\n');
    expect(field).toHaveProperty('value', 'invented-key-0001');
    expect(screen.getByText(/^Took the value of CRUSTDATA_API_KEY/)).toBeDefined();
    await userEvent.type(field, 'x');
    expect(screen.queryByText(/^Took/)).toBeNull();
  });

  it('sends nothing that is named as another provider’s', async () => {
    await open(dialog, accepted);
    const field = screen.getByLabelText('API key');
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste('CAPSOLVER_API_KEY=CAP-0123456789ABCDEF');
    expect(screen.getByText('This looks like a CapSolver key')).toBeDefined();
    await press(label);
    expect(screen.getByText('Paste the value alone, without CAPSOLVER_API_KEY=')).toBeDefined();
    expect([sent('testCredential'), sent(command)]).toEqual([0, 0]);
  });
});

function never(): never {
  throw new Error('The fixtures have changed.');
}
