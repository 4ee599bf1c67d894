import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf, sourcesIn } from './facts.ts';

// The rooms of the house and who may know whom (docs/architecture.md). Every source file is parsed and its imports are
// held against this table.

/** The room of a file: its first folder, inside main/ and renderer/ with the second, and each page is one. */
function roomOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first === 'renderer' && second === 'pages') return `renderer/pages/${third}`;
  return first === 'main' || first === 'renderer' ? `${first}/${second}` : first;
}

/** What the table below calls a room: pages are all alike. */
const kindOf = (room: string): string => room.replace(/^(renderer\/pages)\/.*/, '$1');

/** What every page and the popover stand on. */
const belowPages = ['renderer/components', 'renderer/state', 'shared'];

/** Room → rooms it may import from besides itself. Electron's entry composes, so it sits at the top. */
const mayImport: Record<string, readonly string[]> = {
  shared: [],
  'renderer/state': ['shared'],
  'renderer/components': ['renderer/state', 'shared'],
  'renderer/dialogs': belowPages,
  'renderer/pages': ['renderer/dialogs', ...belowPages],
  'renderer/popover': ['renderer/styles', ...belowPages],
  'renderer/app': ['renderer/pages', 'renderer/dialogs', 'renderer/styles', ...belowPages],
  'main/providers': ['shared'],
  'main/engine': ['main/providers', 'shared'],
  'main/sandbox': ['main/engine', 'main/providers', 'shared'],
  'main/server': ['main/engine', 'main/providers', 'main/sandbox', 'shared'],
  'main/meter': ['main/server', 'main/engine', 'main/providers', 'shared'],
  'main/desktop': ['main/meter', 'main/server', 'main/engine', 'main/providers', 'main/sandbox', 'shared'],
  // The command starts it, and it answers in the command's words.
  'main/mcp': ['main/cli', 'main/engine', 'main/providers', 'shared'],
  'main/cli': [
    'main/mcp',
    'main/meter',
    'main/server',
    'main/engine',
    'main/providers',
    'main/sandbox',
    'shared',
  ],
  'main/index.ts': [
    'main/desktop',
    'main/meter',
    'main/server',
    'main/engine',
    'main/providers',
    'main/sandbox',
    'shared',
  ],
  'main/preload.ts': ['main/desktop', 'shared'],
};

const mayUseElectron = ['main/desktop', 'main/index.ts', 'main/preload.ts'];
const svgNamespace = 'http://www.w3.org/2000/svg';

/** A provider's own file: `main/providers/<category>/<id>.ts`. */
const isProvider = (path: string) => /^main\/providers\/(?!contract\/|rates\/)[^/]+\/[^/]+\.ts$/.test(path);

/** Everything in one file that these rules forbid. */
function violations(path: string, source: string): string[] {
  const { imports, uses, texts } = factsOf(path, source);
  const room = roomOf(path);
  const inRenderer = path.startsWith('renderer/');
  const found: string[] = [];
  const forbid = (bad: boolean, what: string) => {
    if (bad) found.push(`${path} ${what}`);
  };
  const forbidUses = (...names: string[]) => {
    for (const name of names) forbid(uses.has(name), `uses ${name}`);
  };

  for (const { from, typeOnly, names } of imports) {
    if (from.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), from.replace(/\?.*$/, '')));
      const contract =
        inRenderer &&
        target === 'main/engine/api/router.ts' &&
        typeOnly &&
        names.every((name) => name === 'AppRouter');
      // The name and version that a request's User-Agent and `--version` tell.
      const manifest = target === 'package.json' && room.startsWith('main/');
      const allowed =
        roomOf(target) === room ||
        mayImport[kindOf(room)]?.includes(kindOf(roomOf(target))) ||
        contract ||
        manifest;
      forbid(!allowed, `imports ${target}`);
      // Or what a sister that the same company runs exports, such as the one for China.
      const isSister = isProvider(target) && posix.dirname(target) === posix.dirname(path);
      forbid(
        isProvider(path) && target !== 'main/providers/contract/index.ts' && !isSister,
        `is a provider and imports ${target}`,
      );
      forbid(
        target.endsWith('.module.css') && posix.dirname(target) !== posix.dirname(path),
        `borrows the style ${target}`,
      );
      continue;
    }
    forbid((room === 'shared' || inRenderer) && from.startsWith('node:'), `imports ${from}`);
    forbid(
      /^electron($|[-/])/.test(from) && !mayUseElectron.includes(room) && from !== 'electron-store',
      `imports ${from}`,
    );
    forbid(from === 'electron-store' && !mayUseElectron.includes(room), `imports ${from}`);
    forbid(isProvider(path), `is a provider and imports ${from}`);
    forbid(
      room === 'main/providers' && /^(node:(https?|http2|net|tls|dns|fs)|undici)/.test(from),
      `imports ${from}`,
    );
  }
  if (room === 'shared')
    forbidUses(
      'Date.now',
      'new Date()',
      'Date()',
      'Math.random',
      'fetch()',
      'process',
      'console',
      'performance',
    );
  if (room === 'main/providers') forbidUses('fetch()', 'Date.now', 'new Date()', 'Math.random');
  if (inRenderer) {
    // The session of browser mode: the one place that sends it.
    if (path !== 'renderer/state/session.ts') forbidUses('fetch()');
    forbidUses('window.fetch', 'globalThis.fetch', 'new XMLHttpRequest()', 'new WebSocket(…)', 'console');
    forbid(
      texts.some((text) => /https?:\/\//.test(text.replaceAll(svgNamespace, ''))),
      'holds a URL',
    );
  }
  return found;
}

