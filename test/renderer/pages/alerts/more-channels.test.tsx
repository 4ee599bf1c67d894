// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { type AppState, badInput, type ChannelState, ok } from '../../../../shared/model/index.ts';
import { account, appState, now } from '../../../helpers/states.ts';
import { type AlertsApi, connect, silentAlerts, type TestEngine } from './engine.ts';

let engine: TestEngine;

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

const channel = (kind: ChannelState['kind'], rest: Partial<ChannelState> = {}): ChannelState => ({
  id: kind,
  kind,
  label: kind,
  enabled: true,
  minSeverity: 'info',
  host: null,
  lastAt: null,
  error: null,
  waiting: 0,
  unavailable: null,
  ...rest,
});
const mail = channel('email', { host: 'smtp.example', tags: ['Nordhaus', 'research'] });
const check = channel('healthcheck', { host: 'hc.example' });
const calm = appState([account('a1', 'crustdata', 'production', { tags: ['Nordhaus'] })]);
const world = (alerting: Partial<AppState['alerting']> = {}): AppState => ({
  ...calm,
  alerting: { ...calm.alerting, channels: [mail, check], ...alerting },
});

async function open(state: AppState, alerts: Partial<AlertsApi> = {}): Promise<void> {
  window.location.hash = '/alerts/settings';
  engine = connect(state, { alerts: { ...silentAlerts, ...alerts } });
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Alert settings' });
}
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === `alerts.${command}`).map(({ input }) => input);
async function dialogFor(kind: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Add channel' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText('Kind'), kind);
  return dialog;
}

describe('a channel', () => {
  it('for e-mail asks for a server, hides its password, and takes the usual security unasked', async () => {
    await open(world(), { addChannel: async () => ok(mail) });
    const dialog = await dialogFor('E-mail');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(dialog.getByText('Enter the mail server.')).toBeDefined();
    expect(dialog.getByText('Enter the recipients.')).toBeDefined();
    expect(dialog.getByLabelText('Password, optional')).toHaveProperty('type', 'password');
    expect(dialog.getByLabelText('Security')).toHaveProperty('value', 'starttls');
    await userEvent.type(dialog.getByLabelText('Mail server'), 'smtp.example');
    await userEvent.type(dialog.getByLabelText('Sender address'), 'me@home.example');
    await userEvent.type(dialog.getByLabelText('Recipients'), 'ada@home.example{Enter}bob@home.example');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(sent('addChannel')).toEqual([
      {
        kind: 'email',
        label: 'E-mail',
        minSeverity: 'info',
        fields: {
          host: 'smtp.example',
          from: 'me@home.example',
          to: 'ada@home.example\nbob@home.example',
        },
      },
    ]);
  });

  it('is limited to tags, and says when no account has one of them', async () => {
    await open(world(), { addChannel: async () => ok(mail) });
    const dialog = await dialogFor('PagerDuty');
    // An incident wakes people up.
    expect(dialog.getByLabelText('Minimum severity')).toHaveProperty('value', 'critical');
    await userEvent.type(dialog.getByLabelText('Only for tags, optional'), 'nordhaus, lab');
    expect(dialog.getByText('No account has the tag “lab” yet.')).toBeDefined();
    await userEvent.type(dialog.getByLabelText('Integration key'), 'invented');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(sent('addChannel')).toMatchObject([{ kind: 'pagerduty', tags: ['nordhaus', 'lab'] }]);
  });

  it('keeps its tags when something else is edited, and loses them when they are deleted', async () => {
    await open(world(), { editChannel: async () => ok(mail) });
    expect(screen.getByText('E-mail, smtp.example, only for Nordhaus, research')).toBeDefined();
    for (const clears of [false, true]) {
      await userEvent.click(screen.getByRole('button', { name: 'Edit email' }));
      const dialog = within(await screen.findByRole('dialog'));
      const tags = dialog.getByLabelText('Only for tags, optional');
      expect(tags).toHaveProperty('value', 'Nordhaus, research');
      if (clears) await userEvent.clear(tags);
      else await userEvent.type(dialog.getByLabelText('Label'), ' 2');
      await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    }
    expect(sent('editChannel')).toEqual([
      { id: 'email', label: 'email 2', minSeverity: 'info' },
      { id: 'email', label: 'email', minSeverity: 'info', tags: [] },
    ]);
  });

  it('that is only pinged has neither a severity nor tags', async () => {
    await open(world());
    const row = within(screen.getByRole('group', { name: 'healthcheck' }));
    expect(row.queryByLabelText('Minimum severity')).toBeNull();
    expect(screen.getByText('Pinged after the next balance is read.')).toBeDefined();
    const dialog = await dialogFor('Health check ping');
    expect(dialog.queryByLabelText('Minimum severity')).toBeNull();
    expect(dialog.queryByLabelText('Only for tags, optional')).toBeNull();
  });
});

describe('the weekly summary', () => {
  const part = () => within(screen.getByRole('region', { name: 'Weekly summary' }));

  it('is switched on for Monday morning, moved, and switched off', async () => {
    await open(world());
    expect(part().queryByLabelText('At')).toBeNull();
    await userEvent.click(part().getByRole('switch', { name: 'Send a summary each week' }));
    act(() => engine.push(world({ weeklySummary: { weekday: 'monday', at: '09:00', since: now } })));
    await userEvent.selectOptions(part().getByLabelText('On'), 'Friday');
    await userEvent.clear(part().getByLabelText('At'));
    await userEvent.tab();
    expect(part().getByText('Enter a time, such as 09:00.')).toBeDefined();
    await userEvent.type(part().getByLabelText('At'), '17:30');
    await userEvent.tab();
    await userEvent.click(part().getByRole('switch', { name: 'Send a summary each week' }));
    expect(sent('setRules')).toEqual([
      { weeklySummary: { weekday: 'monday', at: '09:00' } },
      { weeklySummary: { weekday: 'friday', at: '09:00' } },
      { weeklySummary: { weekday: 'friday', at: '17:30' } },
      { weeklySummary: null },
    ]);
  });

  it('is sent now, and says where it went or why it went nowhere', async () => {
    let isHeard = true;
    await open(world(), {
      sendWeeklySummary: async () =>
        isHeard ? ok({ channels: ['Phone', 'Team'] }) : badInput('No channel gets it.'),
    });
    await userEvent.click(part().getByRole('button', { name: 'Send one now' }));
    expect(await screen.findByText('The summary is on its way to Phone, Team.')).toBeDefined();
    isHeard = false;
    await userEvent.click(part().getByRole('button', { name: 'Send one now' }));
    const why = await part().findByRole('alert');
    expect(why).toHaveProperty('textContent', 'No channel gets it.');
    // A line of its own: a long sentence in the button's box would push the button to the other side.
    expect(why.parentElement?.tagName).toBe('HEADER');
  });
});
