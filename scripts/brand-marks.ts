import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// The marks of brands, from simple-icons: its drawings are CC0, but for those that name a licence of their own
// (November 2026). What is here shows a drawing in place of two letters.

/** Provider id → its brand's name in simple-icons. */
const brands: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  brevo: 'brevo',
  bunny: 'bunnydotnet',
  cloudinary: 'cloudinary',
  'cloudflare-ai-gateway': 'cloudflare',
  coinmarketcap: 'coinmarketcap',
  deepgram: 'deepgram',
  deepl: 'deepl',
  deepseek: 'deepseek',
  digitalocean: 'digitalocean',
  'dropbox-sign': 'dropbox',
  elevenlabs: 'elevenlabs',
  fishaudio: 'fishaudio',
  github: 'github',
  'kimi-coding': 'kimi',
  moonshot: 'moonshotai',
  'moonshot-cn': 'moonshotai',
  newapi: 'newapi',
  openrouter: 'openrouter',
  'openrouter-credits': 'openrouter',
  poe: 'poe',
  removebg: 'removedotbg',
  scaleway: 'scaleway',
  semrush: 'semrush',
  'vercel-ai-gateway': 'vercel',
  virustotal: 'virustotal',
  vonage: 'vonage',
  vultr: 'vultr',
  wappalyzer: 'wappalyzer',
  zai: 'zdotai',
  'zai-cn': 'zdotai',
};

const folder = join(import.meta.dirname, '..', 'node_modules', 'simple-icons');
const dataSchema = z.array(
  z.object({ title: z.string(), slug: z.string().optional(), license: z.unknown().optional() }),
);

/** The module with the marks of those providers that ship. */
export function brandMarks(ids: readonly string[]): string {
  const owned = licensed();
  const known = ids.filter((id) => brands[id] !== undefined);
  return [
    '// Written by `npm run providers` from simple-icons (CC0); do not edit.',
    '',
    '/** Provider id → the path of its brand’s mark, in a square of 24. */',
    'export const brandMarks: Readonly<Record<string, string>> = {',
    ...known.map((id) => `  ${JSON.stringify(id)}: ${JSON.stringify(pathOf(brands[id] ?? '', owned))},`),
    '};',
    '',
  ].join('\n');
}

function pathOf(slug: string, owned: ReadonlySet<string>): string {
  if (owned.has(slug)) throw new Error(`${slug} has a licence of its own.`);
  const path = / d="([^"]+)"/.exec(readFileSync(join(folder, 'icons', `${slug}.svg`), 'utf8'))?.[1];
  if (path === undefined) throw new Error(`simple-icons draws no ${slug}.`);
  return path;
}

/** Those that are not CC0. */
function licensed(): Set<string> {
  const data = dataSchema.parse(JSON.parse(readFileSync(join(folder, 'data', 'simple-icons.json'), 'utf8')));
  const slugs = data.flatMap(({ title, slug = title.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), license }) =>
    license === undefined ? [] : [slug],
  );
  return new Set(slugs);
}
