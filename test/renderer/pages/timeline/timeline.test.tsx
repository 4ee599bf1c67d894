import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import { axisOf } from '../../../../renderer/pages/timeline/axis.ts';
import type { AppState } from '../../../../shared/model/index.ts';
import { timelineOf } from '../../../../shared/timeline/index.ts';
import { calendarEvents } from '../../../helpers/calendar.ts';
import {
  account,
  appState,
  cap,
  day,
  forecast,
  grant,
  monthly,
  now,
  pool,
  providers,
  range,
} from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

// @vitest-environment jsdom

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(state: AppState): Promise<void> {
  window.location.hash = '#/timeline';
  engine = connect(state);
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'The next 60 days' });
}
const headings = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

const busy = account('a1', 'crustdata', 'production', {
  pools: [
    pool(240, {
      cycle: monthly(5000),
      grants: [grant(240, { id: 't', kind: 'topup', granted: 1200, expiresAt: Date.UTC(2026, 11, 12) })],
      forecast: forecast({ runsOutAt: range(2, 4, 30) }),
    }),
  ],
});
const capped = ['a2', 'a3', 'a4', 'a5', 'a6', 'a7'].map((id) =>
  account(id, 'scrapio', id, { pools: [], caps: [cap()] }),
);

describe('the timeline', () => {
  it('lists what comes day by day, and in one line what comes every day', async () => {
    await open(appState([busy, ...capped]));
    expect(screen.getByText('1 likely run-out, 1 expiry, 2 refills and 6 cap resets.')).toBeDefined();
    expect(headings().filter((text) => text !== 'Accounts')).toEqual([
      'Wednesday, 25 November in 4 days',
      'Tuesday, 1 December in 10 days',
      'Friday, 11 December in 20 days',
      'Friday, 1 January 2027 in 41 days',
      'Every day',
    ]);
    const items = within(screen.getByRole('main')).getAllByRole('listitem');
    expect(items[0]?.textContent).toContain('Run-out: Crustdata, productionLikely runs out');
    expect(items[0]?.textContent).toContain('No earlier than Monday');
    expect(items[2]?.textContent).toContain('A top-up of 1,200 credits expires');
    expect(items.at(-1)?.textContent).toContain('and 2 moreDaily cap resetsdaily at midnight');
    expect(items).toHaveLength(5);
  });

  it('has the day on which a key expires', async () => {
    const credential = { since: null, expiresAt: Date.UTC(2026, 11, 3, 15) };
    await open(appState([account('a1', 'crustdata', 'production', { pools: [], credential })]));
    expect(screen.getByText('1 key that expires.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Key expiries 1' })).toBeDefined();
    const [item] = within(screen.getByRole('main')).getAllByRole('listitem');
    expect(item?.textContent).toContain('Key expiry: Crustdata, productionThe key expires');
  });

  it('has a picture with a name, and leads to an account', async () => {
    await open(appState([busy]));
    expect(screen.getByRole('img', { name: /^The next 60 days of 1 account as a chart/ })).toBeDefined();
    const [link] = screen.getAllByRole('link', { name: 'Crustdata, production' });
    expect(link?.getAttribute('href')).toBe('#/account/a1');
  });

  it('hides and shows a kind', async () => {
    await open(appState([busy, ...capped]));
    await press('Refills 2');
    expect(screen.getByRole('button', { name: 'Refills 2' }).getAttribute('aria-pressed')).toBe('false');
    expect(screen.queryByText('Refill of 5,000 credits')).toBeNull();
    for (const kind of ['Run-outs 1', 'Expiries 1', 'Cap resets 6']) await press(kind);
    expect(screen.getByText('Everything is hidden.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save as calendar file' })).toBeNull();
    await press('Show everything');
    expect(screen.getAllByText('Refill of 5,000 credits')).toHaveLength(2);
  });

  it('folds many lanes and full days, and opens them', async () => {
    await open(
      appState(
        Array.from({ length: 40 }, (_, at) =>
          account(`m${at}`, 'crustdata', `project ${at}`, { pools: [pool(10, { cycle: monthly(5000) })] }),
        ),
      ),
    );
    const lanes = () => within(screen.getByRole('img', { name: /40 accounts/ })).getAllByText(/^project/);
    expect(lanes()).toHaveLength(12);
    await press('Show all 40 accounts');
    expect(lanes()).toHaveLength(40);
    expect(screen.queryByRole('link', { name: 'Crustdata, project 39' })).toBeNull();
    const [more] = screen.getAllByRole('button', { name: 'Show 32 more on this day' });
    if (more !== undefined) await userEvent.click(more);
    expect(screen.getAllByRole('link', { name: 'Crustdata, project 39' })).toHaveLength(1);
  });

  it('says what to do while nothing is known, and without accounts', async () => {
    await open(appState([account('a', 'capsolver', 'default', { pools: [pool(3)] })]));
    expect(screen.getByText('Nothing is expected in the next 60 days.')).toBeDefined();
    engine.push(appState([]));
    await screen.findByText('No accounts yet.');
    await press('Add account');
    expect(await screen.findByRole('dialog')).toBeDefined();
  });

  it('saves what is shown as a calendar file', async () => {
    const files: Blob[] = [];
    // jsdom has no downloads.
    URL.createObjectURL = (file) => {
      if (file instanceof Blob) files.push(file);
      return 'blob:test';
    };
    URL.revokeObjectURL = () => {};
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await open(appState([busy, ...capped]));
    await press('Refills 2');
    await press('Save as calendar file');
    expect(await screen.findByText(/^Saved \d+ events as fuelgauge\.ics/)).toBeDefined();
    expect(clicked.mock.contexts[0]).toMatchObject({ download: 'fuelgauge.ics' });
    const events = calendarEvents((await files[0]?.text()) ?? '');
    expect(events.filter(({ RRULE }) => RRULE === undefined).map(({ SUMMARY }) => SUMMARY)).toEqual([
      'Crustdata, production: likely runs out',
      'Crustdata, production: a top-up of 1,200 credits expires',
    ]);
    // What comes every day is one event that repeats.
    expect(events.some(({ RRULE }) => RRULE === 'FREQ=DAILY')).toBe(true);
    expect(events[0]?.URL).toContain('fuelgauge://account/');
  });
});

describe('the axis', () => {
  it('starts with today in your time zone, and puts days in their middle', () => {
    const axis = axisOf({ now, zone: 'America/New_York' }, 60);
    // 09:00 UTC is 04:00 there.
    expect(axis.now).toBeCloseTo(4 / 24 / 61, 6);
    expect(axis.ticks.map(({ text }) => text).slice(0, 3)).toEqual(['Today', '28 Nov', '5 Dec']);
    const context = { now, zone: 'America/New_York' };
    const [runOut, refill] = timelineOf([busy], providers, context);
    expect(runOut && axis.of(runOut)).toBeCloseTo((4 / 24 + 4) / 61, 6);
    expect(refill && axis.of(refill)).toBeCloseTo(9.5 / 61, 6);
    expect(axis.at(now + 400 * day)).toBe(1);
  });
});
