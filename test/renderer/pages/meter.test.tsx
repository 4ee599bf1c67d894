// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app/App.tsx';
import { type AppState, ok, preferencesSchema } from '../../../shared/model/index.ts';
import { asEntries } from '../../helpers/catalogue.ts';
import { metered, notMetering } from '../../helpers/metered.ts';
import { providers, seven } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
});

async function open(state: AppState, hash: string): Promise<void> {
  window.scrollTo = () => {};
  window.location.hash = hash;
  engine = connect(state, { catalogue: async () => ok(asEntries(providers)) });
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
}
const section = () => screen.getByRole('region', { name: 'Counting for you' });
const set = () =>
  engine.calls.filter(({ command }) => command === 'setPreferences').map(({ input }) => input);

describe('counting by the meter', () => {
  it('is turned on and off by a switch, and shows no address before it runs', async () => {
    await open({ ...seven, mode: 'live' }, '/settings');
    await userEvent.click(within(section()).getByRole('switch', { name: 'Let Fuelgauge count for you' }));
    expect(set()).toEqual([{ meter: true }]);
    expect(within(section()).queryByRole('textbox')).toBeNull();
  });

  it('tells an address for each account, what was logged, and what was not', async () => {
    await open(metered, '/settings');
    const addresses = within(section()).getAllByRole('textbox');
    expect(addresses.map((field) => field.textContent)).toEqual([
      'http://127.0.0.1:47616/s1',
      'http://127.0.0.1:47616/s2',
    ]);
    expect(section().textContent).toContain(
      'Passed on 1,284 requests. Logged 588 credits for “prices”. Logged 1,882 credits for “news”.',
    );
    expect(section().textContent).toContain('12 answers (not JSON), 1 answer (broken off).');
  });

  it('needs no path for a single account, and hides amounts with all others', async () => {
    const [one] = metered.accounts;
    const preferences = preferencesSchema.parse({ meter: true, maskAmounts: true });
    await open({ ...metered, preferences, accounts: one ? [one] : [] }, '/settings');
    expect(within(section()).getByRole('textbox').textContent).toBe('http://127.0.0.1:47616');
    expect(section().textContent).toContain('Logged ••• credits for “prices”');
  });

  it('says why it does not run', async () => {
    await open(notMetering, '/settings');
    expect(section().textContent).toContain('Port 47616 is in use by another program.');
  });

  it('says that what it read is not stored yet', async () => {
    const counts = metered.meter?.counts ?? null;
    const meter = {
      origin: 'http://127.0.0.1:47616',
      problem: null,
      counts: counts && { ...counts, waiting: 3 },
    };
    await open({ ...metered, meter }, '/settings');
    expect(within(section()).getByRole('alert').textContent).toContain(
      'The use of 3 answers cannot be stored.',
    );
  });

  it('is offered where use is logged, and in no demo', async () => {
    await open({ ...seven, mode: 'live' }, '/account/a2');
    await userEvent.click(await screen.findByRole('button', { name: 'Let Fuelgauge count' }));
    expect(within(await screen.findByRole('dialog')).getByRole('switch')).toBeDefined();
    cleanup();
    engine.leave();
    await open({ ...seven, mode: 'demo' }, '/settings');
    expect(section().textContent).toContain('Nothing can be counted in the demo.');
  });
});
