// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Toasts } from '../../../../renderer/components/index.ts';
import { Tokens } from '../../../../renderer/pages/settings/scripts/Tokens.tsx';
import { SubscribeDialog } from '../../../../renderer/pages/timeline/SubscribeDialog.tsx';
import { type AppState, fail, ok, type TokenState } from '../../../../shared/model/index.ts';
import { connect, type TestEngine } from '../../engine.ts';
import { fullState } from '../account/fixtures.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
});

const usageEndpoint = { address: 'http://127.0.0.1:47615/v1/usage', tokenEnd: 'ab12' };

function open(rest: Partial<AppState> = {}) {
  let tokens: TokenState[] = [
    { label: 'usage', kind: 'usage', end: 'ab12', madeAt: 0, lastUsedAt: null },
    { label: 'bar', kind: 'read', end: 'cd34', madeAt: 0, lastUsedAt: Date.now() - 120_000 },
    { label: 'calendar', kind: 'calendar', end: 'ef56', madeAt: 0, lastUsedAt: null },
  ];
  engine = connect(
    { ...fullState([]), usageEndpoint, ...rest },
    {
      listTokens: async () => ok(tokens),
      makeToken: async ({ label = 'read', kind }) => {
        if (label === 'bar') return fail({ kind: 'bad-input', message: 'There is a token “bar” already.' });
        tokens = [...tokens, { label, kind, end: 'gh78', madeAt: 0, lastUsedAt: null }];
        return ok({ token: 'fgr_invented', label });
      },
      revokeToken: async ({ label }) => {
        tokens = tokens.filter((token) => token.label !== label);
        return ok({});
      },
    },
  );
  render(
    <Toasts>
      <Tokens />
      <SubscribeDialog open={rest.shell === 'desktop'} onClose={() => {}} />
    </Toasts>,
  );
}
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const rows = async () =>
  within(await screen.findByRole('list', { name: 'Tokens' }))
    .getAllByRole('listitem')
    .map((row) => row.textContent);

it('lists the tokens that read, with their last use', async () => {
  open();
  expect(await rows()).toEqual([
    'barReads everything, ends in cd34. Last used 2 min agoRevoke',
    'calendarReads the calendar, ends in ef56. Never used.Revoke',
  ]);
});

it('makes one, which is shown once, and says what is wrong with its name', async () => {
  open();
  const name = screen.getByLabelText('Name of a new token');
  await userEvent.type(name, 'bar');
  await press('Make a read token');
  expect(await screen.findByText('There is a token “bar” already.')).toBeDefined();
  await userEvent.clear(name);
  await userEvent.type(name, 'grafana');
  await press('Make a read token');
  expect(await screen.findByLabelText('Read token')).toHaveProperty('value', 'fgr_invented');
  expect(screen.getByLabelText('To try it')).toHaveProperty(
    'value',
    "curl -H 'Authorization: Bearer fgr_invented' http://127.0.0.1:47615/v1/status",
  );
  expect((await rows()).join()).toContain('grafana');
});

it('asks before it revokes one', async () => {
  open();
  await press('Revoke bar');
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(engine.calls.some(({ command }) => command === 'revokeToken')).toBe(false);
  await userEvent.click(dialog.getByRole('button', { name: 'Revoke token' }));
  expect(await screen.findByText('“bar” is revoked.')).toBeDefined();
  expect((await rows()).join()).not.toContain('cd34');
});

it('makes the address of the calendar, once programs are answered', async () => {
  open({ shell: 'desktop' });
  await press('Make the address');
  const address = await screen.findByLabelText('Address');
  expect(address).toHaveProperty('value', 'http://127.0.0.1:47615/v1/calendar.ics?token=fgr_invented');
  await userEvent.click(screen.getByRole('switch', { name: /^With reminders/ }));
  expect(address).toHaveProperty('value', expect.stringMatching(/&reminders=true$/));
});

it('has the desktop app answer programs first', async () => {
  open({ shell: 'desktop', usageEndpoint: null });
  await press('Answer programs on this computer');
  expect(engine.calls.filter(({ command }) => command === 'setPreferences')).toEqual([
    { command: 'setPreferences', input: { usageListener: true } },
  ]);
});

it('makes no token in the demo', () => {
  open({ mode: 'demo' });
  expect(screen.getByText(/Scripts cannot read the demo/)).toBeDefined();
});
