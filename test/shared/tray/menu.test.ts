import { describe, expect, it } from 'vitest';
import type { AccountState, CapState, DesktopState, UpdateState } from '../../../shared/model/index.ts';
import { accountLine } from '../../../shared/tray/account-line.ts';
import { trayGauge, trayMenu, trayTitle, trayTooltip } from '../../../shared/tray/menu.ts';
import {
  account,
  alert,
  appState,
  cap,
  empty,
  failing,
  forecast,
  forty,
  now,
  pool,
  providers,
  range,
  seven,
} from '../../helpers/states.ts';

const labels = (state: Parameters<typeof trayMenu>[0]) =>
  trayMenu(state, 'UTC').map((item) => (item.type === 'separator' ? '-' : item.label));
const money = { kind: 'money', code: 'USD' } as const;
const one = (rest: Partial<AccountState>) => account('a1', 'crustdata', 'production', rest);

const desktop: DesktopState = {
  version: '0.1.0',
  loginItem: 'off',
  shortcutError: null,
  trayHelp: null,
  updates: { state: 'idle', checkedAt: null },
};

describe('the tray’s menu', () => {
  it('has every balance, in the order of urgency, and what can be done', () => {
    const state = appState([
      one({ pools: [pool(1240.5)], alerts: [alert('low', 'warning')] }),
      account('a2', 'capsolver', 'default', { pools: [pool(18.4427, { unit: money })] }),
      account('a3', 'spidra', 'new', { pools: [pool(null)] }),
    ]);
    expect(labels(state)).toEqual([
      'Crustdata is running low',
      '-',
      'Crustdata production: 1,240.5 credits (low)',
      'CapSolver default: $18.44',
      'Spidra new: balance unknown',
      '-',
      'Refresh all',
      'Open Fuelgauge',
      'Settings…',
      'Pause polling',
      '-',
      'Open the log folder',
      'About Fuelgauge',
      'Quit Fuelgauge',
    ]);
    expect(trayMenu(state, 'UTC')[0]).toMatchObject({ action: { do: 'open', page: '/alerts' } });
  });

  it('says so without accounts, and stays on the screen with forty', () => {
    expect(labels(empty)[0]).toBe('No accounts yet');
    expect(labels(forty)).toHaveLength(2 + 20 + 1 + 9);
    expect(labels(forty)[22]).toBe('20 more…');
  });

  it('says what an update does, and offers what can be done about it', () => {
    const during = (updates: UpdateState) => ({ ...empty, desktop: { ...desktop, updates } });
    const lines = (updates: UpdateState) => labels(during(updates)).filter((label) => /updat/i.test(label));
    expect(lines({ state: 'off', reason: 'This is a development build.' })).toEqual([]);
    expect(lines({ state: 'idle', checkedAt: null })).toEqual(['Check for updates']);
    expect(lines({ state: 'failed', message: 'No.' })).toEqual(['Check for updates']);
    expect(lines({ state: 'checking' })).toEqual(['Checking for updates…']);
    expect(lines({ state: 'downloading', percent: 40 })).toEqual(['Downloading an update…']);
    const ready = during({ state: 'ready', version: '0.2.0' });
    expect(trayMenu(ready, 'UTC')).toContainEqual({
      type: 'action',
      label: 'Restart to update to 0.2.0',
      action: { do: 'restart-to-update' },
    });
    expect(trayTooltip(ready, 'UTC')).toBe('Fuelgauge: no accounts yet\nRestart to update to 0.2.0');
  });

  it('has pinned accounts first, and counts the hidden ones, which nothing else of it speaks of', () => {
    const state = appState([
      account('a2', 'capsolver', 'default', { hidden: true, alerts: [alert('exhausted', 'critical')] }),
      one({ pools: [pool(1240.5)] }),
      account('a3', 'spidra', 'new', { pinned: true, pools: [pool(500, { limit: 1000 })] }),
    ]);
    const [, , first, second, third] = labels(state);
    expect([first, second, third]).toEqual([
      'Spidra new: 500 credits',
      'Crustdata production: 1,240.5 credits',
      '1 account is hidden',
    ]);
    expect(trayTooltip(state, 'UTC')).not.toContain('CapSolver');
    expect(trayGauge(state).state).toBe('fine');
    const none = appState([account('a2', 'capsolver', 'default', { hidden: true })]);
    expect(labels(none)[0]).toBe('The account is hidden');
    expect(trayTooltip(none, 'UTC')).toBe('Fuelgauge: The account is hidden');
    expect(trayGauge(none)).toEqual({ state: 'fine', share: null });
  });

  it('offers for each account what can be done with it', () => {
    const trouble = one({ alerts: [alert('low', 'warning')] });
    const inner = (state: Parameters<typeof trayMenu>[0]) =>
      trayMenu(state, 'UTC').flatMap((item) => (item.type === 'submenu' ? item.items : []));
    expect(inner(appState([trouble]))).toMatchObject([
      { label: 'Open', action: { do: 'open', page: '/account/a1' } },
      { label: 'Refresh', action: { do: 'refresh', account: 'a1' } },
      { label: 'Snooze alerts for a day', action: { do: 'snooze', account: 'a1' } },
    ]);
    const billing = 'https://www.crustdata.example/billing';
    const withBilling = providers.map((each) => ({ ...each, billingPage: billing }));
    expect(inner(appState([one({})], { providers: withBilling }))).toMatchObject([
      { label: 'Open' },
      { label: 'Refresh' },
      { label: 'Billing page', action: { do: 'billing', url: billing } },
    ]);
  });

  it('hides amounts when they are masked', () => {
    const masked = appState([one({ pools: [pool(1240.5)] })], {
      preferences: { ...seven.preferences, maskAmounts: true, trayText: 'balance' },
    });
    expect(JSON.stringify([trayMenu(masked, 'UTC'), trayTooltip(masked, 'UTC')])).not.toContain('1,240');
    expect(trayTitle(masked)).toBe('');
  });

  it('offers to resume what is paused', () => {
    const paused = appState([one({})], { preferences: { ...seven.preferences, paused: true } });
    expect(labels(paused)).toContain('Resume polling');
    expect(trayGauge(paused).state).toBe('paused');
  });

  it('says the provider’s name once', () => {
    const name = (label: string) => accountLine(seven, one({ label }), 'UTC').split(':')[0];
    const [provider] = name('production')?.split(' production') ?? [];
    expect(name(provider ?? '')).toBe(provider);
    expect(name(`${provider} 2`)).toBe(`${provider} 2`);
  });

  it('says why an account needs attention', () => {
    const line = (rest: Partial<AccountState>) =>
      accountLine(seven, one({ pools: [pool(5)], ...rest }), 'UTC');
    expect(line({ alerts: [alert('credential-rejected', 'critical')] })).toMatch(/\(key rejected\)$/);
    expect(line({ alerts: [alert('expires-soon', 'info')] })).toMatch(/5 credits$/);
    expect(line({ health: { state: 'off', readAt: now, error: null, nextAt: null } })).toMatch(/\(paused\)$/);
    expect(line({ health: { state: 'stale', readAt: now, error: null, nextAt: null } })).toMatch(
      /\(stale\)$/,
    );
  });
});