const sources = sourcesIn('main', 'renderer', 'shared');

describe('the house', () => {
  it('has every import in the right direction', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect([...sources].flatMap(([path, source]) => violations(path, source))).toEqual([]);
  });

  it.each([
    ['shared/a.ts', "import { x } from '../main/engine/x.ts';"],
    ['shared/a.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/a.ts', 'export const now = () => Date.now();'],
    ['shared/a.ts', 'export const now = () => new Date();'],
    ['renderer/a.ts', "import type { Engine } from '../main/engine/api/router.ts';"],
    ['renderer/a.ts', "import { AppRouter } from '../main/engine/api/router.ts';"],
    ['renderer/a.ts', "void fetch('/x');"],
    ['renderer/a.tsx', 'export const a = <a href="https://example.com">x</a>;'],
    ['renderer/a.ts', 'console.log(1);'],
    ['renderer/pages/alerts/a.ts', "import { x } from '../account/x.ts';"],
    ['renderer/pages/alerts/settings/a.ts', "import { x } from '../../account/x.ts';"],
    ['renderer/dialogs/a/a.ts', "import { x } from '../../pages/alerts/x.ts';"],
    ['renderer/components/a/a.ts', "import { x } from '../../dialogs/a/x.ts';"],
    ['renderer/state/a.ts', "import { x } from '../components/a/x.ts';"],
    ['renderer/popover/a.ts', "import { x } from '../pages/overview/x.ts';"],
    ['renderer/pages/alerts/a.ts', "const x = await import('../../app/x.ts');"],
    ['renderer/a.ts', "import { x } from './state/x.ts';"],
    ['renderer/popover/list/a.tsx', "import styles from '../Popover.module.css';"],
    ['main/engine/a.ts', "import { x } from '../sandbox/x.ts';"],
    ['main/engine/a.ts', "export * from '../server/x.ts';"],
    ['main/engine/a.ts', "const x = await import('../cli/x.ts');"],
    ['main/engine/a.ts', "import { app } from 'electron';"],
    ['main/providers/a.ts', "import { x } from '../engine/x.ts';"],
    ['main/providers/a.ts', "import { fetch } from 'undici';"],
    ['main/server/a.ts', "import { x } from '../cli/x.ts';"],
    ['main/desktop/a.ts', "import { x } from '../../renderer/x.ts';"],
    ['main/preload.ts', "import { x } from './engine/x.ts';"],
  ])('would see it: %s with %s', (path, source) => {
    expect(violations(path, source)).toHaveLength(1);
  });

  it('would see a provider that imports more than the contract', () => {
    const seen = (source: string) => violations('main/providers/data/a.ts', source);
    expect(seen("import { b } from '../web-scraping/b.ts';")).toHaveLength(1);
    expect(seen("import { rateCard } from '../rates/a.ts';")).toHaveLength(1);
    expect(seen("import { exactly } from '../../../shared/model/index.ts';")).toHaveLength(1);
    expect(seen("import { z } from 'zod';")).toHaveLength(1);
    expect(seen("import { get } from '../contract/index.ts';")).toEqual([]);
  });

  it.each([
    ['renderer/a.ts', "import type { AppRouter } from '../main/engine/api/router.ts';"],
    ['renderer/a.tsx', `export const a = <svg xmlns="${svgNamespace}" />;`],
    ['renderer/pages/alerts/rules/a.ts', "import { x } from '../words.ts';"],
    ['renderer/pages/alerts/a.ts', "import { x } from '../../dialogs/rules/x.ts';"],
    ['renderer/app/a.ts', "import { x } from '../pages/alerts/x.ts';"],
    ['renderer/popover/a.tsx', "import styles from './a.module.css';"],
    ['shared/a.ts', 'export const at = (t: number) => new Date(t);'],
    ['main/sandbox/a.ts', "import { x } from '../engine/x.ts';"],
    ['main/cli/a.ts', "import { x } from '../server/x.ts';"],
  ])('allows: %s with %s', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});
