import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../../../renderer/components/index.ts';
import { EditFactsDialog } from '../../../renderer/dialogs/account/EditFactsDialog.tsx';
import { GrantDialog } from '../../../renderer/dialogs/account/GrantDialog.tsx';
import { IntervalDialog } from '../../../renderer/dialogs/account/IntervalDialog.tsx';
import { RenameDialog } from '../../../renderer/dialogs/account/RenameDialog.tsx';
import { ReportDialog } from '../../../renderer/dialogs/account/ReportDialog.tsx';
import { ReplaceCredentialDialog } from '../../../renderer/dialogs/credential/ReplaceCredentialDialog.tsx';
import { useProvider, useStore } from '../../../renderer/state/index.ts';
import { type AccountState, ok, type ProviderInfo } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { now } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';
import { crustdata, fullState, providers, spidra } from '../pages/account/fixtures.ts';

// @vitest-environment jsdom

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(now);
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

interface DialogProps {
  open: boolean;
  onClose: () => void;
  account: AccountState;
  provider: ProviderInfo;
}
function Opener({
  account,
  dialog,
}: {
  account: AccountState;
  dialog: (props: DialogProps) => ReactElement;
}) {
  const [open, setOpen] = useState(false);
  const provider = useProvider(account.provider);
  const ready = useStore((store) => store.state !== null);
  if (!ready || provider === undefined) return null;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {dialog({ open, onClose: () => setOpen(false), account, provider })}
    </>
  );
}
async function open(
  account: AccountState,
  dialog: (props: DialogProps) => ReactElement,
  answers: Parameters<typeof connect>[1] = {},
): Promise<void> {
  engine = connect(fullState([account]), { catalogue: async () => ok(asEntries(providers)), ...answers });
  render(
    <Toasts>
      <Opener account={account} dialog={dialog} />
    </Toasts>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('dialog');
}
const inputs = (command: string) =>
  engine.calls.filter((call) => call.command === command).map((call) => call.input);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('every dialog', () => {
  it('closes on Escape, gives the focus back and opens afresh', async () => {
    await open(crustdata, (props) => <RenameDialog {...props} />);
    await userEvent.clear(screen.getByLabelText('Label'));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' }));
    await press('Open');
    expect(await screen.findByLabelText('Label')).toHaveProperty('value', 'production');
    expect(engine.calls).toEqual([]);
  });

  it('stays open with the reason when the command fails', async () => {
    const error = { kind: 'bad-input' as const, message: 'This label is taken.' };
    await open(crustdata, (props) => <RenameDialog {...props} />, {
      editAccount: async () => ({ ok: false, error }),
    });
    await press('Save');
    expect(await screen.findByText('This label is taken.')).toBeDefined();
  });
});

describe('rename', () => {
  it('sends the trimmed label, and nothing for an empty one', async () => {
    await open(crustdata, (props) => <RenameDialog {...props} />);
    await userEvent.clear(screen.getByLabelText('Label'));
    await press('Save');
    expect(screen.getByRole('alert').textContent).toContain('Give the account a label');
    await userEvent.type(screen.getByLabelText('Label'), ' staging ');
    await press('Save');
    expect(inputs('editAccount')).toEqual([{ account: 'a1', label: 'staging', note: '', tags: [] }]);
  });

  it('sends the tags between the commas, and says when one is too long', async () => {
    await open({ ...crustdata, tags: ['research'] }, (props) => <RenameDialog {...props} />);
    const field = screen.getByLabelText('Tags');
    expect(field).toHaveProperty('value', 'research');
    await userEvent.type(field, `, ${'x'.repeat(31)}`);
    await press('Save');
    expect(screen.getByRole('alert').textContent).toContain('Keep each tag under 31 characters');
    await userEvent.clear(field);
    await userEvent.type(field, ' client Nordhaus,, research ');
    await press('Save');
    expect(inputs('editAccount')).toEqual([
      { account: 'a1', label: 'production', note: '', tags: ['client Nordhaus', 'research'] },
    ]);
  });
});

describe('plan and cycle', () => {
  it('shows what was entered and takes a fact back when it is emptied', async () => {
    await open(spidra, (props) => <EditFactsDialog {...props} />);
    expect(screen.getByLabelText('Refill, in credits')).toHaveProperty('value', '5000');
    await userEvent.clear(screen.getByLabelText('Refill, in credits'));
    await userEvent.selectOptions(screen.getByLabelText('Unused credits at renewal'), 'upTo');
    await userEvent.type(screen.getByLabelText('Rollover limit, in credits'), '1,000');
    await press('Save');
    expect(inputs('editAccount')).toEqual([
      { account: 'a2', plan: 'starter', cycleStart: '2026-11-04', refill: null, rollover: { upTo: 1000 } },
    ]);
  });

  it('says beside the field what cannot be read', async () => {
    await open(spidra, (props) => <EditFactsDialog {...props} />);
    await userEvent.type(screen.getByLabelText('Refill, in credits'), 'k');
    await press('Save');
    expect(screen.getByRole('alert').textContent).toContain('Write digits only');
    expect(document.activeElement).toBe(screen.getByLabelText('Refill, in credits'));
    expect(inputs('editAccount')).toEqual([]);
  });
});

describe('a top-up', () => {
  it('expires as usual at the provider unless you choose otherwise', async () => {
    await open(spidra, (props) => <GrantDialog {...props} />);
    expect(screen.getByRole('dialog').textContent).toContain(
      'after 12 months: at the end of 20 November 2027.',
    );
    await userEvent.type(screen.getByLabelText('Amount, in credits'), '1,200');
    await press('Add');
    expect(inputs('addGrant')).toEqual([
      { account: 'a2', amount: 1200, kind: 'topup', grantedAt: Date.UTC(2026, 10, 21) },
    ]);
  });

  it('never expires if the provider names no time', async () => {
    await open(crustdata, (props) => <GrantDialog {...props} />);
    await userEvent.type(screen.getByLabelText('Amount, in credits'), '0.5');
    await press('Add');
    expect(inputs('addGrant')).toMatchObject([{ amount: 0.5, expiresAt: null }]);
  });

  it('says how it reads the amount, if you write it in another way', async () => {
    await open(spidra, (props) => <GrantDialog {...props} />);
    const amount = screen.getByLabelText('Amount, in credits');
    await userEvent.type(amount, '1.249,5');
    expect(screen.getByRole('dialog').textContent).toContain('= 1,249.5 credits');
    await userEvent.clear(amount);
    await userEvent.type(amount, '5.000');
    await press('Add');
    expect(screen.getByRole('alert').textContent).toBe('‘5.000’ can mean 5 or 5,000. Write 5 or 5000.');
    expect(inputs('addGrant')).toEqual([]);
  });

  it('takes a day of its own, after the purchase', async () => {
    await open(spidra, (props) => <GrantDialog {...props} />);
    await userEvent.type(screen.getByLabelText('Amount, in credits'), '5');
    await userEvent.selectOptions(screen.getByLabelText('Expires'), 'day');
    await userEvent.type(screen.getByLabelText('Last day of use'), '2026-11-20');
    await press('Add');
    expect(screen.getByRole('alert').textContent).toContain('the day of purchase or a later one');
    await userEvent.clear(screen.getByLabelText('Last day of use'));
    await userEvent.type(screen.getByLabelText('Last day of use'), '2027-01-31');
    await press('Add');
    expect(inputs('addGrant')).toMatchObject([{ expiresAt: Date.UTC(2027, 1, 1) }]);
  });
});

describe('how often to ask', () => {
  it('offers nothing below the shortest useful interval, and goes back to the usual one', async () => {
    await open({ ...crustdata, intervalMs: 900_000 }, (props) => <IntervalDialog {...props} />);
    const choice = screen.getByLabelText('Check every');
    expect(choice).toHaveProperty('value', '900000');
    const offered = [...choice.querySelectorAll('option')].map((option) => option.textContent);
    expect(offered[0]).toBe('5 minutes (default)');
    expect(offered[1]).toBe('1 minute');
    expect(screen.getByText('Checks at Crustdata are at least 1 min apart.')).toBeDefined();
    await userEvent.selectOptions(choice, 'usual');
    await press('Save');
    expect(inputs('editAccount')).toEqual([{ account: 'a1', intervalMs: null }]);
  });
});

describe('another credential', () => {
  it('is sent, and a key of another provider is warned about', async () => {
    await open(crustdata, (props) => <ReplaceCredentialDialog {...props} />);
    await userEvent.type(screen.getByLabelText('API key'), 'CAP-INVENTED');
    expect(screen.getByRole('dialog').textContent).toContain('This looks like a CapSolver key');
    expect(screen.queryByRole('button', { name: /^Switch/ })).toBeNull();
    await userEvent.clear(screen.getByLabelText('API key'));
    await userEvent.type(screen.getByLabelText('API key'), ' invented-key ');
    await press('Replace');
    expect(inputs('replaceCredential')).toEqual([
      { account: 'a1', credential: { from: 'values', values: { key: 'invented-key' } } },
    ]);
  });

  it('can be another environment variable', async () => {
    await open({ ...crustdata, credentialKept: 'environment' }, (props) => (
      <ReplaceCredentialDialog {...props} />
    ));
    const field = screen.getByLabelText('Environment variable with the API key');
    await userEvent.clear(field);
    await userEvent.type(field, 'OTHER_KEY');
    await press('Replace');
    expect(inputs('replaceCredential')).toEqual([
      { account: 'a1', credential: { from: 'environment', variables: { key: 'OTHER_KEY' } } },
    ]);
  });
});

describe('a report', () => {
  const report = '# Crustdata\n\nGET /account/credits: 200\n{ "credits": 0 }\n';

  it('is asked for first, shown in full, copied and saved', async () => {
    const written: string[] = [];
    const saved: string[] = [];
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text));
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    await open(crustdata, (props) => <ReportDialog {...props} />, {
      report: async () => ok({ text: report }),
    });
    expect(inputs('report')).toEqual([]);
    expect(screen.getByRole('dialog').textContent).toContain('every text and number replaced');
    await user.click(screen.getByRole('button', { name: 'Ask once more' }));
    expect(inputs('report')).toEqual([{ account: 'a1' }]);
    expect(await screen.findByRole('textbox', { name: 'Report' })).toHaveProperty('value', report);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(written).toEqual([report]);
    expect(saved).toEqual(['fuelgauge-report-crustdata.md']);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('warns before it asks again with a rejected key', async () => {
    const error = { kind: 'bad-credential' as const, message: 'No.', retryAt: null, advice: 'Replace it.' };
    const rejected = { ...crustdata, health: { ...crustdata.health, state: 'error' as const, error } };
    await open(rejected, (props) => <ReportDialog {...props} />);
    expect(screen.getByText('Crustdata rejected this key')).toBeDefined();
    await press('Ask once more anyway');
    expect(inputs('report')).toEqual([{ account: 'a1', again: true }]);
  });

  it('says why there is none', async () => {
    const error = { kind: 'not-supported' as const, message: 'It was asked just now.' };
    await open(crustdata, (props) => <ReportDialog {...props} />, {
      report: async () => ({ ok: false, error }),
    });
    await press('Ask once more');
    expect(await screen.findByText('It was asked just now.')).toBeDefined();
  });
});
