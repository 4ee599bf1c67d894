import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => join(import.meta.dirname, path);

/** The package's `bin` needs a shebang and the right to be executed. */
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

export default defineConfig({
  main: {
    plugins: [executableCli],
    build: {
      outDir: at('out/main'),
      rolldownOptions: {
        input: { index: at('main/index.ts'), cli: at('main/cli/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      // A sandboxed preload can neither be an ES module nor load a package: one CommonJS file with all in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // Fonts and pictures come as files: the content security policy then needs no `data:` for them.
      assetsInlineLimit: 0,
      // Kilobytes. The pages come from this machine, not over a network.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: { index: at('renderer/index.html'), popover: at('renderer/popover.html') } },
    },
  },
});
