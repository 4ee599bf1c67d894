import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/e2e/chromium.ts';
import { missingDesktopPrograms } from './test/helpers/linux-desktop.ts';
import { missingPrograms } from './test/helpers/programs.ts';

const tests = (folder: string) => join('test', folder, '**', '*.test.{ts,tsx}');

/** Warns loudly about what is missing, and fails in CI. */
function reportMissing(missing: string): void {
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`\n*** ${missing} ***\n\n`);
}

const chromium = findChromium(process.env);
if (!chromium)
  reportMissing(
    'No Chromium was found, so the end-to-end tests are NOT run. Install Chromium, or name it in CHROMIUM_PATH.',
  );

const isLinux = process.platform === 'linux';
const desktopLacks = isLinux ? missingDesktopPrograms(process.env) : [];
if (desktopLacks.length > 0)
  reportMissing(
    `${desktopLacks.join(', ')} missing, so notifications are NOT tested on a real desktop. Install libnotify-bin, dunst, xvfb, dbus and xdotool.`,
  );
const withDesktop = isLinux && desktopLacks.length === 0;

const prometheusLacks = missingPrograms(['prometheus', 'promtool'], process.env);
if (isLinux && prometheusLacks.length > 0)
  reportMissing(
    `${prometheusLacks.join(', ')} missing, so /metrics and its alert rules are NOT tested with a real Prometheus. Install prometheus.`,
  );
/** Windows has others. */
const shellsLack =
  process.platform === 'win32' ? ['bash'] : missingPrograms(['bash', 'zsh', 'fish'], process.env);
if (process.platform !== 'win32' && shellsLack.length > 0)
  reportMissing(
    `${shellsLack.join(', ')} missing, so completion is NOT tried in a shell. Install bash, zsh and fish.`,
  );
const untested = [
  ...(shellsLack.length === 0 ? [] : ['test/cli/completion/shells.test.ts']),
  ...(withDesktop ? [] : ['test/engine/channels/desktop-linux.test.ts']),
  ...(prometheusLacks.length === 0 ? [] : ['test/server/metrics/prometheus.test.ts']),
];

// Set before any worker starts, so that all of them get it.
process.env.TZ = 'UTC';

/** Tests of the built app, after the fast ones. */
const ofBuilt = (name: string, groupOrder: number, setups: string[] = []) => ({
  name,
  include: [tests(name)],
  globalSetup: ['test/e2e/build.ts', ...setups],
  sequence: { groupOrder },
  testTimeout: 120_000,
  hookTimeout: 120_000,
});
/** Two files at a time: each has its own browser, folders and ports. */
const inPairs = (name: string, setups: string[] = []) => ({
  test: { ...ofBuilt(name, 1, setups), maxWorkers: 2 },
});

/** Folders that are separate projects. */
const outside = ['renderer', 'e2e', 'electron', 'electron-real', 'packaging', 'shots'].map(tests);
/** Tests of whole parts: they start processes and servers, or do slow work such as encryption with a passphrase. */
const whole = [
  ...[
    'cli',
    'server',
    'sandbox',
    'engine/alerts',
    'engine/channels',
    'engine/removal',
    'engine/vault',
    'torture',
  ].map(tests),
  'test/engine/engine.test.ts',
  'test/mcp/server.test.ts',
  'test/mcp/stream.test.ts',
  'test/shared/forecast/calibration.test.ts',
];

/** Vitest would leave one processor free, of two. */
const maxWorkers = '100%';

// The time limits end what hangs, also on a busy machine; no test waits for them.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers,
          isolate: false,
          testTimeout: 30_000,
          include: [tests('')],
          exclude: [...outside, ...whole],
          setupFiles: ['test/helpers/seeded.ts'],
        },
      },
      {
        test: {
          name: 'whole',
          maxWorkers,
          // The command is tested as it is installed.
          globalSetup: ['test/e2e/build.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: whole,
          exclude: untested,
          setupFiles: ['test/helpers/seeded.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          maxWorkers,
          isolate: false,
          environment: 'jsdom',
          include: [tests('renderer')],
          setupFiles: ['test/renderer/patient.ts'],
          testTimeout: 30_000,
        },
      },
      ...(chromium ? ['e2e', 'electron', 'shots'].map((name) => inPairs(name)) : []),
      inPairs('packaging', ['test/packaging/prepare.ts']),
      // One at a time: they hold what a computer has once, such as the focus.
      { test: { ...ofBuilt('electron-real', 5), fileParallelism: false } },
    ],
  },
});
