import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';

// What the tests of the house's rules read from its sources.

const root = join(import.meta.dirname, '..', '..');

/** Path, with slashes, and text of every TypeScript file in these folders. */
export function sourcesIn(...folders: string[]): Map<string, string> {
  return new Map(
    folders
      .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
      .map((path) => [path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')]),
  );
}

function parse(path: string, source: string) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  return program;
}

export interface Import {
  from: string;
  /** True when nothing of it is left at run time. */
  typeOnly: boolean;
  names: string[];
}
export interface Facts {
  imports: Import[];
  /** Called or read names: `fetch`, `Date.now`, `new Date()`, `console`. */
  uses: Set<string>;
  texts: string[];
}

/** What a file imports, which names it uses and which texts it holds. */
export function factsOf(path: string, source: string): Facts {
  const program = parse(path, source);
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

export interface FunctionFacts {
  /** As it is declared, or as what it is assigned to; empty for one that has neither. */
  name: string;
  /** Its lines without those of the JSX in it. */
  lines: number;
}

/** Every function of a file; one in another counts as itself and as part of the other. */
export function functionsOf(path: string, source: string): FunctionFacts[] {
  const functions: { name: string; span: Span }[] = [];
  const jsx: Span[] = [];
  const names = new Map<number, string>();
  new Visitor({
    VariableDeclarator(node) {
      if (node.init !== null && node.id.type === 'Identifier') names.set(node.init.start, node.id.name);
    },
    Property(node) {
      if (node.key.type === 'Identifier') names.set(node.value.start, node.key.name);
    },
    FunctionDeclaration(node) {
      functions.push({ name: node.id?.name ?? '', span: node });
    },
    FunctionExpression(node) {
      functions.push({ name: node.id?.name ?? names.get(node.start) ?? '', span: node });
    },
    ArrowFunctionExpression(node) {
      functions.push({ name: names.get(node.start) ?? '', span: node });
    },
    JSXElement(node) {
      jsx.push(node);
    },
    JSXFragment(node) {
      jsx.push(node);
    },
  }).visit(parse(path, source));
  const lines = ({ start, end }: Span) => source.slice(start, end).split('\n').length;
  return functions.map(({ name, span }) => {
    const inside = jsx.filter((node) => contains(span, node));
    const outermost = inside.filter(
      (node) => !inside.some((other) => other !== node && contains(other, node)),
    );
    return { name, lines: outermost.reduce((left, node) => left - lines(node), lines(span)) };
  });
}

interface Span {
  start: number;
  end: number;
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
