// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import type { ImportReport } from '../../../../shared/api/backup.ts';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import { fail, ok } from '../../../../shared/model/index.ts';
import { account, appState, now } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
let saved: { text: Promise<string>; name: string }[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  window.scrollTo = () => {};
  saved = [];
  let last = new Blob();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (this.download) saved.push({ text: last.text(), name: this.download });
  });
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) last = blob;
    return 'blob:invented';
  };
  URL.revokeObjectURL = () => {};
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(answers: Partial<EngineApi> = {}) {
  window.location.hash = '/settings';
  engine = connect(appState([account('a1', 'crustdata', 'production')]), answers);
  render(<App />);
  const section = within(await screen.findByRole('region', { name: 'Backup' }));
  const user = userEvent.setup();
  return { user, press: (name: string) => user.click(section.getByRole('button', { name })) };
}
const dialog = () => within(screen.getByRole('dialog'));
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === command).map(({ input }) => input);

const report: ImportReport = {
  encrypted: false,
  createdAt: '2026-11-20T09:00:00Z',
  items: [{ what: 'account', id: 'a9', name: 'scraperapi “crawler”', outcome: 'added', why: null }],
  questions: [{ id: 'provider:script', text: 'Script runs a program on this computer.' }],
  missing: [{ what: 'credential', account: 'a9', provider: 'scraperapi', label: 'crawler' }],
  setAside: null,
};
const file = (text: string, name = 'backup.json') => new File([text], name);
const plain = '{"kind":"fuelgauge-backup"}';

it('exports with the keys only under a passphrase that is typed twice', async () => {
  const { user, press } = await open({ exportBackup: async () => ok({ text: 'sealed' }) });
  await press('Export…');
  await user.click(dialog().getByRole('switch', { name: 'Include my keys' }));
  await user.type(dialog().getByLabelText('Passphrase of the backup'), 'long enough');
  await user.click(dialog().getByRole('button', { name: 'Export' }));
  expect((await dialog().findByRole('alert')).textContent).toBe('The passphrases don’t match.');
  expect(sent('exportBackup')).toEqual([]);
  await user.type(dialog().getByLabelText('Repeat it'), 'long enough');
  await user.click(dialog().getByRole('button', { name: 'Export' }));
  await screen.findByText(/^Saved with your keys/);
  expect(sent('exportBackup')).toEqual([{ passphrase: 'long enough', history: false }]);
  expect(saved[0]?.name).toMatch(/^fuelgauge-\d{4}-\d\d-\d\d\.age$/);
  expect(await saved[0]?.text).toBe('sealed');
});

it('shows what an import does, asks for consent, and links to what is missing', async () => {
  const { user, press } = await open({ importBackup: async () => ok(report) });
  await press('Import…');
  await user.upload(dialog().getByLabelText(/^Backup, up to/), file(plain));
  await dialog().findByText('scraperapi “crawler”');
  await user.click(dialog().getByRole('switch', { name: 'Allow this' }));
  await user.selectOptions(dialog().getByLabelText('How'), 'replace');
  await user.click(await dialog().findByRole('button', { name: 'Replace my settings' }));
  const link = await screen.findByRole('link', { name: 'scraperapi “crawler”' });
  expect(link.getAttribute('href')).toContain('/account/a9');
  const base64 = btoa(plain);
  expect(sent('importBackup')).toEqual([
    { file: base64, allowed: [], replace: false, dryRun: true },
    { file: base64, allowed: ['provider:script'], replace: true, dryRun: true },
    { file: base64, allowed: ['provider:script'], replace: true, dryRun: false },
  ]);
});

it('opens an encrypted backup with its own passphrase, and says if it is wrong', async () => {
  const message = 'This passphrase does not open the backup.';
  const { user, press } = await open({
    importBackup: async () => fail({ kind: 'wrong-passphrase', message }),
  });
  await press('Import…');
  await user.upload(dialog().getByLabelText(/^Backup, up to/), file('age-encryption.org/v1\n', 'backup.age'));
  await user.type(await dialog().findByLabelText('Passphrase of the backup'), 'guess');
  await user.click(dialog().getByRole('button', { name: 'Show what it does' }));
  expect((await dialog().findByRole('alert')).textContent).toBe(message);
  expect(sent('importBackup')).toMatchObject([{ passphrase: 'guess', dryRun: true }]);
});

it('sends no other file to the engine', async () => {
  const { user, press } = await open();
  await press('Import…');
  await user.upload(dialog().getByLabelText(/^Backup, up to/), file('{"hello":1}'));
  expect((await dialog().findByRole('alert')).textContent).toBe('This is not a backup of Fuelgauge.');
  expect(sent('importBackup')).toEqual([]);
});

it('saves the history of all accounts', async () => {
  const { user, press } = await open({
    exportHistory: async () => ok({ text: 'time,account', count: 1 }),
  });
  await press('Export history');
  await user.click(await screen.findByRole('menuitem', { name: 'As CSV, for a spreadsheet' }));
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(sent('exportHistory')).toEqual([{ format: 'csv' }]);
  expect(await saved[0]?.text).toBe('time,account\n');
});
