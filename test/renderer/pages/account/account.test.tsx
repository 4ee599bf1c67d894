// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../../../../renderer/components/index.ts';
import { AccountPage } from '../../../../renderer/pages/account/AccountPage.tsx';
import { type AccountState, type AppState, ok } from '../../../../shared/model/index.ts';
import { checksOffSentence } from '../../../../shared/paid-checks.ts';
import { alert, day, forecast, now, range } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';
import {
  capsolver,
  crustdata,
  fullState,
  huge,
  providers,
  rejected,
  scrapio,
  spidra,
  unknown,
  waiting,
} from './fixtures.ts';

// jsdom has no canvas; the chart itself is looked at in a real browser.
vi.mock('../../../../renderer/pages/account/history/HistoryChart.tsx', () => ({
  default: () => <div>chart</div>,
}));

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

async function open(
  account: AccountState,
  answers: Parameters<typeof connect>[1] = {},
  rest: Partial<AppState> = {},
): Promise<void> {
  engine = connect(fullState([account], rest), answers);
  render(
    <Toasts>
      <AccountPage accountId={account.id} />
    </Toasts>,
  );
  await screen.findByRole('article');
}
const sent = (command: string) => engine.calls.filter((call) => call.command === command);
const choose = async (name: string) => {
  await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
};
const text = () => document.body.textContent ?? '';

