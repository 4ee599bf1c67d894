import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { AddAccountDialog } from '../../../renderer/dialogs/add/AddAccountDialog.tsx';
import { type AppState, ok } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { connect, type TestEngine } from '../engine.ts';
import { fullState, providers } from '../pages/account/fixtures.ts';

// The dialog “Add account” over an engine that notes what it is asked.

let engine: TestEngine;
/** Takes the page and its engine away after each test of the file that calls it. */
export const leaveAfterwards = () =>
  afterEach(() => {
    cleanup();
    engine.leave();
  });

function Opener({ provider }: { provider?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Toasts>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <AddAccountDialog open={open} onClose={() => setOpen(false)} initialProvider={provider} />
    </Toasts>
  );
}
export async function open(
  options: {
    provider?: string;
    vault?: AppState['vault']['state'];
    answers?: Parameters<typeof connect>[1];
  } = {},
): Promise<void> {
  const vault = { state: options.vault ?? 'open', kind: 'passphrase' as const, warning: null };
  const catalogue = async () => ok(asEntries(providers));
  engine = connect(fullState([], { vault }), { catalogue, ...options.answers });
  render(<Opener {...(options.provider === undefined ? {} : { provider: options.provider })} />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('dialog');
  if (options.provider !== undefined) await keyHasFocus();
}
/** The dialog moves the focus to its first field once it is drawn: what is typed before goes elsewhere. */
export const keyHasFocus = () =>
  waitFor(() =>
    expect(screen.getByRole('dialog').querySelector('form')?.contains(document.activeElement)).toBe(true),
  );
/** All that was sent, but for what the dialog itself asks to know. */
export const commands = () =>
  engine.calls.map(({ command }) => command).filter((name) => name !== 'catalogue');
export const sent = (command: string) => engine.calls.filter((call) => call.command === command);
export const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
export const text = () => screen.getByRole('dialog').textContent ?? '';
