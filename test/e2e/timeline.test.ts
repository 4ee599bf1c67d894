import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calendarEvents } from '../helpers/calendar.ts';
import { account, appState, forty, now, providers } from '../helpers/states.ts';
import { openBrowser, openEmpty, type RunningApp, startApp, type Visit, visit } from './app.ts';
import { faults } from './axe.ts';

let app: RunningApp;
let browser: Browser;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  app = await startApp(['--demo']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
afterEach(async () => {
  await visitor.context.close();
});

const go = (path: string) => page.evaluate(`location.hash = ${JSON.stringify(path)}`);
const overflow = () =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('the timeline', () => {
  beforeEach(async () => {
    visitor = await visit(browser, app.address);
    page = visitor.page;
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('is saved as a calendar file under the strict policy, and the file can be read', async () => {
    await go('/timeline');
    await page.getByRole('heading', { level: 1, name: 'The next 60 days' }).waitFor();
    const save = page.getByRole('button', { name: 'Save as calendar file' });
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('fuelgauge.ics');
    const text = readFileSync(await download.path(), 'utf8');
    const events = calendarEvents(text);
    expect(events.length).toBeGreaterThan(0);
    for (const { UID, DTSTAMP, DTSTART, SUMMARY } of events) {
      expect(UID).toMatch(/@fuelgauge$/);
      expect(DTSTAMP).toMatch(/^\d{8}T\d{6}Z$/);
      expect(DTSTART).toMatch(/^(VALUE=DATE:\d{8}|\d{8}T\d{6}Z)$/);
      expect(SUMMARY).toMatch(
        /^(ScraperAPI|Crustdata|CapSolver|Spidra|Scrapio|OpenRouter|DeepSeek|Twilio|DeepL|Z\.ai|Decodo|API-Football), /,
      );
    }
    await page.getByText('as fuelgauge.ics').waitFor();
    expect(visitor.problems).toEqual([]);
  });

  it.each([700, 640, 380])('keeps within a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await go('/timeline');
    await page.getByRole('img', { name: /as a chart/ }).waitFor();
    expect(await overflow()).toBe(0);
    await go('/');
    await page.getByRole('table', { name: /^Accounts/ }).waitFor();
    expect(await overflow()).toBe(0);
  });
});

describe('five hundred accounts', () => {
  const many = {
    ...appState(
      Array.from({ length: 500 }, (_, at) => {
        const provider = providers[at % providers.length]?.id ?? '';
        const label =
          at === 250 ? 'the crawler that Nordhaus shares with the search team, in EU' : `project ${at}`;
        return account(`m${at}`, provider, label, { pools: forty.accounts[at % 40]?.pools ?? [] });
      }),
    ),
    at: now,
  };

  beforeEach(async () => {
    const content = `window.fuelgauge = {
      call: () => new Promise(() => {}),
      onState(listener) {
        listener({ kind: 'whole', state: ${JSON.stringify(many)} });
        return () => {};
      },
    };`;
    visitor = await openEmpty(browser);
    page = visitor.page;
    await page.addInitScript({ content });
    await page.goto(app.address);
    await page.getByRole('table', { name: 'Accounts, most urgent first' }).waitFor();
  });

  const focused = () => page.evaluate('document.activeElement?.getAttribute("href")');
  const isInSight = () =>
    page.evaluate(`(() => {
      const row = document.activeElement?.closest('tr')?.getBoundingClientRect();
      return row !== undefined && row.top >= 0 && row.bottom <= window.innerHeight;
    })()`);
  /** The widest gap or overlap between the rows that can be seen, in pixels; null while there are too few. */
  const widestGap = () =>
    page.evaluate(`(() => {
      const boxes = [...document.querySelectorAll('tbody tr')]
        .map((row) => row.getBoundingClientRect())
        .filter(({ bottom, top }) => bottom > 0 && top < window.innerHeight);
      const gaps = boxes.slice(1).map(({ top }, at) => Math.abs(top - boxes[at].bottom));
      return boxes.length > 4 ? Math.max(...gaps) : null;
    })()`);

  it('are walked with the keys, always in sight, with a few rows in the page', async () => {
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('#/account/m0');
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('#/account/m30');
    await expect.poll(isInSight).toBe(true);
    await page.keyboard.press('End');
    expect(await focused()).toBe('#/account/m499');
    await expect.poll(isInSight).toBe(true);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('PageUp');
    await expect.poll(isInSight).toBe(true);
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    expect(await focused()).toBe('#/account/m0');
    await expect.poll(isInSight).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ScraperAPI, project 0' }).waitFor();
  });

  it('have rows where the scroll bar says, and no gap between them', async () => {
    for (const share of [0.25, 0.5, 1]) {
      await page.evaluate(`window.scrollTo(0, document.documentElement.scrollHeight * ${share})`);
      await expect.poll(widestGap).toBeLessThan(1);
    }
  });

  it('have no accessibility fault on either page', async () => {
    for (const path of ['/', '/timeline']) {
      await go(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect((await faults(page)).map((fault) => `${path} ${fault}`)).toEqual([]);
    }
  });
});
