import { globSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

// The rooms of the house and who may know whom (docs/architecture.md). Every source file is parsed and its imports are
// held against this table.

const root = join(import.meta.dirname, '..');

interface Import {
  from: string;
  /** True when nothing of it is left at run time. */
  typeOnly: boolean;
  names: string[];
}
interface Facts {
  imports: Import[];
  /** Called or read names: `fetch`, `Date.now`, `new Date()`, `console`. */
  uses: Set<string>;
  texts: string[];
}

/** What a file imports, which names it uses and which texts it holds. */
function factsOf(path: string, source: string): Facts {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const facts: Facts = { imports: [], uses: new Set(), texts: [] };
  const add = (from: string, typeOnly: boolean, names: string[] = ['*']) =>
    facts.imports.push({ from, typeOnly, names });
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
      const onlyTypes =
        node.importKind === 'type' ||
        (named.length > 0 &&
          named.length === node.specifiers.length &&
          named.every((specifier) => specifier.importKind === 'type'));
      const names = node.specifiers.map((specifier) =>
        specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
          ? specifier.imported.name
          : '*',
      );
      add(node.source.value, onlyTypes, names);
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      add(node.source.type === 'Literal' ? String(node.source.value) : '(computed)', false);
    },
    TSImportType(node) {
      add(node.source.value, true);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') facts.uses.add(`${node.callee.name}()`);
    },
    NewExpression(node) {
      if (node.callee.type !== 'Identifier') return;
      facts.uses.add(
        node.arguments.length === 0 ? `new ${node.callee.name}()` : `new ${node.callee.name}(…)`,
      );
    },
    MemberExpression(node) {
      if (node.object.type !== 'Identifier') return;
      facts.uses.add(node.object.name);
      if (node.property.type === 'Identifier') facts.uses.add(`${node.object.name}.${node.property.name}`);
    },
    Literal(node) {
      if (typeof node.value === 'string') facts.texts.push(node.value);
    },
    TemplateElement(node) {
      facts.texts.push(node.value.raw);
    },
    JSXText(node) {
      facts.texts.push(node.value);
    },
  }).visit(program);
  return facts;
}

/** The room of a file: its first folder, and inside main/ the second; a file directly in main/ is a room of its own. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'main' ? `main/${second}` : first;
}

/** Room → rooms it may import from besides itself. Electron's entry composes, so it sits at the top. */
const mayImport: Record<string, readonly string[]> = {
  shared: [],
  renderer: ['shared'],
  'main/providers': ['shared'],
  'main/engine': ['main/providers', 'shared'],
  'main/sandbox': ['main/engine', 'main/providers', 'shared'],
  'main/server': ['main/engine', 'main/providers', 'main/sandbox', 'shared'],
  'main/desktop': ['main/server', 'main/engine', 'main/providers', 'main/sandbox', 'shared'],
  'main/cli': ['main/server', 'main/engine', 'main/providers', 'main/sandbox', 'shared'],
  'main/index.ts': ['main/desktop', 'main/server', 'main/engine', 'main/providers', 'main/sandbox', 'shared'],
  'main/preload.ts': ['main/desktop', 'shared'],
};

const mayUseElectron = ['main/desktop', 'main/index.ts', 'main/preload.ts'];
const svgNamespace = 'http://www.w3.org/2000/svg';

/** A provider's own file: `main/providers/<category>/<id>.ts`. */
const isProvider = (path: string) => /^main\/providers\/(?!contract\/|rates\/)[^/]+\/[^/]+\.ts$/.test(path);

/** Everything in one file that the design forbids. */
function violations(path: string, source: string): string[] {
  const { imports, uses, texts } = factsOf(path, source);
  const room = roomOf(path);
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
        room === 'renderer' &&
        target === 'main/engine/api/router.ts' &&
        typeOnly &&
        names.every((name) => name === 'AppRouter');
      // The name and version that a request's User-Agent and `--version` tell.
      const manifest = target === 'package.json' && room.startsWith('main/');
      const allowed =
        roomOf(target) === room || mayImport[room]?.includes(roomOf(target)) || contract || manifest;
      forbid(!allowed, `imports ${target}`);
      forbid(
        isProvider(path) && target !== 'main/providers/contract/index.ts',
        `is a provider and imports ${target}`,
      );
      continue;
    }
    forbid((room === 'shared' || room === 'renderer') && from.startsWith('node:'), `imports ${from}`);
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
  if (room === 'renderer') {
    forbidUses(
      'fetch()',
      'window.fetch',
      'globalThis.fetch',
      'new XMLHttpRequest()',
      'new WebSocket(…)',
      'console',
    );
    forbid(
      texts.some((text) => /https?:\/\//.test(text.replaceAll(svgNamespace, ''))),
      'holds a URL',
    );
  }
  return found;
}

const sources = new Map(
  globSync(['main/**/*.ts', 'renderer/**/*.{ts,tsx}', 'shared/**/*.ts'], { cwd: root }).map((path) => [
    path.split(sep).join('/'),
    readFileSync(join(root, path), 'utf8'),
  ]),
);

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
    expect(seen("import { b } from './b.ts';")).toHaveLength(1);
    expect(seen("import { rateCard } from '../rates/a.ts';")).toHaveLength(1);
    expect(seen("import { exactly } from '../../../shared/model/index.ts';")).toHaveLength(1);
    expect(seen("import { z } from 'zod';")).toHaveLength(1);
    expect(seen("import { get } from '../contract/index.ts';")).toEqual([]);
  });

  it.each([
    ['renderer/a.ts', "import type { AppRouter } from '../main/engine/api/router.ts';"],
    ['renderer/a.tsx', `export const a = <svg xmlns="${svgNamespace}" />;`],
    ['shared/a.ts', 'export const at = (t: number) => new Date(t);'],
    ['main/sandbox/a.ts', "import { x } from '../engine/x.ts';"],
    ['main/cli/a.ts', "import { x } from '../server/x.ts';"],
  ])('allows: %s with %s', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});