describe('a forecast in the tray', () => {
  const foreseen = (rest: Partial<AccountState> = {}) =>
    one({ pools: [pool(5, { forecast: forecast({ runsOutAt: range(3) }) })], ...rest });

  it('follows the balance, unless a trouble says it already', () => {
    const line = (state: AccountState) => accountLine(seven, state, 'UTC');
    expect(line(foreseen())).toBe('Crustdata production: 5 credits, about 3 days left');
    expect(line(foreseen({ alerts: [alert('low', 'warning')] }))).toMatch(
      /credits, about 3 days left \(low\)$/,
    );
    expect(line(foreseen({ alerts: [alert('exhausted', 'critical')] }))).toMatch(/5 credits \(used up\)$/);
  });

  it('says what a cap of a day leaves, and a window as a window, where there is no balance', () => {
    const line = (rest: Partial<CapState>) =>
      accountLine(seven, one({ pools: [], caps: [cap(rest)] }), 'UTC');
    expect(line({ used: 640, limit: 1000 })).toBe('Crustdata production: 360 of 1,000 credits left');
    expect(line({ unit: { kind: 'percent' }, window: 'week', used: 63, limit: 100 })).toBe(
      'Crustdata production: 63 % of the weekly window used',
    );
  });

  it('leaves out whole accounts that do not fit the tooltip, never its age', () => {
    const short = foreseen({ label: 'main' });
    const lines = trayTooltip(appState([short, short, short]), 'UTC').split('\n');
    expect(lines).toEqual([
      'Fuelgauge',
      'Crustdata main: 5 credits, about 3 days left',
      'Crustdata main: 5 credits, about 3 days left',
      'Checked 2 min ago',
    ]);
  });
});

describe('the words beside the icon', () => {
  const soon = one({ pools: [pool(1240.5, { forecast: forecast({ runsOutAt: range(3) }) })] });
  const title = (trayText: 'none' | 'runs-out' | 'balance', accounts = [one({ pools: [pool(7)] }), soon]) =>
    trayTitle(appState(accounts, { preferences: { ...seven.preferences, trayText } }));
  it('are as set in the preferences', () => {
    expect(title('none')).toBe('');
    expect(title('runs-out')).toBe('3 days');
    expect(title('balance')).toBe('7');
  });
  it('are empty if there is nothing to say', () => {
    expect(title('runs-out', [])).toBe('');
    expect(title('balance', [one({ pools: [pool(null)] })])).toBe('');
  });
});

describe('the tray’s tooltip', () => {
  it('is short enough for Windows', () => {
    for (const state of [empty, seven, forty])
      expect(trayTooltip(state, 'UTC').length).toBeLessThanOrEqual(127);
  });
});

describe('the tray’s gauge', () => {
  const gauge = (...accounts: AccountState[]) => trayGauge(appState(accounts));

  it('shows what is left to the most urgent account: its share, or its days against thirty', () => {
    const limited = (remaining: number) => one({ pools: [pool(remaining, { limit: 1000 })] });
    expect(gauge(one({ pools: [pool(1)] }), limited(350), limited(800))).toEqual({
      state: 'fine',
      share: 0.35,
    });
    const days = one({ pools: [pool(5, { forecast: forecast({ runsOutAt: range(6) }) })] });
    expect(gauge(days, limited(350)).share).toBeCloseTo(0.2);
    expect(gauge(one({ pools: [pool(1)] })).share).toBeNull();
    expect(gauge(limited(1500)).share).toBe(1);
  });

  it('shows the worst state', () => {
    const low = one({ alerts: [alert('low', 'warning')] });
    const gone = one({ alerts: [alert('exhausted', 'critical')] });
    const offline = one({ health: failing('offline', 'No network.', now) });
    const off = one({
      health: { state: 'off', readAt: now, error: null, nextAt: null },
      alerts: gone.alerts,
    });
    expect(gauge(low, one({})).state).toBe('warning');
    expect(gauge(low, gone).state).toBe('critical');
    expect(gauge(offline, offline).state).toBe('offline');
    expect(gauge(offline, one({})).state).toBe('fine');
    expect(gauge(off, one({})).state).toBe('fine');
    expect(gauge(off).state).toBe('paused');
    expect(gauge().state).toBe('fine');
  });
});
