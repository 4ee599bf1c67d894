// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Toasts } from '../../../../renderer/components/index.ts';
import { OwnProviders } from '../../../../renderer/pages/settings/own/OwnProviders.tsx';
import { checkDefinition } from '../../../../shared/custom/read-definition.ts';
import { fail, ok } from '../../../../shared/model/index.ts';
import { connect, type TestEngine } from '../../engine.ts';
import { fullState } from '../account/fixtures.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
});

const checked = checkDefinition({
  id: 'gateway',
  name: 'Gateway',
  request: { address: 'https://gateway.example/v1' },
  read: { remaining: 'left' },
});
if (!checked.ok) throw new Error(checked.error);
const definition = checked.value;

function open(refusal?: string) {
  let own = [{ definition, allowed: false, addedAt: 0 }];
  engine = connect(fullState([]), {
    listOwnProviders: async () => ok(own),
    removeProvider: async () => {
      if (refusal !== undefined) return fail({ kind: 'bad-input', message: refusal });
      own = [];
      return ok({});
    },
    addProvider: async () => {
      own = [{ definition, allowed: false, addedAt: 0 }];
      return ok({ id: 'gateway', name: 'Gateway' });
    },
  });
  render(
    <Toasts>
      <OwnProviders />
    </Toasts>,
  );
}
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

it('removes a provider of your own, and brings it back', async () => {
  open();
  await press('Remove Gateway');
  expect(await screen.findByText('Gateway removed.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Remove Gateway' })).toBeNull();
  await press('Undo');
  expect(await screen.findByRole('button', { name: 'Remove Gateway' })).toBeTruthy();
  expect(engine.calls.find(({ command }) => command === 'addProvider')?.input).toMatchObject({ definition });
});

it('says which account still uses it', async () => {
  open('The account “mine” (a1) uses this provider. Remove the account first.');
  await press('Remove Gateway');
  expect(await screen.findByText(/“mine”/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Remove Gateway' })).toBeTruthy();
});
