import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { z } from 'zod';
import type { Camera } from './camera.ts';
import type { Shot } from './view.ts';

// The committed pictures, the browser that drew them, and how a new one compares.

const folder = join(import.meta.dirname, 'baseline');
const browserFile = join(folder, 'browser.json');
const pictureOf = (name: string) => join(folder, `${name}.png`);

/** What decides how text is drawn. Pictures of different ones cannot be compared. */
const browserFactsSchema = z.object({
  platform: z.string(),
  version: z.string(),
  /** Families that the page's fonts resolve to, with commas. */
  fonts: z.string(),
});
export type BrowserFacts = z.infer<typeof browserFactsSchema>;

const fontsSchema = z.object({ fonts: z.array(z.object({ familyName: z.string() })) });

/** Asks a browser what it is and which fonts `system-ui` and `monospace` are here. */
export async function browserFacts(browser: Browser): Promise<BrowserFacts> {
  const page = await browser.newPage();
  await page.setContent(
    '<p style="font-family: system-ui">Amounts 0123 ••• “”</p><p style="font-family: ui-monospace, monospace">curl</p>',
  );
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'p' });
  const fonts: string[] = [];
  for (const nodeId of nodeIds) {
    const answer = fontsSchema.parse(await devtools.send('CSS.getPlatformFontsForNode', { nodeId }));
    fonts.push(...answer.fonts.map(({ familyName }) => familyName));
  }
  await page.close();
  return {
    platform: process.platform,
    version: browser.version(),
    fonts: [...new Set(fonts)].sort().join(', '),
  };
}

/** Within one major version Chromium draws the same. */
const alikeness = ({ platform, version, fonts }: BrowserFacts) =>
  [platform, version.split('.')[0], fonts].join(' / ');

/** Why pictures of this browser cannot be held against the committed ones, as a sentence; null: they can. */
export function whyIncomparable(here: BrowserFacts): string | null {
  if (!existsSync(browserFile))
    return 'There are no committed pictures. “npm run shots -- --baseline” makes them.';
  const there = browserFactsSchema.parse(JSON.parse(readFileSync(browserFile, 'utf8')));
  if (alikeness(there) === alikeness(here)) return null;
  const words = ({ platform, version, fonts }: BrowserFacts) =>
    `Chromium ${version} on ${platform} with ${fonts}`;
  return `The committed pictures are of ${words(there)}; here is ${words(here)}.`;
}

/**
 * Four runs on one machine gave the same bytes for every held picture (measured in November 2026, two pages at once and the
 * machine busy), because the clock and the world stand still. The share allows for another graphics driver.
 * A long list that scrolls is not held: Chromium draws its text on or between two pixels as it likes.
 */
const threshold = 0.1;
const mostShare = 0.001;

export interface Difference {
  /** Of the pixels; 1 where the sizes differ. */
  share: number;
  isTooMuch: boolean;
  /** What differs, in red; null where the sizes differ. */
  picture: Buffer | null;
  /** As a sentence, to show where it is too much. */
  words: string;
}

/** Compares a picture with the committed one of that name; null: none is committed. */
export function differenceOf(name: string, png: Buffer): Difference | null {
  const file = pictureOf(name);
  if (!existsSync(file)) return null;
  const before = PNG.sync.read(readFileSync(file));
  const after = PNG.sync.read(png);
  const { width, height } = after;
  if (before.width !== width || before.height !== height)
    return {
      share: 1,
      isTooMuch: true,
      picture: null,
      words: `${name} was ${before.width} × ${before.height} and is ${width} × ${height}.`,
    };
  const drawn = new PNG({ width, height });
  const count = pixelmatch(before.data, after.data, drawn.data, width, height, { threshold });
  const share = count / (width * height);
  return {
    share,
    isTooMuch: share > mostShare,
    picture: PNG.sync.write(drawn),
    words: `${name} differs in ${count} of ${width * height} pixels (${(share * 100).toFixed(3)} %).`,
  };
}

/** Writes the pictures, and with `all` removes those that are no longer taken. Returns what to tell. */
export async function renewBaseline(
  { browser }: Camera,
  taken: ReadonlyMap<Shot, Buffer>,
  all: boolean,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  if (all) for (const file of globSync('*.png', { cwd: folder })) rmSync(join(folder, file));
  let bytes = 0;
  for (const [{ name }, png] of taken) {
    const small = smaller(png);
    bytes += small.length;
    writeFileSync(pictureOf(name), small);
  }
  writeFileSync(browserFile, `${JSON.stringify(await browserFacts(browser), null, 2)}\n`);
  return `${taken.size} pictures in ${folder}, ${Math.round(bytes / 1024)} kB.`;
}

/** The same pixels in fewer bytes: nothing shows through, so three channels do, packed as tightly as can be. */
function smaller(png: Buffer): Buffer {
  const packed = PNG.sync.write(PNG.sync.read(png), { colorType: 2, deflateLevel: 9, filterType: -1 });
  return packed.length < png.length ? packed : png;
}
