// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import type { DesktopApi } from '../../../../shared/api/desktop.ts';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { type AccountState, type AppState, fail, ok } from '../../../../shared/model/index.ts';
import { dayMs } from '../../../../shared/time/index.ts';
import { account, appState, desktop } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  window.location.hash = '';
});

async function open(
  of: Partial<AccountState>,
  rest: Partial<AppState> = {},
  answers: Partial<EngineApi> = {},
  desktopAnswers: Partial<DesktopApi> = {},
): Promise<HTMLElement> {
  window.scrollTo = () => {};
  window.location.hash = '#/account/a1';
  engine = connect(appState([account('a1', 'scraperapi', 'one', of)], rest), answers, desktopAnswers);
  render(<App />);
  return screen.findByRole('region', { name: /^Key/ });
}
const key = 'invented-key-0123456789';

it('says since when the key is in use, and when it expires', async () => {
  const section = await open({
    credential: { since: Date.now() - 200 * dayMs, expiresAt: Date.now() + 5 * dayMs },
  });
  expect(section.textContent).toMatch(/In use since .*, for about 7 months\./);
  expect(section.textContent).toMatch(/Expires (on|at the end of) \d/);
  expect(within(section).getByRole('heading').textContent).toBe('Key ending in 7f3a');
});

it('shows the key in browser mode after the passphrase, and forgets it when it is closed', async () => {
  const asked: unknown[] = [];
  await open(
    {},
    {},
    {
      revealCredential: async (input) => {
        asked.push(input);
        return input.passphrase === 'right'
          ? ok({ values: { key } })
          : fail({ kind: 'wrong-passphrase', message: 'Wrong passphrase. Try again.' });
      },
    },
  );
  await userEvent.click(screen.getByRole('button', { name: 'Show key' }));
  await userEvent.type(screen.getByLabelText('Passphrase'), 'wrong');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Show key' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Wrong passphrase. Try again.');
  expect(document.body.textContent).not.toContain(key);
  await userEvent.type(screen.getByLabelText('Passphrase'), 'right');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Show key' }));
  expect((await screen.findByText(key)).tagName).toBe('CODE');
  await userEvent.click(screen.getByText('Close'));
  expect(document.body.textContent).not.toContain(key);
  await userEvent.click(screen.getByRole('button', { name: 'Show key' }));
  expect(document.body.textContent).not.toContain(key);
  expect(asked).toHaveLength(2);
});

it('copies in the desktop app without ever having the key', async () => {
  const asked: unknown[] = [];
  const section = await open(
    {},
    { desktop: desktop({ canConfirm: true }) },
    {},
    {
      copyCredential: async (input) => {
        asked.push(input);
        return ok({});
      },
    },
  );
  expect(screen.queryByRole('button', { name: 'Show key' })).toBeNull();
  await userEvent.click(within(section).getByRole('button', { name: 'Copy key' }));
  expect(await screen.findByText(/copied\. It leaves the clipboard in 30 seconds/)).toBeDefined();
  expect(asked).toEqual([{ account: 'a1', field: 'key' }]);
});

it.each([
  [{}, { desktop: desktop({ canConfirm: false }) }, 'your system has no confirmation'],
  [{ credentialKept: 'environment' as const }, {}, 'It is in an environment variable.'],
  [
    {},
    { vault: { state: 'open' as const, kind: 'memory' as const, warning: null } },
    'there is no passphrase',
  ],
  [
    {},
    { vault: { state: 'locked' as const, kind: 'passphrase' as const, warning: null } },
    'Unlock your keys',
  ],
])('says why a key stays hidden', async (of, rest, words) => {
  const section = await open(of, rest);
  expect(section.textContent).toContain(words);
  expect(within(section).queryByRole('button')).toBeNull();
});
