import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { providers } from '../../main/providers/index.ts';
import { openBrowser, type RunningApp, startApp, visit } from './app.ts';

// The page of every provider that ships, in one browser page: its address changes as by links.

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Goes to each page in turn and tells what is wrong there. */
const look = (pages: readonly { id: string; name: string }[]) => `(async () => {
  const found = [];
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  for (const { id, name } of ${JSON.stringify(pages)}) {
    const tell = (what) => found.push(id + ': ' + what);
    location.hash = '#/providers/' + id;
    const heading = () => document.querySelector('h1')?.textContent;
    for (let frames = 0; heading() !== name && frames < 300; frames++) await frame();
    if (heading() !== name) tell('the heading is ' + heading());
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) tell('wider than its window by ' + (scrollWidth - clientWidth) + ' px');
    for (const part of document.querySelectorAll('main *')) {
      const cut = part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1;
      if (cut && getComputedStyle(part).overflowX !== 'visible') tell('cut or scrolls: ' + part.textContent.slice(0, 60));
    }
    for (const part of document.querySelectorAll('main :is(dt, dd, dd p, li, code, a, button, h1)'))
      if (part.textContent.trim() === '' && !part.ariaLabel) tell('empty: ' + part.outerHTML.slice(0, 120));
    const main = document.querySelector('main').cloneNode(true);
    for (const code of main.querySelectorAll('code')) code.remove();
    const words = main.textContent;
    for (const odd of words.match(/.{0,20}(?:undefined|NaN|\\bnull\\b|\\[object|Infinity|  |\\.\\.(?!\\.)).{0,20}/g) ?? []) tell('odd words: ' + odd);
    if (id !== name && id.includes('-') && words.includes(id)) tell('shows its id');
  }
  return found;
})()`;

it('shows each provider whole in a narrow window: nothing sticks out, is cut, empty or oddly worded', async () => {
  const { page, context, problems } = await visit(browser, app.address, {
    viewport: { width: 380, height: 800 },
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const pages = providers.map(({ id, name }) => ({ id, name }));
  const found = z.array(z.string()).parse(await page.evaluate(look(pages)));
  expect(found).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
}, 60_000);