describe('the account page', () => {
  it('counts the alerts that need attention in the window’s title, as every page does', async () => {
    await open({ ...crustdata, alerts: [alert('low', 'warning'), alert('expires-soon', 'info')] });
    expect(document.title).toBe('(1) Crustdata, production · Fuelgauge');
  });

  it('names the account, its credential and its balance', async () => {
    await open(crustdata);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Crustdata, production');
    expect(text()).toContain('API key ending in 7f3a, account-wide');
    expect(text()).toContain('1,240.5 credits');
    expect(text()).toContain(
      'Checked 2 min ago at api.crustdata.example. Next check: 09:03, then every 5 minutes.',
    );
    expect(text()).toContain('54 of 300, resets every minute');
  });

  it('lists grants in draw order with what is left and when they end', async () => {
    await open(crustdata);
    const rows = within(screen.getByRole('table', { name: /Grants/ }))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      'Monthly refill240.5 of 5,000rolls over',
      'Top-up, 14 Mar1,000 of 1,200end of 13 Mar 2027',
    ]);
  });

  it('draws no bar for a balance without a limit, and lists packages', async () => {
    await open(capsolver);
    expect(screen.queryByRole('meter')).toBeNull();
    const table = screen.getByRole('table', { name: 'Other balances' });
    expect(table.textContent).toContain('reCAPTCHA v2 100K64,210 callsend of 8 Jan 2027');
  });

  it('says "not known yet" instead of zero, and offers what to do', async () => {
    await open(unknown);
    expect(text()).toContain('Balance unknown');
    expect(text()).not.toContain('0 credits left');
    await userEvent.click(screen.getByRole('button', { name: 'Enter plan and cycle' }));
    expect(await screen.findByRole('dialog', { name: 'Plan and cycle' })).toBeDefined();
  });

  it('waits for a first reading without a history', async () => {
    await open(waiting);
    expect(text()).toContain('No reading yet');
    expect(sent('history')).toEqual([]);
  });

  it('explains a rejected credential and opens the way out', async () => {
    await open(rejected);
    const [notice] = screen.getAllByRole('note');
    if (notice === undefined) throw new Error('There is no notice.');
    expect(notice.textContent).toContain('Crustdata rejects the API key. Replace the key.');
    expect(notice.textContent).toContain('The last reading is 3 days old.');
    expect(text()).toContain('Refill: reported 5,000 credits, you entered 8,000 credits.');
    await userEvent.click(within(notice).getByRole('button', { name: 'Replace key' }));
    expect(await screen.findByRole('dialog', { name: 'Replace key' })).toBeDefined();
  });

  it('says what is out of date and when the next check is', async () => {
    const health = { state: 'stale' as const, readAt: now - 2 * day, error: null, nextAt: now + 60_000 };
    await open({ ...crustdata, health });
    expect(text()).toContain(
      'The balance may be out of dateThe last reading is 2 days old. Next check: 09:01.',
    );
  });

  it('resumes a paused account', async () => {
    await open(huge);
    expect(text()).toContain('Polling is paused for this account');
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(sent('editAccount').map(({ input }) => input)).toEqual([{ account: 'a8', paused: false }]);
  });

  it('offers to report an answer that it cannot read, but not an empty account', async () => {
    const failed = (kind: 'malformed' | 'exhausted') =>
      ({
        ...crustdata,
        health: {
          ...crustdata.health,
          state: 'error',
          error: { kind, message: 'Odd.', retryAt: null, advice: 'Look.' },
        },
      }) satisfies AccountState;
    await open(failed('malformed'));
    await userEvent.click(screen.getByRole('button', { name: 'Report this answer…' }));
    expect(await screen.findByRole('dialog', { name: 'Report this answer' })).toBeDefined();
    cleanup();
    engine.leave();
    await open(failed('exhausted'));
    expect(screen.queryByRole('button', { name: 'Report this answer…' })).toBeNull();
  });

  it('says that checks are off because they cost something, and turns them on and off', async () => {
    const cost = { checkCost: 1, unit: { kind: 'requests' as const } };
    const paid = providers.map((one) => (one.id === 'crustdata' ? { ...one, ...cost } : one));
    const note = checksOffSentence(cost, crustdata.id, crustdata.intervalMs);
    const off: AccountState = {
      ...crustdata,
      pools: [],
      paidChecks: false,
      notes: [note],
      health: { state: 'off', readAt: null, error: null, nextAt: null },
    };
    await open(off, {}, { providers: paid });
    expect(screen.getByText('Checks of this account are off')).toBeDefined();
    expect(screen.getByText(/Each check costs 1 request/).textContent).toContain('Nothing is asked until');
    expect(screen.getByRole('article').textContent).not.toContain('--paid-checks');
    expect(screen.getByText('Turn checks on to see it.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Turn checks on' }));
    expect(sent('editAccount')[0]?.input).toEqual({ account: 'a1', paidChecks: true });
    cleanup();
    engine.leave();
    await open({ ...off, paidChecks: true, notes: [] }, {}, { providers: paid });
    await choose('Turn checks off');
    expect(sent('editAccount')[0]?.input).toEqual({ account: 'a1', paidChecks: false });
  });

  it('shows a window told in percent as a window', async () => {
    const week = {
      ...(crustdata.caps[0] ?? never()),
      id: 'week',
      label: 'Weekly window',
      window: 'week' as const,
      unit: { kind: 'percent' as const },
      limit: 100,
      used: 63,
      resetsAt: Date.UTC(2026, 10, 23, 9),
      zone: 'UTC',
    };
    await open({ ...crustdata, pools: [], caps: [week] });
    const balance = screen.getByRole('region', { name: 'Balance' });
    expect(balance.textContent).toContain('63 % of the weekly window used');
    expect(balance.textContent).toContain('Resets on 23 Nov at 09:00');
    expect(balance.textContent).not.toContain('Balance unknown');
    expect(screen.getByRole('region', { name: 'Caps' }).textContent).toContain(
      '63 % of the weekly window used, resets on 23 Nov at 09:00',
    );
  });

  it('shows what the cap of a day leaves where that is all there is, and says what is not kept', async () => {
    const [today] = crustdata.caps;
    const day = { ...(today ?? never()), label: 'Per day', window: 'day' as const, limit: 7500, used: 2391 };
    await open({ ...crustdata, pools: [], caps: [day] });
    const balance = screen.getByRole('region', { name: 'Balance' });
    expect(balance.textContent).toContain('5,109 left of 7,500 today');
    expect(balance.textContent).not.toContain('unknown');
    expect(text()).toContain('Crustdata reports caps, not a balance, and how their use changes is not kept.');
    expect(screen.queryByRole('heading', { name: /History/ })).toBeNull();
  });

  it('refreshes', async () => {
    await open(crustdata);
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(sent('refresh').map(({ input }) => input)).toEqual([{ account: 'a1' }]);
  });

  it('offers logging instead of refreshing if there is no endpoint', async () => {
    await open(scrapio);
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
    expect(text()).not.toContain('Asks again');
    await userEvent.click(screen.getByRole('button', { name: 'Log use' }));
    await userEvent.type(await screen.findByLabelText('Used, in credits'), '1,200.5');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Log use' }));
    // More than is left.
    expect(await screen.findByText(/more than the .* left/)).toBeTruthy();
    expect(sent('logUsage')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Log it anyway' }));
    expect(sent('logUsage')).toHaveLength(1);
    expect(sent('logUsage')[0]?.input).toMatchObject({ account: 'a4', amount: 1200.5 });
  });

  it('takes an entered grant back, and adds it again on undo', async () => {
    await open(spidra);
    await userEvent.click(screen.getByRole('button', { name: 'Remove Top-up, 14 Mar' }));
    expect(sent('removeGrant').map(({ input }) => input)).toEqual([{ account: 'a2', grant: 'g2' }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent('addGrant').map(({ input }) => input)).toEqual([
      {
        account: 'a2',
        amount: 1200,
        kind: 'topup',
        grantedAt: Date.UTC(2026, 2, 14),
        expiresAt: Date.UTC(2027, 2, 14),
      },
    ]);
  });

  it('does not offer to remove what the provider reported', async () => {
    await open(crustdata);
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('asks before removing and says what is lost', async () => {
    await open(crustdata);
    await choose('Remove');
    const question = await screen.findByRole('alertdialog', { name: 'Remove Crustdata, production?' });
    expect(question.textContent).toContain('history');
    expect(question.textContent).toContain('its stored key');
    expect(sent('removeAccount')).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Remove account' }));
    expect(sent('removeAccount').map(({ input }) => input)).toEqual([{ account: 'a1' }]);
  });

  it('says that an account is gone', async () => {
    engine = connect(fullState([]));
    render(
      <Toasts>
        <AccountPage accountId="a1" />
      </Toasts>,
    );
    expect(text()).toContain('This account does not exist');
  });
});

describe('the forecast', () => {
  const waste = [{ grant: 'topup', at: Date.UTC(2027, 2, 14), early: 400, likely: 430, late: 470 }];
  const foreseen = (rest: Parameters<typeof forecast>[0]): AccountState => ({
    ...crustdata,
    pools: crustdata.pools.map((pool) => ({ ...pool, forecast: forecast(rest) })),
  });

  it('is under the balance with its day highlighted, and says what burn it is based on', async () => {
    await open(foreseen({ runsOutAt: range(2, 2.4, 3.4) }));
    expect(text()).toContain('About 2 days left: likely runs out on Monday, no later than Tuesday.');
    expect(screen.getByText('Monday').tagName).toBe('STRONG');
    expect(text()).toContain('412 credits a day');
    expect(text()).toContain('from 21 days of history');
  });

  it('says what each grant will lose, and what to do', async () => {
    await open(foreseen({ waste }));
    const rows = within(screen.getByRole('table', { name: /Grants/ })).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'GrantLeftEndsExpires unusedActions',
      'Monthly refill240.5 of 5,000rolls over0',
      'Top-up, 14 Mar1,000 of 1,200end of 13 Mar 2027430',
    ]);
    expect(text()).toContain(
      'About 430 of 1,200 top-up credits will expire unused at the end of 13 March 2027. Use 416 a day',
    );
  });

  it('says that it is learning, without dates or losses', async () => {
    await open(foreseen({ confidence: 'none', burnPerDay: null, basis: { hours: 1, gaps: 0 } }));
    expect(text()).toContain('Learning: the first forecast needs a few hours of readings.');
    expect(text()).toContain('Unknown so far');
    expect(text()).not.toContain('Expires unused');
  });

  it('is in the table beside the chart', async () => {
    await open(foreseen({ runsOutAt: range(2, 2.4, 3.4) }), {
      history: async () => ok([{ t: now - day, remaining: 2000 }]),
      forecast: async () => ok([{ t: now + day, early: 700, likely: 828.4, late: 900 }]),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Show as table' }));
    expect(screen.getByRole('table', { name: /forecast/ }).textContent).toContain(
      '22 Nov, 09:00, expectedabout 828 credits, 700 to 900',
    );
  });

  it('leaves the history alone when it cannot be had', async () => {
    const error = { kind: 'not-writable' as const, message: 'No.' };
    await open(foreseen({}), {
      history: async () => ok([{ t: now - day, remaining: 2000 }]),
      forecast: async () => ({ ok: false, error }),
    });
    expect(await screen.findByRole('img')).toBeDefined();
  });
});

describe('the history', () => {
  const points = [
    { t: now - 2 * day, remaining: 3000 },
    { t: now - day, remaining: 2000 },
  ];

  it('is in words, and in a table', async () => {
    await open(crustdata, { history: async () => ok(points) });
    const chart = await screen.findByRole('img');
    expect(chart.getAttribute('aria-label')).toContain(
      'from 3,000 credits on 19 Nov at 09:00 to 1,240.5 credits',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const rows = within(screen.getByRole('table', { name: /Remaining over/ })).getAllByRole('row');
    expect(rows[1]?.textContent).toBe('21 Nov, 08:581,240.5 credits');
    expect(rows).toHaveLength(4);
  });

  it('asks for the range that is chosen', async () => {
    await open(crustdata, { history: async () => ok(points) });
    await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
    expect(sent('history').map(({ input }) => input)).toEqual([
      { account: 'a1', pool: 'credits', from: now - 30 * day, to: now, points: 600 },
      { account: 'a1', pool: 'credits', from: now - 7 * day, to: now, points: 600 },
    ]);
  });

  it('asks again after a new reading only', async () => {
    await open(crustdata, { history: async () => ok(points) });
    act(() => engine.push(fullState([{ ...crustdata, refreshing: true }])));
    expect(sent('history')).toHaveLength(1);
    act(() => engine.push(fullState([{ ...crustdata, health: { ...crustdata.health, readAt: now } }])));
    expect(sent('history')).toHaveLength(2);
  });

  it('begins with the next reading', async () => {
    await open(crustdata);
    expect(await screen.findByText('History starts with the next reading.')).toBeDefined();
  });

  it('says when it cannot be read', async () => {
    const error = { kind: 'not-writable' as const, message: 'The history file cannot be read.' };
    await open(crustdata, { history: async () => ({ ok: false, error }) });
    expect(await screen.findByText('The history file cannot be read.')).toBeDefined();
  });
});

function never(): never {
  throw new Error('The fixtures have changed.');
}
