// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import {
  type AppState,
  type ChannelState,
  defaultAlertRules,
  fail,
  ok,
} from '../../../../shared/model/index.ts';
import { account, appState, day, now } from '../../../helpers/states.ts';
import { type AlertsApi, connect, silentAlerts, type TestEngine } from './engine.ts';

const hour = 3_600_000;
let engine: TestEngine;

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const channel = (id: string, kind: ChannelState['kind'], rest: Partial<ChannelState> = {}): ChannelState => ({
  id,
  kind,
  label: id,
  enabled: true,
  minSeverity: 'info',
  host: null,
  lastAt: null,
  error: null,
  waiting: 0,
  unavailable: null,
  ...rest,
});
const pager = channel('Pager', 'webhook', { host: 'hooks.example' });
const calm = appState([account('a1', 'crustdata', 'production')]);
const world = (alerting: Partial<AppState['alerting']> = {}, rest: Partial<AppState> = {}): AppState => ({
  ...calm,
  ...rest,
  alerting: { ...calm.alerting, channels: [channel('This computer', 'desktop'), pager], ...alerting },
});

async function open(state: AppState, alerts: Partial<AlertsApi> = {}): Promise<void> {
  window.location.hash = '/alerts/settings';
  engine = connect(state, { alerts: { ...silentAlerts, ...alerts } });
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Alert settings' });
}
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === `alerts.${command}`).map(({ input }) => input);
const part = (name: string) => within(screen.getByRole('region', { name }));
async function type(label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  if (text !== '') await userEvent.type(field, text);
  await userEvent.tab();
}

