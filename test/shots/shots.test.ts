import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Camera, openCamera } from './camera.ts';
import { differencesFromHeld } from './held.ts';
import { lettersBeyond } from './own-font.ts';
import { writeParts } from './parts.ts';
import { heldShots, shotsOf } from './view.ts';
import { views } from './views.ts';

// Holds the words, places and colours of the most telling views against the committed ones, on any Chromium.

let camera: Camera;
beforeAll(async () => {
  camera = await openCamera();
});
afterAll(() => camera?.close());

describe('the list of views', () => {
  it('has no name twice, for pictures would overwrite each other', () => {
    const names = views.flatMap(shotsOf).map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('holds only views that are taken', () => {
    const wanted = views.flatMap(({ name, held = [] }) => held.map((look) => `${name}.${look}`));
    expect(heldShots(views).map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
  });
});

/** The view of that name as it is now, after a change to its page. */
const measure = async (name: string, change?: (page: Page) => Promise<unknown>) => {
  const shot = heldShots(views).find((one) => one.name === name);
  if (!shot) throw new Error(`${name} is not held.`);
  return camera.measure(shot, change);
};

describe('the page has the parts that are held', () => {
  it.for(heldShots(views).map(({ name }) => name))('%s', async (name) => {
    const { parts, problems } = await measure(name);
    expect(problems).toEqual([]);
    expect(lettersBeyond(writeParts(parts)), 'letters that the tests’ own font lacks').toEqual([]);
    const found = differencesFromHeld(name, parts);
    if (found === null) throw new Error(`${name} is not committed. “npm run shots -- --hold” writes it.`);
    if (found.length > 0)
      throw new Error(
        `${name} differs from test/shots/held/${name}.txt. Is it meant? Then “npm run shots -- --hold --only ${name}”.\n${found.join('\n')}`,
      );
  });
});

describe('a changed page differs from the held one', () => {
  // Small ones, whose lines seldom change.
  const removing = 'dialog-remove.700-dark';
  const firstRun = 'popover-first-run.popover-light';
  const waiting = 'popover-waiting.popover-dark';
  const run = (script: string) => (page: Page) => page.evaluate(script);
  const style = (content: string) =>
    run(`
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(content)});
      document.adoptedStyleSheets.push(sheet);`);
  const changed = async (name: string, change: (page: Page) => Promise<unknown>) =>
    differencesFromHeld(name, (await measure(name, change)).parts);

  it.for<[what: string, view: string, change: (page: Page) => Promise<unknown>, told: string[]]>([
    [
      'a part that moved',
      removing,
      style('footer > button:last-child { position: relative; left: 3px; }'),
      ['Line 7, button “Remove account”: left was 340, is 343.'],
    ],
    [
      'not a part that moved by a pixel',
      removing,
      style('footer > button:last-child { position: relative; left: 1px; }'),
      [],
    ],
    [
      'words that moved in a part that stays',
      removing,
      style('h2 { text-align: end; }'),
      ['Line 2, h2 “Remove Crustdata, production?”: text’s left was 0, is 209.'],
    ],
    [
      'a word',
      removing,
      run(`document.querySelector('[role=alertdialog] footer > button').firstChild.data = 'Cancal'`),
      ['Line 6, button “Cancel”: text was “Cancel”, is “Cancal”.'],
    ],
    [
      'a colour in the light',
      firstRun,
      style(':root { --primary: light-dark(#2f6f64, #5fb3a3); }'),
      ['Line 4, a “Add account”: ground was #2f6f63, is #2f6f64.'],
    ],
    [
      'a colour in the dark',
      waiting,
      style(':root { --page: light-dark(#fbfbfa, #1d1f22); }'),
      ['Line 1, main: ground was #1d1f21, is #1d1f22.'],
    ],
    [
      'nothing of the dark in the light',
      firstRun,
      style(':root { --page: light-dark(#fbfbfa, #1d1f22); }'),
      [],
    ],
    [
      'a missing row',
      waiting,
      run(`document.querySelector('li:last-child').remove()`),
      [
        'Line 1, main: height was 300, is 233.',
        'Line 4, div: height was 200, is 133.',
        'Line 5, ul “Accounts, most urgent first”: height was 199, is 132.',
        'Line 20, li: is missing.',
        'Line 27, footer: top was 254, is 187.',
      ],
    ],
    [
      'a part that cannot be seen',
      removing,
      style('h2 { visibility: hidden; }'),
      ['Line 2, h2 “Remove Crustdata, production?”: is missing.'],
    ],
    [
      'a part that is new',
      removing,
      run(`{
        const rule = document.createElement('hr');
        rule.style.position = 'absolute';
        document.querySelector('[role=alertdialog] h2').after(rule);
      }`),
      ['After line 2, hr: is new.'],
    ],
    [
      'the weight of letters',
      removing,
      style('h2 { font-weight: 500 !important; }'),
      [
        'Line 2, h2 “Remove Crustdata, production?”: text’s width was 261, is 256; font was 17px/650, is 17px/500.',
      ],
    ],
  ])('%s', async ([, view, change, told]) => {
    expect(await changed(view, change)).toEqual(told);
  });
});
