// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app/App.tsx';
import { type AppState, ok, type ProviderInfo } from '../../../shared/model/index.ts';
import { asEntries, invented } from '../../helpers/catalogue.ts';
import { empty, providers, seven } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
});

async function open(
  state: AppState,
  hash: string,
  catalogue: readonly ProviderInfo[] = providers,
): Promise<void> {
  window.scrollTo = () => {};
  window.location.hash = hash;
  engine = connect(state, { catalogue: async () => ok(asEntries(catalogue)) });
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const sent = (command: string) => engine.calls.filter((call) => call.command === command);

describe('providers', () => {
  it('says of each what it needs, how often it is checked and how we know', async () => {
    await open(seven, '/providers');
    const entries = screen.getAllByRole('listitem').filter((item) => within(item).queryByText('Needs'));
    expect(entries).toHaveLength(5);
    expect(entries[0]?.textContent).toContain('Every 5 min, for free.');
    expect(entries[0]?.textContent).toContain('read in November 2026');
    expect(entries[3]?.textContent).toContain('Never: it has no balance endpoint.');
    for (const link of screen.getAllByRole('link', { name: 'Documentation' }))
      expect(link.getAttribute('rel')).toBe('noreferrer');
  });

  const texts = (level: number) =>
    within(screen.getByRole('main'))
      .queryAllByRole('heading', { level })
      .map((heading) => heading.textContent);
  const headings = () => texts(2);
  const names = () => texts(3);

  it('are in groups by category, each with a count', async () => {
    await open(seven, '/providers');
    expect(headings()).toEqual(['Captcha solving 1', 'Data 1', 'Web scraping 3']);
    expect(names()).toEqual(['CapSolver', 'Crustdata', 'ScraperAPI', 'Scrapio', 'Spidra']);
    expect(screen.getByText('5 providers')).toBeDefined();
  });

  it('are found with the keyboard, and it is said when none matches', async () => {
    await open(empty, '/providers', invented(30));
    await screen.findByText('30 providers');
    expect(names()).toHaveLength(30);
    HTMLElement.prototype.scrollIntoView = () => {};
    const categories = screen.getByRole('navigation', { name: 'Categories' });
    await userEvent.click(within(categories).getByRole('button', { name: 'Speech 5' }));
    expect(document.activeElement?.textContent).toBe('Speech 5');
    await userEvent.keyboard('/voice');
    expect(screen.queryByRole('navigation', { name: 'Categories' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    expect(headings()).toEqual(['Speech 5']);
    expect(names()).toEqual(['Voice 1', 'Voice 2', 'Voice 3', 'Voice 4', 'Voice 5']);
    expect(screen.getByText('5 of 30 providers')).toBeDefined();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Add account at Voice 2');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}nothing');
    expect(screen.getByText('No provider matches “voicenothing”.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toHaveLength(30);
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('makes no link of an address that is not https', async () => {
    const [first] = providers;
    if (first === undefined) throw new Error('the fixtures have no provider');
    const odd = { ...first, docs: { ...first.docs, url: 'http://docs.scraperapi.example/' } };
    await open(empty, '/providers', [odd]);
    expect(screen.queryByRole('link', { name: 'Documentation' })).toBeNull();
  });

  it('adds an account at the provider', async () => {
    await open(seven, '/providers');
    await userEvent.click(screen.getByRole('button', { name: 'Add account at Crustdata' }));
    expect((await screen.findByRole('dialog')).textContent).toContain('Crustdata');
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
