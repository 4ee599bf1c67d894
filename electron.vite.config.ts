import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { normalizePath, type Plugin, type UserConfig } from 'vite';

const at = (path: string): string => join(import.meta.dirname, path);

// `devDependencies` are bundled. `dependencies` are not: electron-builder and npm install them. The licences of bundled
// packages are kept beside the bundle.
const licences = 'third-party-licences.md';

/** Creating a zod schema has no side effects, so unused schemas can be left out of a bundle. */
const treeshake = { manualPureFunctions: ['z'] };

/**
 * None of these is imported only for what it does. So whoever imports an `index.ts` loads what it uses of it, not all that
 * other pages use.
 */
const withoutEffects =
  /[\\/](shared|renderer[\\/](app|components|dialogs|pages|popover))[\\/].*(?<!main|no-eval)\.tsx?$/;

/** The package's `bin` needs a shebang and must be executable. */
const executableCli: Plugin = {
  name: 'fuelgauge:executable-cli',
  async writeBundle(options, bundle) {
    if (!options.dir || !('cli.js' in bundle)) return;
    const file = join(options.dir, 'cli.js');
    const code = await readFile(file, 'utf8');
    if (!code.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${code}`);
    await chmod(file, 0o755);
  },
};

/** npm installs the man page, which the command itself writes. */
const manPage: Plugin = {
  name: 'fuelgauge:man-page',
  async writeBundle(options, bundle) {
    if (!options.dir || !('cli.js' in bundle)) return;
    const { stdout, status } = spawnSync(process.execPath, [join(options.dir, 'cli.js'), 'man']);
    if (status !== 0) this.error('The man page was not written.');
    await writeFile(join(options.dir, '..', 'fuelgauge.1'), stdout);
  },
};

/** A module with its own `__dirname` would collide with the one that electron-vite adds to each chunk. */
const ownDirname: Plugin = {
  name: 'fuelgauge:own-dirname',
  transform: (code, id) =>
    id.includes('/node_modules/') && /\b(const|let|var) __dirname\b/.test(code)
      ? code.replaceAll('__dirname', 'ownDirname')
      : null,
};

/**
 * V8 keeps the text of what it runs, with two bytes for each character if one of them is beyond Latin-1: with “ written as
 * an escape, it is half of that.
 */
const asciiOnly: Plugin = {
  name: 'fuelgauge:ascii-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(/[^\0-\x7f]/g, escaped);
  },
};
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** conf loads its validator also where it is given no schema, as by us (conf 16.0, November 2026): 8 MB, which now wait for one. */
const lateValidator: Plugin = {
  name: 'fuelgauge:late-validator',
  enforce: 'pre',
  async resolveId(id, importer) {
    if (!(id in validators) || !importer?.includes('/node_modules/conf/')) return null;
    const found = await this.resolve(id, importer, { skipSelf: true });
    return found && `\0late:${id}:${found.id}`;
  },
  load(id) {
    const [late, name = '', file] = id.split(':');
    return late === '\0late' ? validators[name]?.(JSON.stringify(file)) : null;
  },
};
const validators: Record<string, (file: string) => string> = {
  'ajv/dist/2020.js': (file) =>
    `export function Ajv2020(...given) { return new (require(${file}).Ajv2020)(...given); }`,
  'ajv-formats': (file) => `export default { default: (...given) => require(${file}).default(...given) };`,
};

/** All modules that the desktop app can load, now or later. */
const ofDesktop = new Set<string>();
const desktopModules: Plugin = {
  name: 'fuelgauge:desktop-modules',
  buildStart: () => ofDesktop.clear(),
  buildEnd() {
    const entry = normalizePath(at('main/index.ts'));
    if (this.getModuleInfo(entry) === null) this.error(`${entry} is not part of the build.`);
    const open = [entry];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (ofDesktop.has(id)) continue;
      ofDesktop.add(id);
      const module = this.getModuleInfo(id);
      open.push(...(module?.importedIds ?? []), ...(module?.dynamicallyImportedIds ?? []));
    }
  },
};
/** The bundler's own helpers, whose names start with a zero byte, are for all. */
const isForDesktop = (id: string): boolean => id.startsWith('\0') || ofDesktop.has(id);

/** What both pages show at once, in one file: many small ones are larger when they are packed. */
const shownByBoth =
  /[\\/](node_modules[\\/](react|react-dom|scheduler|zustand|lucide-react)|shared|renderer[\\/](state|components[\\/](brand|data)))[\\/]/;

/** The pages; scripts/dev.ts serves them with hot reload. */
export const renderer: UserConfig = {
  root: at('renderer'),
  plugins: [react()],
  build: {
    outDir: at('out/renderer'),
    license: { fileName: licences },
    minify: true,
    // Fonts and pictures as files, so that the content security policy needs no `data:` for them.
    assetsInlineLimit: 0,
    // In kilobytes. The pages load from this machine, not over a network.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      treeshake: { ...treeshake, moduleSideEffects: [{ test: withoutEffects, sideEffects: false }] },
      input: { index: at('renderer/index.html'), popover: at('renderer/popover.html') },
      output: {
        codeSplitting: {
          groups: [
            // No first paint needs it.
            { name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]/ },
            { name: 'both', tags: ['$initial'], minShareCount: 2, test: shownByBoth },
            {
              name: 'base-ui',
              tags: ['$initial'],
              test: /[\\/]node_modules[\\/]@(base-ui|floating-ui)[\\/]/,
            },
          ],
        },
      },
    },
  },
};

export default defineConfig({
  main: {
    plugins: [executableCli, manPage, ownDirname, desktopModules, asciiOnly, lateValidator],
    build: {
      outDir: at('out/main'),
      // Of the `optionalDependencies`, which it does not know.
      externalizeDeps: { include: ['@napi-rs/keyring'] },
      license: { fileName: licences },
      rolldownOptions: {
        treeshake: { ...treeshake, moduleSideEffects: [{ test: withoutEffects, sideEffects: false }] },
        input: {
          index: at('main/index.ts'),
          cli: at('main/cli/index.ts'),
          keyring: at('main/engine/vault/keyring-process.ts'),
        },
        output: {
          format: 'es',
          // Without comments, which V8 would keep with the rest of the text. Names stay, for reports of a fault.
          minify: { compress: false, mangle: false, codegen: true },
          entryFileNames: '[name].js',
          // Chunks that only the command line needs are separate, so that electron-builder.yml can leave them out: those with
          // any module that the app cannot load. One that only stands for a module elsewhere has none of its own.
          chunkFileNames: ({ moduleIds, facadeModuleId }) =>
            `${[...moduleIds, facadeModuleId ?? []].flat().every(isForDesktop) ? 'chunks' : 'cli-chunks'}/[name]-[hash].js`,
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      // A sandboxed preload can neither be an ES module nor load packages, so it is a single CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        treeshake,
        input: { preload: at('main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
});
