// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app/App.tsx';
import { useCatalogueView, wholeCatalogue } from '../../../renderer/pages/providers/view.ts';
import { useStore } from '../../../renderer/state/store.ts';
import { type AppState, ok, type ProviderInfo } from '../../../shared/model/index.ts';
import { asEntries, invented } from '../../helpers/catalogue.ts';
import { empty, providers, seven } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  useCatalogueView.setState(wholeCatalogue);
});

async function open(
  state: AppState,
  hash: string,
  catalogue: readonly ProviderInfo[] = providers,
  confirmed: Readonly<Record<string, string>> = {},
): Promise<void> {
  window.scrollTo = () => {};
  window.location.hash = hash;
  engine = connect(state, { catalogue: async () => ok(asEntries(catalogue, confirmed)) });
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const sent = (command: string) => engine.calls.filter((call) => call.command === command);

describe('providers', () => {
  const links = () =>
    within(screen.getByRole('main'))
      .getAllByRole('heading', { level: 2 })
      .map((heading) => within(heading).getByRole('link').textContent);
  const search = () => screen.getByRole('searchbox');

  it('say what they report, what they need and how we know, and which are yours', async () => {
    await open(seven, '/providers');
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('5 providers');
    expect(links()).toEqual(['CapSolver', 'Crustdata', 'ScraperAPI', 'Scrapio', 'Spidra']);
    const row = screen.getByRole('link', { name: 'Crustdata' }).closest('li');
    expect(row?.textContent).toContain('1 account');
    expect(row?.textContent).toContain('API key');
    expect(row?.textContent).toContain('documented, November 2026');
    expect(
      within(row ?? never())
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toContain('expiry');
    expect(screen.getByText('None is confirmed against the live service yet.')).toBeDefined();
    expect(screen.getByText('Mine is not here')).toBeDefined();
  });

  it('say which are confirmed against the live service, and when', async () => {
    await open(seven, '/providers', providers, { crustdata: '2026-12' });
    await screen.findByRole('heading', { name: '5 providers' });
    const row = (name: string) => screen.getByRole('link', { name }).closest('li')?.textContent;
    expect(row('Crustdata')).toContain('documented, November 2026, confirmed December 2026');
    expect(row('Spidra')).not.toContain('confirmed');
    expect(screen.getByText('4 of 5 are not yet confirmed against the live service.')).toBeDefined();
    await userEvent.click(screen.getByRole('link', { name: 'Crustdata' }));
    expect(await screen.findByText('Confirmed against the live service in December 2026.')).toBeDefined();
  });

  it('are found with the keyboard, and opened', async () => {
    await open(empty, '/providers', invented(30));
    await screen.findByRole('heading', { name: '30 providers' });
    await userEvent.keyboard('/voice');
    expect(document.activeElement).toBe(search());
    expect(links()).toEqual(['Voice 1', 'Voice 2', 'Voice 3', 'Voice 4', 'Voice 5']);
    expect(screen.getByText('5 of 30 providers')).toBeDefined();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Voice 2');
    await userEvent.keyboard('{ArrowUp}{ArrowUp} 3{Enter}');
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Voice 3');
    // The search is still there when you come back.
    await userEvent.click(screen.getByRole('link', { name: 'All providers' }));
    expect(search()).toHaveProperty('value', 'voice 3');
    await userEvent.type(search(), 'nothing');
    expect(screen.getByText('No provider matches “voice 3nothing”.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(links()).toHaveLength(30);
    expect(document.activeElement).toBe(search());
  });

  it('are shown by category', async () => {
    await open(empty, '/providers', invented(30));
    await userEvent.click(await screen.findByRole('button', { name: 'Speech 5' }));
    expect(links()).toEqual(['Voice 1', 'Voice 2', 'Voice 3', 'Voice 4', 'Voice 5']);
    expect(screen.getByRole('button', { name: 'Speech 5', pressed: true })).toBeDefined();
    await userEvent.type(search(), 'data');
    expect(screen.getByRole('button', { name: 'Speech 0', pressed: true })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /^All/ }));
    expect(links()).toHaveLength(5);
  });

  it('are found by the name of a variable', async () => {
    await open(seven, '/providers');
    await userEvent.type(await screen.findByRole('searchbox'), 'SPIDRA_API_KEY');
    expect(links()).toEqual(['Spidra']);
  });

  it('can be loaded again if that failed', async () => {
    await open(seven, '/providers');
    await screen.findByRole('heading', { name: '5 providers' });
    const error = { kind: 'not-supported' as const, message: 'Nobody answered.' };
    act(() => useStore.setState({ catalogue: { mode: seven.mode, answer: { ok: false, error } } }));
    expect(screen.getByText('Nobody answered.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: '5 providers' })).toBeDefined();
  });
});

describe('a provider’s page', () => {
  const heading = async () => (await screen.findByRole('heading', { level: 1 })).textContent;
  const main = () => screen.getByRole('main').textContent;

  it('opens by its address and says everything', async () => {
    const [first] = providers;
    const field = first?.credentialFields[0] ?? never();
    const whole: ProviderInfo = {
      ...(first ?? never()),
      credentialFields: [
        { ...field, otherKinds: { 'pub-': 'This is a public key. Make a secret one.' } },
        { ...field, id: 'team', label: 'Team', optional: true, environment: ['TEAM', 'TEAM_ID'] },
      ],
      checkCost: 2,
      plans: [
        {
          id: 'hobby',
          name: 'Hobby',
          grant: 100_000,
          frequency: 'monthly',
          rollover: 'none',
          caps: [],
          note: null,
          source: { url: 'https://www.scraperapi.example/pricing', readOn: '2026-10' },
        },
      ],
    };
    await open(seven, '/providers/scraperapi', [whole]);
    expect(await heading()).toBe('ScraperAPI');
    for (const words of [
      'SCRAPERAPI_API_KEY',
      'This is a public key. Make a secret one.',
      'Team (optional)',
      'TEAM, TEAM_ID',
      'Each check costs 2 credits',
      'Off until you turn checks on.',
      'You can choose another interval, from 1 min up.',
      'No two checks are closer together than 15 sec, however often you press Refresh.',
      'api.scraperapi.example',
      'The provider’s documentation says so.',
      'read in November 2026',
      'Not yet confirmed against the live service.',
      'Hobby: 100,000 credits a month, unused ones lapse.',
    ])
      expect(main()).toContain(words);
    for (const name of ['Documentation', 'Where to make it', 'source', 'Home page']) {
      const link = screen.getByRole('link', { name });
      expect(link.getAttribute('rel')).toBe('noreferrer');
    }
    const yours = seven.accounts.find(({ provider }) => provider === 'scraperapi') ?? never();
    const toAccount = within(screen.getByRole('main')).getByRole('link', { name: yours.label });
    expect(toAccount.getAttribute('href')).toBe(`#/account/${yours.id}`);
    await userEvent.click(screen.getByRole('button', { name: 'Add account' }));
    expect((await screen.findByRole('dialog')).textContent).toContain('Add ScraperAPI');
  });

  it('makes no link of an address that is not https', async () => {
    const [first] = providers;
    const odd = { ...(first ?? never()), docs: { url: 'http://docs.example/', readOn: '2026-11' } };
    await open(seven, '/providers/scraperapi', [odd]);
    await heading();
    expect(screen.queryByRole('link', { name: 'Documentation' })).toBeNull();
  });

  it('says that nothing is polled where you log your use', async () => {
    await open(seven, '/providers/scrapio');
    await heading();
    expect(main()).toContain('Never: it has no balance endpoint.');
    expect(main()).toContain('You log your use');
  });

  it('says when there is no such provider', async () => {
    await open(seven, '/providers/nobody');
    await userEvent.click(await screen.findByRole('button', { name: 'Show all providers' }));
    expect(await screen.findByRole('searchbox')).toBeDefined();
  });
});

describe('hosts', () => {
  it('names each host with its reason', async () => {
    await open(seven, '/hosts');
    const row = screen.getByRole('row', { name: /api\.scraperapi\.example/ });
    expect(row.textContent).toContain('to check the balance of 2 accounts');
    expect(row.textContent).toContain('every 5 min');
  });

  it('says that an account without polling contacts nobody', async () => {
    await open(empty, '/hosts');
    const row = screen.getByRole('row', { name: /api\.spidra\.example/ });
    expect(row.textContent).toContain('not yet');
    expect(row.textContent).not.toContain('every');
  });
});

describe('settings', () => {
  it('changes the theme at once when the state says so', async () => {
    await open(seven, '/settings');
    await userEvent.selectOptions(screen.getByLabelText('Theme'), 'Dark');
    expect(sent('setPreferences')[0]?.input).toEqual({ theme: 'dark' });
    engine.push({ ...seven, preferences: { ...seven.preferences, theme: 'dark' } });
    await screen.findByRole('option', { name: 'Dark', selected: true });
    expect(document.documentElement.dataset.theme).toBe('dark');
  });

  it('pauses all polling', async () => {
    await open(seven, '/settings');
    await userEvent.click(screen.getByRole('switch', { name: 'Pause all polling' }));
    expect(sent('setPreferences')[0]?.input).toEqual({ paused: true });
  });

  it('hides the amounts, and says what that does', async () => {
    await open(seven, '/settings');
    await userEvent.click(screen.getByRole('switch', { name: 'Hide amounts', description: /Press M/ }));
    expect(sent('setPreferences')[0]?.input).toEqual({ maskAmounts: true });
  });

  it('say which version runs, in every shell', async () => {
    await open({ ...seven, version: '7.8.9', shell: 'browser' }, '/settings');
    expect(screen.getByText(/^Fuelgauge 7\.8\.9 watches your API credits/)).toBeDefined();
  });

  it('links to the alert settings, and says where alerts go', async () => {
    const quietHours = { enabled: true, from: '22:00', to: '07:00' };
    await open({ ...seven, alerting: { ...seven.alerting, quietHours } }, '/settings');
    const section = screen.getByRole('region', { name: 'Alerts' });
    expect(section.textContent).toContain('No notifications are sent. Quiet hours are from 22:00 to 07:00');
    expect(within(section).getByRole('link').getAttribute('href')).toBe('#/alerts/settings');
  });

  it('shows a new token once, with a line to try', async () => {
    await open({ ...seven, mode: 'live' }, '/settings');
    await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
    expect(await screen.findByLabelText('Token')).toHaveProperty('value', 'invented-token');
    const example = screen.getByLabelText('Example');
    expect(example).toHaveProperty(
      'value',
      expect.stringContaining("'Authorization: Bearer invented-token'"),
    );
    expect(example).toHaveProperty('value', expect.stringContaining('"credits":3'));
    await userEvent.click(screen.getByRole('link', { name: 'Providers' }));
    await userEvent.click(screen.getByRole('link', { name: 'Settings' }));
    expect(screen.queryByLabelText('Token')).toBeNull();
  });

  it('makes no token in the demo', async () => {
    await open({ ...seven, mode: 'demo' }, '/settings');
    expect(screen.getByText(/Scripts cannot log use in the demo/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make a token' })).toBeNull();
  });

  it('asks before a token in use is replaced', async () => {
    const usageEndpoint = { address: 'http://127.0.0.1:4870/v1/usage', tokenEnd: 'ab12' };
    await open({ ...seven, mode: 'live', usageEndpoint }, '/settings');
    await userEvent.click(screen.getByRole('button', { name: 'Replace token' }));
    expect(sent('makeUsageToken')).toHaveLength(0);
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Replace token' }));
    expect(await screen.findByLabelText('Token')).toBeDefined();
  });
});

describe('an address that leads nowhere', () => {
  it('is said, with a way back', async () => {
    await open(seven, '/nowhere');
    await userEvent.click(screen.getByRole('button', { name: 'Go to the overview' }));
    expect(window.location.hash).toBe('#/');
  });
});

function never(): never {
  throw new Error('The fixtures have changed.');
}
