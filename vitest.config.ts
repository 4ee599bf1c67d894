import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/e2e/chromium.ts';

const tests = (folder: string) => join('test', folder, '**', '*.test.{ts,tsx}');

const chromium = findChromium(process.env);
if (!chromium) {
  const missing =
    'No Chromium was found, so the end-to-end tests are NOT run. Install Chromium, or name it in CHROMIUM_PATH.';
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`\n*** ${missing} ***\n\n`);
}

// Before any worker starts: a zone set later would not reach them all.
process.env.TZ = 'UTC';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [tests('')],
          exclude: [tests('renderer'), tests('e2e')],
          setupFiles: ['test/helpers/seeded.ts'],
        },
      },
      {
        plugins: [react()],
        test: { name: 'renderer', environment: 'jsdom', include: [tests('renderer')] },
      },
      ...(chromium
        ? [
            {
              test: {
                name: 'e2e',
                include: [tests('e2e')],
                globalSetup: ['test/e2e/build.ts'],
                // One browser at a time, after the quick tests.
                fileParallelism: false,
                sequence: { groupOrder: 1 },
                testTimeout: 60_000,
                hookTimeout: 60_000,
              },
            },
          ]
        : []),
    ],
  },
});
