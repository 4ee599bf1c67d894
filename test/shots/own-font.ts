import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { z } from 'zod';

// A font of the tests' own, so that words are as wide on every machine.

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'node_modules', '@fontsource-variable', 'inter');
const file = join(folder, 'files', 'inter-latin-wght-normal.woff2');
const rangesSchema = z.object({ latin: z.string() });
const { latin } = rangesSchema.parse(JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')));
/** `U+0000-00FF,U+0131` as a regular expression's class has it. */
const covered = latin
  .replaceAll(/U\+|(?<=-)/g, '\\u{')
  .replaceAll(/(?=[-,]|$)/g, '}')
  .replaceAll(',', '');
const foreign = new RegExp(`[^${covered}]`, 'gu');

/** Letters that the font lacks: they would be as wide as the system's fonts have them. */
export const lettersBeyond = (text: string): string[] => [...new Set(text.match(foreign))];

/**
 * Gives every page of the context Inter in place of the system's fonts. `geometricPrecision` makes widths those of the font:
 * on Linux, Chromium otherwise rounds each letter to whole pixels as the system's hinting says. Nothing turns meanwhile: the
 * box of a turned sign is larger.
 */
export const useOwnFont = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(`
    const bytes = Uint8Array.from(atob('${readFileSync(file, 'base64')}'), (letter) => letter.charCodeAt(0));
    for (const family of ['Own Sans', 'Own Mono'])
      document.fonts.add(new FontFace(family, bytes, { weight: '100 900' }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --font: "Own Sans" !important; --mono: "Own Mono" !important; }' +
      '* { text-rendering: geometricPrecision !important; animation: none !important; }');
    // The content security policy has no say here: nothing is loaded, and no markup is changed.
    document.adoptedStyleSheets = [sheet];`);
