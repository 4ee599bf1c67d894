import type { Page } from 'playwright-core';
import { z } from 'zod';
import { providers } from '../../main/providers/index.ts';

/** Goes to each page in turn and tells what is wrong there. */
const look = (pages: readonly { id: string; name: string }[]) => `(async () => {
  const found = [];
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  for (const { id, name } of ${JSON.stringify(pages.map(({ id, name }) => ({ id, name })))}) {
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

/** Looks at the page of every provider that ships, within one document, and tells what is wrong there. */
export const faultsOfProviderPages = async (page: Page): Promise<string[]> =>
  z.array(z.string()).parse(await page.evaluate(look(providers)));