describe('a rule', () => {
  it('is turned off at once, and says that this is saved', async () => {
    await open(world());
    await userEvent.click(screen.getByRole('switch', { name: 'Burn spike' }));
    expect(sent('setRules')).toEqual([{ rules: { 'burn-spike': { enabled: false } } }]);
    expect(await screen.findByText('Saved')).toBeDefined();
    act(() => engine.push(world({ rules: { ...defaultAlertRules, 'burn-spike': { enabled: false } } })));
    expect(screen.getByRole('switch', { name: 'Burn spike' }).getAttribute('aria-checked')).toBe('false');
  });

  it('is saved when its field is left, and not with every key', async () => {
    await open(world());
    await type('Shares of the limit, %', '30, 10');
    expect(sent('setRules')).toEqual([
      { rules: { low: { enabled: true, shares: [0.3, 0.1], amounts: [] } } },
    ]);
  });

  it('that was left unchanged is not saved', async () => {
    await open(world());
    await type('Hours ahead', '72');
    expect(sent('setRules')).toEqual([]);
  });

  it('keeps what cannot be read, with a sentence, whatever state comes in', async () => {
    await open(world());
    await type('Days ahead', '30, soon');
    expect(screen.getByText(/Enter whole days from 1 to 365/)).toBeDefined();
    act(() =>
      engine.push(world({ rules: { ...defaultAlertRules, 'expires-soon': { enabled: true, days: [14] } } })),
    );
    expect(screen.getByLabelText('Days ahead')).toHaveProperty('value', '30, soon');
    expect(sent('setRules')).toEqual([]);
  });

  it('keeps what could not be saved, says why, and tries again', async () => {
    let broken = true;
    await open(world(), {
      setRules: async () => (broken ? fail({ kind: 'not-writable', message: 'The disk is full.' }) : ok({})),
    });
    await type('Hours ahead', '96');
    expect(await screen.findByText('Not saved: The disk is full.')).toBeDefined();
    expect(screen.getByLabelText('Hours ahead')).toHaveProperty('value', '96');
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Saved')).toBeDefined();
    expect(sent('setRules')).toHaveLength(2);
  });

  it('follows the state again once that has caught up', async () => {
    const withHours = (leadHours: number) =>
      world({
        rules: { ...defaultAlertRules, 'runs-out-soon': { enabled: true, leadHours, criticalHours: 24 } },
      });
    await open(world());
    await type('Hours ahead', '96');
    await screen.findByText('Saved');
    act(() => engine.push(withHours(96)));
    act(() => engine.push(withHours(48)));
    expect(screen.getByLabelText('Hours ahead')).toHaveProperty('value', '48');
  });

  it('typed and left with the keyboard is not lost with the page', async () => {
    await open(world());
    const field = screen.getByLabelText('After, minutes');
    await userEvent.clear(field);
    await userEvent.type(field, '90');
    act(() => {
      window.location.hash = '/alerts';
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    await screen.findByRole('heading', { name: 'Nothing needs your attention' });
    expect(sent('setRules')).toEqual([{ rules: { unreachable: { enabled: true, afterMinutes: 90 } } }]);
  });

  it('can go back to its default with all others, which can be undone', async () => {
    const rules = { ...defaultAlertRules, 'burn-spike': { enabled: false } };
    await open(world({ rules }));
    await userEvent.click(screen.getByRole('button', { name: 'Reset rules' }));
    expect(sent('setRules')).toEqual([{ rules: defaultAlertRules }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent('setRules').at(-1)).toEqual({ rules });
  });
});

describe('quiet hours', () => {
  it('are turned on, and moved once both times are whole', async () => {
    await open(world());
    await userEvent.click(screen.getByRole('switch', { name: 'Hold back alerts' }));
    expect(sent('setRules')).toEqual([{ quietHours: { enabled: true, from: '22:00', to: '07:00' } }]);
    const to = screen.getByLabelText('To');
    await userEvent.clear(to);
    await userEvent.tab();
    expect(screen.getByText('Enter a time, such as 22:00.')).toBeDefined();
    expect(sent('setRules')).toHaveLength(1);
    await userEvent.type(to, '08:30');
    await userEvent.tab();
    expect(sent('setRules').at(-1)).toEqual({ quietHours: { enabled: true, from: '22:00', to: '08:30' } });
    expect(screen.getByText(/The rest arrive as one summary at 08:30/)).toBeDefined();
  });
});

describe('a channel', () => {
  it('is tested in its place: what became of it is spoken', async () => {
    let broken = true;
    await open(world(), {
      testChannel: async () =>
        broken ? fail({ kind: 'not-delivered', message: 'hooks.example answered with status 503.' }) : ok({}),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Test Pager' }));
    const result = await screen.findByText('The test failed: hooks.example answered with status 503.');
    expect(result.getAttribute('role')).toBe('status');
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Test Pager' }));
    expect(await screen.findByText('Test notification sent. Check that it arrived.')).toBe(result);
    expect(sent('testChannel')).toEqual([{ id: 'Pager' }, { id: 'Pager' }]);
  });

  it('is switched off and gets a minimum severity', async () => {
    await open(world());
    await userEvent.click(screen.getByRole('switch', { name: 'Pager' }));
    await userEvent.selectOptions(
      within(screen.getByRole('group', { name: 'Pager' })).getByLabelText('Minimum severity'),
      'Critical',
    );
    expect(sent('editChannel')).toEqual([
      { id: 'Pager', enabled: false },
      { id: 'Pager', minSeverity: 'critical' },
    ]);
  });

  it('is added with what its kind needs, hidden while it is typed', async () => {
    await open(world(), { addChannel: async () => ok(pager) });
    await userEvent.click(screen.getByRole('button', { name: 'Add channel' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByLabelText('Kind'), 'ntfy');
    expect(dialog.getByLabelText('Label')).toHaveProperty('value', 'ntfy');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(dialog.getByText('Enter the topic address.')).toBeDefined();
    expect(sent('addChannel')).toEqual([]);
    const address = dialog.getByLabelText('Topic address');
    expect(address).toHaveProperty('type', 'password');
    await userEvent.type(address, 'https://ntfy.example/invented');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(sent('addChannel')).toEqual([
      { kind: 'ntfy', label: 'ntfy', minSeverity: 'info', fields: { url: 'https://ntfy.example/invented' } },
    ]);
    expect(await screen.findByText('Pager added. Send a test to check that it works.')).toBeDefined();
  });

  it('asks before it sends without encryption, again for each address', async () => {
    await open(world(), { addChannel: async () => ok(pager) });
    await userEvent.click(screen.getByRole('button', { name: 'Add channel' }));
    const dialog = within(await screen.findByRole('dialog'));
    const add = () => userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    const address = dialog.getByLabelText('Address');
    await userEvent.type(address, 'http://nas.lan:8080/hook');
    expect(
      dialog.getByText(/Alerts go to nas\.lan:8080 in your own network without encryption/),
    ).toBeDefined();
    await add();
    expect(dialog.getByText('Turn on “Send without encryption” if you want that.')).toBeDefined();
    await userEvent.click(dialog.getByRole('switch', { name: 'Send without encryption' }));
    await userEvent.type(address, '2');
    await add();
    expect(sent('addChannel')).toEqual([]);
    await userEvent.click(dialog.getByRole('switch', { name: 'Send without encryption' }));
    await add();
    expect(sent('addChannel')).toMatchObject([
      { fields: { url: 'http://nas.lan:8080/hook2' }, allowed: true },
    ]);
  });

  it('is edited without its values, which stay and are never shown', async () => {
    await open(world(), { editChannel: async () => ok(pager) });
    await userEvent.click(screen.getByRole('button', { name: 'Edit Pager' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByLabelText('Address')).toHaveProperty('value', '');
    await userEvent.type(dialog.getByLabelText('Label'), ' 2');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(sent('editChannel')).toEqual([{ id: 'Pager', label: 'Pager 2', minSeverity: 'info' }]);
  });

  it('is removed after a question; those of the system cannot be', async () => {
    await open(world());
    expect(screen.queryByRole('button', { name: 'Remove This computer' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Remove Pager' }));
    expect(sent('removeChannel')).toEqual([]);
    const dialog = within(await screen.findByRole('alertdialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Remove channel' }));
    expect(sent('removeChannel')).toEqual([{ id: 'Pager' }]);
  });

  it('waits for the system’s keychain, in the words of the notice above', async () => {
    await open(
      world({}, { vault: { state: 'locked', kind: 'system', warning: null, problem: 'It is locked.' } }),
    );
    const channels = part('Channels');
    expect(channels.getByText('Channels wait for the system’s keychain.')).toBeDefined();
    expect(channels.queryByRole('button', { name: 'Unlock' })).toBeNull();
  });

  it('waits for a locked vault, which can be unlocked there', async () => {
    await open(world({}, { vault: { state: 'locked', kind: 'passphrase', warning: null } }));
    const channels = part('Channels');
    expect(channels.getByText('Channels are locked together with your keys.')).toBeDefined();
    await userEvent.click(channels.getByRole('button', { name: 'Unlock' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Passphrase'), 'an invented passphrase');
    await userEvent.click(dialog.getByRole('button', { name: 'Unlock' }));
    expect(engine.calls.find(({ command }) => command === 'unlock')?.input).toEqual({
      passphrase: 'an invented passphrase',
    });
  });
});

describe('open pages', () => {
  function browserThat(answers: NotificationPermission): { asked: () => number } {
    let asked = 0;
    const fake: { permission: NotificationPermission; requestPermission(): Promise<NotificationPermission> } =
      {
        permission: 'default',
        async requestPermission() {
          asked += 1;
          fake.permission = answers;
          return answers;
        },
      };
    vi.stubGlobal('Notification', fake);
    return { asked: () => asked };
  }
  const pages = world({ channels: [channel('Open pages', 'browser')] });

  it('ask the browser on a click, and can be tested then', async () => {
    const browser = browserThat('granted');
    await open(pages);
    expect(browser.asked()).toBe(0);
    expect(screen.queryByRole('button', { name: 'Test Open pages' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Allow notifications' }));
    expect(browser.asked()).toBe(1);
    expect(await screen.findByText(/This browser allows notifications/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Test Open pages' })).toBeDefined();
  });

  it('say plainly when the browser does not let them', async () => {
    browserThat('denied');
    await open(pages);
    await userEvent.click(screen.getByRole('button', { name: 'Allow notifications' }));
    expect(await screen.findByText(/This browser blocks notifications from this page/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Allow notifications' })).toBeNull();
  });

  it('are no choice in the desktop app', async () => {
    await open({ ...pages, shell: 'desktop' });
    expect(screen.queryByRole('switch', { name: 'Open pages' })).toBeNull();
  });
});

describe('the preview', () => {
  const previewed = (ago: number, heldUntil: number | null = null) => ({
    at: now - ago,
    account: 'a1',
    kind: 'low' as const,
    severity: 'warning' as const,
    text: `Low ${ago / day} days ago.`,
    masked: 'Low.',
    heldUntil,
  });

  it('replays the history with the settings in the form', async () => {
    const asked: unknown[] = [];
    await open(world(), {
      setRules: async () => fail({ kind: 'not-writable', message: 'The disk is full.' }),
      preview: async (input) => {
        asked.push(input);
        return ok([previewed(9 * day, now - 9 * day + hour), previewed(2 * day), previewed(day)]);
      },
    });
    await type('Hours ahead', '96');
    await userEvent.click(screen.getByRole('button', { name: 'Run preview' }));
    await screen.findByText('3 alerts in 30 days, 1 of them held back by quiet hours.');
    expect(asked).toEqual([
      {
        rules: {
          ...defaultAlertRules,
          'runs-out-soon': { enabled: true, leadHours: 96, criticalHours: 24 },
        },
        quietHours: { enabled: false, from: '22:00', to: '07:00' },
        days: 30,
      },
    ]);
    const cells = within(screen.getByRole('row', { name: /Low balance/ })).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent)).toEqual(['0', '0', '0', '1', '2', '3']);
    const list = screen.getByRole('list', { name: /Alerts you would have received/ });
    expect(within(list).getAllByRole('listitem')[0]?.textContent).toContain('Low 1 days ago.');
    expect(screen.getByText(/It leaves out what is not stored: rejected keys/)).toBeDefined();

    await userEvent.click(screen.getByRole('switch', { name: 'Exhausted' }));
    expect(screen.getByText(/You have changed the settings since/)).toBeDefined();
  });

  it('says if there would have been no alerts, and why it failed', async () => {
    let broken = true;
    await open(world(), {
      preview: async () => (broken ? fail({ kind: 'not-supported', message: 'Not in the demo.' }) : ok([])),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Run preview' }));
    expect(await screen.findByText('Not in the demo.')).toBeDefined();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Run preview' }));
    expect(await screen.findByText('You would have received no alerts in the last 30 days.')).toBeDefined();
  });
});
