import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, getRawHeader, listPackage, statFile } from '@electron/asar';
import { parseSync, Visitor } from 'vite';
import { z } from 'zod';
import { type System, writeStandInRuntime } from './stand-in-runtime.ts';

export const root = join(import.meta.dirname, '..', '..');

const targetsSchema = z.object({
  handedOver: z.array(z.unknown()),
  scripts: z.array(z.string()),
  /** What would be in app-update.yml; null: there would be none. */
  updateAddress: z.object({ provider: z.string(), owner: z.string(), repo: z.string() }).nullable(),
});

/** What electron-builder made for one system. */
export interface Packed {
  system: System;
  /** Holds the program, or on macOS `Fuelgauge.app`. */
  app: string;
  resources: string;
  /** The archive's files, from its root and with `/`. */
  files: string[];
  /** Those that lie beside the archive. */
  unpacked: string[];
  /** Its files as the app sees them, unpacked ones included. */
  extracted: string;
  asarBytes: number;
  /** SHA-256 of this is what Electron compares at the start. */
  asarHeader: string;
  /** What electron-builder would have handed to the programs that make Linux packages, and scripts among it. */
  targets: z.infer<typeof targetsSchema>;
  remove(): void;
}

const folders = {
  linux: { app: 'linux-unpacked', resources: 'linux-unpacked/resources' },
  win32: { app: 'win-unpacked', resources: 'win-unpacked/resources' },
  darwin: { app: 'mac', resources: 'mac/Fuelgauge.app/Contents/Resources' },
};

/**
 * Packs the built app for a system on a stand-in of Electron's runtime, with configuration beside the project's own.
 * Throws where electron-builder does.
 */
export async function pack(system: System, options: object = {}): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), `fuelgauge-packed-${system}-`));
  try {
    return await packIn(folder, system, options);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function packIn(folder: string, system: System, options: object): Promise<Packed> {
  const [runtime, output, downloads] = ['runtime', 'output', 'downloads'].map((name) => join(folder, name));
  writeStandInRuntime(system, runtime ?? '');
  const args = [system, runtime ?? '', output ?? '', JSON.stringify(options)];
  await run([join(import.meta.dirname, 'pack.ts'), ...args], {
    ELECTRON_BUILDER_CACHE: downloads,
    ELECTRON_CACHE: downloads,
    // Nobody listens there: whatever would be downloaded fails.
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  });
  const place = folders[system];
  const resources = join(folder, 'output', place.resources);
  const asar = join(resources, 'app.asar');
  const extracted = join(folder, 'extracted');
  extractAll(asar, extracted);
  const files = listPackage(asar, { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => statSync(join(extracted, path)).isFile());
  return {
    system,
    app: join(folder, 'output', place.app),
    resources,
    files: files.map((path) => path.replaceAll('\\', '/')),
    unpacked: files.filter((path) => isUnpacked(asar, path)).map((path) => path.replaceAll('\\', '/')),
    extracted,
    asarBytes: statSync(asar).size,
    asarHeader: getRawHeader(asar).headerString,
    targets: targetsSchema.parse(JSON.parse(readFileSync(join(folder, 'output', 'targets.json'), 'utf8'))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isUnpacked(asar: string, path: string): boolean {
  const entry = statFile(asar, path);
  return 'unpacked' in entry && entry.unpacked === true;
}

async function run(args: string[], environment: Record<string, string | undefined>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`electron-builder ended with code ${code}:\n${said}`);
}

/** A text in quotes or, as in minified code, in backticks. */
const specifierSchema = z.union([
  z.object({ type: z.literal('Literal'), value: z.string() }).transform(({ value }) => value),
  z
    .object({
      type: z.literal('TemplateLiteral'),
      quasis: z.tuple([z.object({ value: z.object({ cooked: z.string() }) })]),
    })
    .transform(({ quasis: [{ value }] }) => value.cooked),
]);

/** Every module that a file of JavaScript loads, by `import`, `export … from`, `import()` or `require()`. */
export function importsOf(file: string): string[] {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const found: string[] = [];
  const add = (node: object) => {
    const specifier = specifierSchema.safeParse(node);
    if (specifier.success) found.push(specifier.data);
  };
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => source && add(source),
    ImportExpression: ({ source }) => add(source),
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && /^(__)?require$/.test(callee.name) && first) add(first);
    },
  }).visit(program);
  return found;
}

const ofNode = new Set(builtinModules);

/** Name of the package that a specifier means; null for a file, a part of Node, and Electron itself. */
export function packageOf(specifier: string): string | null {
  if (/^(\.|node:|electron(\/|$))/.test(specifier)) return null;
  const [scope = '', name = ''] = specifier.split('/');
  if (ofNode.has(specifier) || ofNode.has(scope)) return null;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** Names of the packages in a `node_modules` folder. */
export function packagesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`)
      : name === 'node_modules' || name.startsWith('.')
        ? []
        : [name],
  );
}
