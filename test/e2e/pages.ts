import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { spendGroupSchema } from '../../shared/api/money.ts';
import type { AppState } from '../../shared/model/index.ts';
import { asEntries } from '../helpers/catalogue.ts';
import { spendReport } from '../helpers/spend.ts';
import { now, providers } from '../helpers/states.ts';
import { go, patience, type Visit } from './app.ts';

// The built pages with a state of our own: over the bridge that Electron's preload would give them, and with its clock stopped.

export type Look = Pick<
  BrowserContextOptions,
  'colorScheme' | 'forcedColors' | 'contrast' | 'viewport' | 'deviceScaleFactor' | 'timezoneId'
>;

const usualSize = { width: 1200, height: 850 };

/** Six weeks that fall from `top`, refill on the first of the month, and fall again. */
export function samples(top: number): { t: number; remaining: number }[] {
  const step = 3 * 3_600_000;
  return Array.from({ length: 42 * 8 }, (_, at) => {
    const t = now - (42 * 8 - at) * step;
    const day = new Date(t).getUTCDate();
    return { t, remaining: Number((top * (1 - (0.75 * day) / 31)).toFixed(4)) };
  });
}

const historyOf = ({ accounts }: AppState) =>
  Object.fromEntries(
    accounts.flatMap(({ id, pools }) =>
      pools.map((pool) => [`${id} ${pool.id}`, samples(Math.max(pool.limit ?? 0, pool.remaining ?? 0))]),
    ),
  );

const reports = Object.fromEntries(spendGroupSchema.options.map((by) => [by, spendReport(by)]));

/** Opens a page (`#/settings`) that shows a state. `origin`: a running app's address. */
export async function showState(
  browser: Browser,
  origin: string,
  state: AppState,
  path: string,
  look: Look = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    viewport: usualSize,
    ...look,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.clock.setFixedTime(now);
  const script = `
    const state = ${JSON.stringify(state)};
    let history = ${JSON.stringify(historyOf(state))};
    const reports = ${JSON.stringify(reports)};
    const whole = () => ({ kind: 'whole', state: JSON.parse(JSON.stringify(state)) });
    const listeners = new Set();
    const answers = {
      catalogue: () => ${JSON.stringify(asEntries(providers))},
      history: ({ account, pool, from, to }) =>
        (history[account + ' ' + pool] ?? []).filter(({ t }) => t >= from && t <= to),
      forecast: () => [],
      'alerts.history': () => state.accounts.flatMap(({ id, alerts }) =>
        alerts.map(({ kind, severity, since, text, masked }, at) => ({
          id: id + at, account: id, key: kind, kind, severity, level: 1, raisedAt: since, changedAt: since, clearedAt: null,
          text, masked, notificationState: 'notified', notifiedLevel: 1, acknowledgedAt: null, snoozedUntil: null,
        }))),
      setPreferences: (patch) => {
        Object.assign(state.preferences, patch);
        for (const listener of [...listeners]) listener(whole());
        return {};
      },
      sameKey: () => ({ sameAs: null }),
      listOwnProviders: () => [],
      listTokens: () => [],
      planFit: () => null,
      spend: ({ by }) => reports[by],
      testCredential: () => ({ ok: true, summary: 'It works: 31,337 credits.', balance: null, scope: 'account', sameAs: null }),
    };
    window.fuelgauge = {
      call: async (path, type, input) => ({
        ok: true,
        data: { ok: true, value: (answers[path] ?? (() => (path.startsWith('alerts.') ? [] : {})))(input) },
      }),
      onState: (listener) => { listeners.add(listener); listener(whole()); return () => listeners.delete(listener); },
      openDashboard: () => {}, hidePopover: () => {}, setPopoverHeight: () => {}, recordShortcut: () => {},
    };
    window.pushState = (change) => { change(state); for (const listener of [...listeners]) listener(whole()); };
    window.replaceState = (next, itsHistory) => {
      history = itsHistory;
      pushState(() => { for (const key of Object.keys(state)) delete state[key]; Object.assign(state, next); });
    };`;
  await page.addInitScript(script);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(origin);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await go(page, path);
  return { page, context, problems };
}

/** Shows another state in an opened page, and in another look: a page of its own for each takes several times as long. */
export async function showAgain(page: Page, state: AppState, look: Look = {}): Promise<void> {
  const { colorScheme = 'light', forcedColors = 'none', contrast = 'no-preference' } = look;
  await page.emulateMedia({ colorScheme, forcedColors, contrast });
  await page.setViewportSize(look.viewport ?? usualSize);
  // The page of an account that this state may not have is left first.
  await go(page, '#/hosts');
  await page.evaluate(`replaceState(${JSON.stringify(state)}, ${JSON.stringify(historyOf(state))})`);
}
