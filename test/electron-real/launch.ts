import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';
import { environment, root } from './runtime.ts';

const traysSchema = z.array(z.object({ tooltip: z.string(), labels: z.array(z.string()) }));
const windowsSchema = z.array(z.object({ page: z.string(), visible: z.boolean() }));
const processesSchema = z.array(z.object({ type: z.string(), kilobytes: z.number() }));

/** The built app on Electron itself, with a data folder of its own, and Chromium's profile in it. */
export interface RealApp {
  electron: ElectronApplication;
  home: string;
  /** The arguments after Electron's own, to start it a second time. */
  args: string[];
  env: Record<string, string>;
  /** What was said as an error or a warning on any console, the main process included. */
  complaints: string[];
  trays(): Promise<z.infer<typeof traysSchema>>;
  clickTray(): Promise<void>;
  windows(): Promise<z.infer<typeof windowsSchema>>;
  /** As Electron tells them, in kilobytes of the working set. */
  processes(): Promise<z.infer<typeof processesSchema>>;
  /** The page whose address begins so, once it is open. */
  page(start: string): Promise<Page>;
  /** Ends it as Quit does. */
  quit(): Promise<void>;
  /** Ends it and removes its data folder. */
  close(): Promise<void>;
}

const pageOrigin = 'app://fuelgauge/';

export async function launch(args: string[], ours: Record<string, string> = {}): Promise<RealApp> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-real-'));
  const env = environment({ TZ: 'UTC', FUELGAUGE_HOME: home, ...ours });
  const appArgs = [root, ...args];
  const electron = await _electron.launch({
    args: ['--require', join(import.meta.dirname, 'watch-tray.cjs'), ...appArgs],
    cwd: root,
    env,
    chromiumSandbox: true,
  });
  const closed = new Promise<void>((resolve) => electron.once('close', () => resolve()));
  const complaints: string[] = [];
  const isComplaint = (type: string) => type === 'error' || type === 'warning';
  electron.on('console', (message) => {
    if (isComplaint(message.type())) complaints.push(message.text());
  });
  const follow = (page: Page) => {
    page.on('console', (message) => {
      if (isComplaint(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  };
  electron.windows().forEach(follow);
  electron.on('window', follow);

  const quit = async () => {
    await electron.evaluate(({ app }) => app.quit()).catch(() => {});
    await closed;
  };
  const matches = (page: Page, start: string) => page.url().startsWith(`${pageOrigin}${start}`);
  return {
    electron,
    home,
    args: appArgs,
    env,
    complaints,
    trays: async () =>
      traysSchema.parse(await electron.evaluate(() => Reflect.get(globalThis, 'fuelgaugeTrays')())),
    clickTray: () => electron.evaluate(() => Reflect.get(globalThis, 'fuelgaugeClickTray')()),
    windows: async () =>
      windowsSchema.parse(
        await electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((window) => ({
            page: window.webContents.getURL(),
            visible: window.isVisible(),
          })),
        ),
      ),
    processes: async () =>
      processesSchema.parse(
        await electron.evaluate(({ app }) =>
          app.getAppMetrics().map(({ type, memory }) => ({ type, kilobytes: memory.workingSetSize })),
        ),
      ),
    async page(start) {
      const open = electron.windows().find((page) => matches(page, start));
      if (open) return open;
      return await electron.waitForEvent('window', {
        predicate: async (page) => {
          await page.waitForURL((url) => url.protocol === 'app:');
          return matches(page, start);
        },
      });
    },
    quit,
    async close() {
      await quit();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
