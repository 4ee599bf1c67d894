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

/** A module with its own `__dirname` would collide with the one that electron-vite adds to each chunk. */
const ownDirname: Plugin = {
  name: 'fuelgauge:own-dirname',
  transform: (code, id) =>
    id.includes('/node_modules/') && /\b(const|let|var) __dirname\b/.test(code)
      ? code.replaceAll('__dirname', 'ownDirname')
      : null,
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
    plugins: [executableCli, ownDirname, desktopModules],
    build: {
      outDir: at('out/main'),
      // Of the `optionalDependencies`, which it does not know.
      externalizeDeps: { include: ['@napi-rs/keyring'] },
      license: { fileName: licences },
      rolldownOptions: {
        treeshake,
        input: {
          index: at('main/index.ts'),
          cli: at('main/cli/index.ts'),
          keyring: at('main/engine/vault/keyring-process.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Chunks that only the command line needs are separate, so that electron-builder.yml can leave them out. One
          // that only stands for a module elsewhere has none of its own.
          chunkFileNames: ({ moduleIds, facadeModuleId }) =>
            `${[...moduleIds, facadeModuleId ?? []].flat().some(isForDesktop) ? 'chunks' : 'cli-chunks'}/[name]-[hash].js`,
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
