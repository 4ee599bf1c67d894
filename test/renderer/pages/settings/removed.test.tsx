// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import * as saving from '../../../../renderer/components/controls/save.ts';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { ok, type RestingAccount } from '../../../../shared/model/index.ts';
import { account, appState, day, now } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const production = account('a1', 'crustdata', 'production');
const old: RestingAccount = {
  id: 'a2',
  provider: 'ScraperAPI',
  label: 'crawler',
  removedAt: now - 2 * day,
  until: now + 5 * day,
};
const state = (removed: RestingAccount[], vault: 'open' | 'locked') =>
  appState([production], { removed, vault: { state: vault, kind: 'passphrase', warning: null } });
const sent = (command: string) => engine.calls.filter((call) => call.command === command);

async function open(
  path: string,
  removed: RestingAccount[],
  answers: Partial<EngineApi> = {},
  vault: 'open' | 'locked' = 'open',
) {
  window.location.hash = path;
  engine = connect(state(removed, vault), answers);
  render(<App />);
  return screen.findByRole('heading', { level: 1 });
}

it('is not in the settings while nothing can be restored', async () => {
  await open('#/settings', []);
  expect(screen.queryByRole('region', { name: 'Recently removed' })).toBeNull();
});

it('says until when an account can be restored, and restores it', async () => {
  await open('#/settings', [old], {
    restoreAccount: async () => ok({ id: 'a2', label: 'crawler (restored)', renamedFrom: 'crawler' }),
  });
  const section = within(screen.getByRole('region', { name: 'Recently removed' }));
  expect(section.getByText('Removed on 19 Nov. You can restore it until 26 Nov.')).toBeTruthy();
  await userEvent.click(section.getByRole('button', { name: 'Restore ScraperAPI, crawler' }));
  expect(sent('restoreAccount').map(({ input }) => input)).toEqual([{ account: 'a2' }]);
  await screen.findByText(
    'ScraperAPI, crawler is restored as “crawler (restored)”, because another account has its label now.',
  );
});

it.each([
  [
    'open',
    2 * day,
    'Fuelgauge did not see the week pass. It is deleted after five days on which Fuelgauge runs.',
  ],
  ['open', 60_000, 'It is being deleted.'],
  ['locked', 2 * day, 'It is deleted once your keys are unlocked.'],
] as const)(
  'says why one whose time is over is still there (vault %s, for %s ms)',
  async (vault, over, words) => {
    await open('#/settings', [{ ...old, removedAt: now - over - 7 * day, until: now - over }], {}, vault);
    expect(screen.getByText(words, { exact: false })).toBeTruthy();
  },
);

it('asks before it deletes one now, and saves the history first', async () => {
  const save = vi.spyOn(saving, 'saveText').mockImplementation(() => {});
  const csv = 'time,pool,remaining\n2026-11-20T09:00:00.000Z,credits,5';
  await open('#/settings', [old], { exportHistory: async () => ok({ text: csv, count: 1 }) });
  await userEvent.click(screen.getByRole('button', { name: 'Remove ScraperAPI, crawler for good now' }));
  const question = within(
    await screen.findByRole('alertdialog', { name: 'Remove ScraperAPI, crawler for good?' }),
  );
  await expect.poll(() => document.activeElement?.textContent).toBe('Cancel');
  await userEvent.click(question.getByRole('button', { name: 'Save the history first' }));
  expect(save.mock.calls).toEqual([[csv, 'scraperapi-crawler.csv', 'text/csv']]);
  expect(sent('removeAccount')).toEqual([]);
  await userEvent.click(question.getByRole('button', { name: 'Remove for good' }));
  expect(sent('removeAccount').map(({ input }) => input)).toEqual([{ account: 'a2', forGood: true }]);
  await screen.findByText('ScraperAPI, crawler is removed for good.');
});

it('leads to the overview, with the focus on its heading and a way back', async () => {
  const removeAccount: EngineApi['removeAccount'] = async () => {
    engine.push(appState([account('a3', 'scraperapi', 'other')], { removed: [old] }));
    return ok({});
  };
  await open('#/account/a1', [], { removeAccount });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  const question = within(await screen.findByRole('alertdialog'));
  await userEvent.click(question.getByRole('button', { name: 'Remove account' }));
  await screen.findByText('Crustdata, production is removed.');
  expect(window.location.hash).toBe('#/');
  await expect.poll(() => document.activeElement?.tagName).toBe('H1');
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(sent('restoreAccount').map(({ input }) => input)).toEqual([{ account: 'a1' }]);
  await screen.findByText('Crustdata, production is restored.');
});
