// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { type AppState, type Episode, fail, ok } from '../../../../shared/model/index.ts';
import { account, alert, appState, day, now, seven } from '../../../helpers/states.ts';
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
});

async function open(state: AppState, hash = '/alerts', alerts: Partial<AlertsApi> = {}): Promise<void> {
  window.location.hash = hash;
  engine = connect(state, { alerts: { ...silentAlerts, ...alerts } });
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const sent = (command: string) =>
  engine.calls.filter((call) => call.command === `alerts.${command}`).map(({ input }) => input);
const page = () => within(screen.getByRole('main'));
const button = (name: RegExp | string) => page().getByRole('button', { name });
const choose = async (trigger: RegExp, item: string) => {
  await userEvent.click(button(trigger));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
};

const low = {
  ...alert('low', 'critical', '240.5 of 5,000 credits left.'),
  masked: '••• of ••• credits left.',
  episode: 'ep1',
};
const one = appState([account('a1', 'crustdata', 'production', { alerts: [low] })]);
const changed = (rest: Partial<AppState['accounts'][number]>): AppState => ({
  ...one,
  accounts: one.accounts.map((each) => ({ ...each, ...rest })),
});

describe('active alerts', () => {
  it('are listed worst first, each with its account, sentence and beginning', async () => {
    await open(seven);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('2 alerts need attention');
    const items = within(screen.getByRole('region', { name: 'Active alerts' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/Crustdata production.*240\.5 of 5,000.*Critical.*Low balance.*since 08:00/),
      expect.stringMatching(/Scrapio free plan.*Warning.*Cap hit/),
      expect.stringMatching(/Spidra.*Info.*Expires soon/),
    ]);
    expect(page().getByRole('link', { name: 'Crustdata production' }).getAttribute('href')).toBe(
      '#/account/a1',
    );
  });

  it('are none, which is said as well', async () => {
    await open(changed({ alerts: [] }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nothing needs your attention');
    expect(screen.getByText('No active alerts.')).toBeDefined();
    expect(await screen.findByText('No alerts yet.')).toBeDefined();
  });

  it('hide their amounts if amounts are hidden', async () => {
    await open({ ...one, preferences: { ...one.preferences, maskAmounts: true } });
    expect(page().getByText('••• of ••• credits left.')).toBeDefined();
    expect(page().queryByText(/240/)).toBeNull();
  });

  it('can be snoozed until the next morning, and that undone', async () => {
    await open(one);
    await choose(/^Snooze: Crustdata, production/, 'Until tomorrow, 09:00');
    expect(sent('snooze')).toEqual([{ episode: 'ep1', until: now + day }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent('snooze').at(-1)).toEqual({ episode: 'ep1', until: null });
  });

  it('say until when they are snoozed, and can be unsnoozed', async () => {
    await open(changed({ alerts: [{ ...low, snoozedUntil: now + hour }] }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nothing new needs your attention');
    expect(page().getByText('Snoozed until 10:00')).toBeDefined();
    await userEvent.click(button(/^Unsnooze/));
    expect(sent('snooze')).toEqual([{ episode: 'ep1', until: null }]);
  });

  it('can be acknowledged, once', async () => {
    await open(one);
    await userEvent.click(button(/^Acknowledge: Crustdata, production, low balance/));
    expect(sent('acknowledge')).toEqual([{ episode: 'ep1' }]);
    act(() => engine.push(changed({ alerts: [{ ...low, acknowledged: true }] })));
    expect(page().queryByRole('button', { name: /^Acknowledge/ })).toBeNull();
  });

  it('say why a command was not carried out', async () => {
    await open(one, '/alerts', {
      acknowledge: async () => fail({ kind: 'not-writable', message: 'The disk is full.' }),
    });
    await userEvent.click(button(/^Acknowledge/));
    expect(await screen.findByText('The disk is full.')).toBeDefined();
  });

  it('offer nothing that needs an episode if there is none', async () => {
    await open(changed({ alerts: [{ ...low, episode: null }] }));
    expect(page().queryByRole('button', { name: /Snooze|Acknowledge/ })).toBeNull();
  });
});

describe('an account', () => {
  it('can be muted for good and unmuted', async () => {
    await open(one);
    await choose(/^More actions/, 'Mute account for good');
    expect(sent('mute')).toEqual([{ account: 'a1', until: 8.64e15 }]);
    act(() => engine.push(changed({ alertSettings: { rules: {}, mutedUntil: 8.64e15 } })));
    const muted = within(screen.getByRole('region', { name: 'Muted accounts' }));
    expect(muted.getByText('muted for good')).toBeDefined();
    await userEvent.click(muted.getByRole('button', { name: /^Unmute/ }));
    expect(sent('mute').at(-1)).toEqual({ account: 'a1', until: null });
  });

  it('shows its alerts, mute and own rules on its page', async () => {
    await open(
      changed({ alertSettings: { rules: { 'burn-spike': { enabled: false } }, mutedUntil: null } }),
      '/account/a1',
    );
    const block = within(await screen.findByRole('region', { name: 'Alerts' }));
    expect(block.getByText('240.5 of 5,000 credits left.')).toBeDefined();
    expect(block.getByText(/^Off: Burn spike\. Otherwise the default rules\./)).toBeDefined();
    expect(block.getByText(/Low below the default floor of 100 credits\./)).toBeDefined();
    await userEvent.click(block.getByRole('button', { name: 'Mute' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: '1 day' }));
    expect(sent('mute')).toEqual([{ account: 'a1', until: now + day }]);
  });

  it('can have rules of its own', async () => {
    await open(
      changed({ alertSettings: { rules: { 'burn-spike': { enabled: false } }, mutedUntil: null } }),
      '/account/a1',
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Alert rules' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(dialog.getByLabelText('Burn spike'), 'Default (on)');
    await userEvent.selectOptions(dialog.getByLabelText('Exhausted'), 'Off');
    await userEvent.selectOptions(dialog.getByLabelText('Low balance'), 'Custom');
    await userEvent.clear(dialog.getByLabelText('Shares of the limit, %'));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(sent('setAccountRules')).toEqual([]);
    expect(dialog.getByText(/share or an amount/)).toBeDefined();
    await userEvent.type(dialog.getByLabelText('Warn below'), '1,500');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(sent('setAccountRules')).toEqual([
      {
        account: 'a1',
        rules: { exhausted: { enabled: false }, low: { enabled: true, shares: [], amounts: [1500] } },
      },
    ]);
  });
});

describe('the history', () => {
  const episode = (id: number, rest: Partial<Episode> = {}): Episode => ({
    id: `e${id}`,
    account: 'a1',
    key: 'low/credits',
    kind: 'low',
    severity: 'warning',
    level: 1,
    raisedAt: now - id * hour,
    changedAt: now - id * hour,
    clearedAt: now - (id - 0.5) * hour,
    text: `It was alert ${id}.`,
    masked: 'It was alert •••.',
    notificationState: 'notified',
    notifiedLevel: 1,
    acknowledgedAt: null,
    snoozedUntil: null,
    ...rest,
  });
  const all = Array.from({ length: 70 }, (_, at) => episode(at + 1, at === 60 ? { kind: 'exhausted' } : {}));
  const history: AlertsApi['history'] = async ({ account, before = Infinity, limit }) =>
    ok(all.filter((each) => each.raisedAt < before && (account ?? 'a1') === each.account).slice(0, limit));
  const rows = () => screen.getAllByRole('row').filter((row) => row.textContent?.includes('It was alert'));

  it('is by day, with when each alert began and ended', async () => {
    await open(one, '/alerts', { history });
    await screen.findByText('It was alert 1.');
    expect(rows()[0]?.textContent).toMatch(/^08:00to 08:30WarningLow balanceCrustdata, production/);
    const days = screen.getAllByRole('rowheader').map((header) => header.textContent);
    expect(days).toEqual(['Today', 'Yesterday', '19 November']);
  });

  it('shows earlier ones on demand, until there are none', async () => {
    await open(one, '/alerts', { history });
    await screen.findByText('It was alert 50.');
    expect(rows()).toHaveLength(50);
    await userEvent.click(button('Show earlier'));
    await screen.findByText('It was alert 70.');
    expect(rows()).toHaveLength(70);
    expect(page().queryByRole('button', { name: 'Show earlier' })).toBeNull();
  });

  it('is filtered by kind and account, over all that is stored', async () => {
    await open(one, '/alerts', { history });
    await screen.findByText('It was alert 1.');
    await userEvent.selectOptions(page().getByLabelText('Kind'), 'Exhausted');
    await screen.findByText('It was alert 61.');
    expect(rows()).toHaveLength(1);
    await userEvent.selectOptions(page().getByLabelText('Kind'), 'Burn spike');
    await screen.findByText('No matching alerts.');
    await userEvent.click(button('Show all'));
    await screen.findByText('It was alert 1.');
    await userEvent.selectOptions(page().getByLabelText('Account'), 'Crustdata, production');
    await screen.findByText('It was alert 1.');
    expect(sent('history').at(-1)).toMatchObject({ account: 'a1' });
  });

  it('takes up an alert that begins while one looks', async () => {
    let known = all.slice(1);
    await open(one, '/alerts', { history: async ({ limit }) => ok(known.slice(0, limit)) });
    await screen.findByText('It was alert 2.');
    known = all;
    act(() => engine.push(changed({ alerts: [low, { ...alert('exhausted', 'critical'), episode: 'ep2' }] })));
    expect(await screen.findByText('It was alert 1.')).toBeDefined();
  });

  it('says when it cannot be read, and tries again', async () => {
    let broken = true;
    await open(one, '/alerts', {
      history: async (input) =>
        broken ? fail({ kind: 'not-supported', message: 'The history is being repaired.' }) : history(input),
    });
    expect(await screen.findByText('The history is being repaired.')).toBeDefined();
    broken = false;
    await userEvent.click(button('Try again'));
    expect(await screen.findByText('It was alert 1.')).toBeDefined();
  });
});
