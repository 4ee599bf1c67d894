import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { findPage, takeChromium } from './chromium-pool.ts';
import type { Look, Order } from './stand-in/control.ts';

const root = join(import.meta.dirname, '..', '..');

/** The computer and the installation that the app believes in. */
export interface StartAs {
  /** Linux by default. The stand-in then has that system's folders, and sends no event that it lacks. */
  platform?: 'linux' | 'darwin' | 'win32';
  /** Given: packaged, with these files in its folder of resources, by their names (`app-update.yml`). */
  resources?: Record<string, string>;
  /** The `homepage` in the package.json of a packaged app; else as in the checkout. */
  homepage?: string;
  /** Where the program of a packaged app lies; else where that system would install it. */
  program?: string;
  /** macOS: started by its login item. */
  openedAtLogin?: boolean;
  /** A home folder that a start before this one had; it stays when this one ends. Default: a new one. */
  user?: string;
  /** The button that is chosen in every dialog, by its place. Default: 1. */
  choice?: number;
  /** macOS: with a signature that Squirrel takes updates for. */
  signed?: boolean;
  /** What lies in the data folder before the start. */
  prepare?(home: string): void;
  /** Windows' installer, an AppImage and the like set variables of their own. */
  environment?: Record<string, string>;
}

/** The built app on the stand-in, with a Chromium of its own while it runs. */
export interface StandInApp {
  order(order: Order): Promise<unknown>;
  look(): Promise<Look>;
  /** Resolves when a page whose address begins so is open, as Playwright's own. */
  page(start: string): Promise<Page>;
  /** What the main process wrote: nothing, when all is well. */
  written: string[];
  /** The data folder. */
  home: string;
  /** The home folder of the user, with the folders of the system and the login item in it. */
  user: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** The events of its end, in their order; empty until `ended`, and if it was killed. */
  ending: string[];
  /** Starts the program a second time, as a process of its own; resolves with its exit code. */
  startAgain(args: string[]): Promise<number | null>;
  /** Ends it and removes its folders. */
  close(): Promise<void>;
}

const programs = {
  linux: '/opt/Fuelgauge/fuelgauge',
  darwin: '/Applications/Fuelgauge.app/Contents/MacOS/Fuelgauge',
  win32: 'C:\\Users\\you\\AppData\\Local\\Programs\\Fuelgauge\\Fuelgauge.exe',
};

export async function startStandIn(
  args: string[] = [],
  environment: Record<string, string> = {},
  as: StartAs = {},
): Promise<StandInApp> {
  const user = as.user ?? mkdtempSync(join(tmpdir(), 'fuelgauge-electron-'));
  const browser = await takeChromium();
  const home = join(user, 'data');
  as.prepare?.(home);
  const start = (given: string[]) =>
    spawn(
      process.execPath,
      ['--import', new URL('hooks.ts', import.meta.url).href, join(root, 'out/main/index.js'), ...given],
      {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          HOME: user,
          TZ: 'UTC',
          FUELGAUGE_HOME: home,
          STAND_IN_CHROMIUM: browser.endpoint,
          // A hundred starts compile the same files.
          NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'stand-in'),
          ...installed(user, as),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
  const child = start(args);
  const written: string[] = [];
  const ending: string[] = [];
  const listen = (process: ChildProcess) => {
    for (const stream of [process.stdout, process.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => written.push(line));
    return new Promise<number | null>((resolve) => process.once('exit', resolve));
  };
  const ended = listen(child);
  child.on('message', (message: { ending?: string[] }) => ending.push(...(message.ending ?? [])));
  const carryOut = ordersTo(child);
  let isBroken = false;
  const order = (given: Order) => {
    isBroken ||= given.do === 'hang' || given.do === 'crash';
    return carryOut(given);
  };
  let isClosed = false;
  const isLook = (answer: unknown): answer is Look => typeof answer === 'object' && answer !== null;
  return {
    order,
    home,
    user,
    written,
    ended,
    ending,
    async look() {
      const answer = await order({ do: 'look' });
      if (!isLook(answer)) throw new Error(['The stand-in has ended.', ...written].join('\n'));
      return answer;
    },
    page: (first) => findPage(browser.client, first),
    startAgain: (given) => listen(start(given)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      child.kill('SIGKILL');
      await ended;
      await (isBroken ? browser.end() : browser.giveBack());
      if (as.user === undefined) rmSync(user, { recursive: true, force: true });
    },
  };
}

/** What tells the stand-in of the computer and the installation. */
function installed(user: string, as: StartAs): Record<string, string> {
  const {
    platform = 'linux',
    resources,
    openedAtLogin = false,
    signed = false,
    choice = 1,
    environment = {},
  } = as;
  const told = {
    STAND_IN_PLATFORM: platform,
    STAND_IN_OPENED_AT_LOGIN: openedAtLogin ? '1' : '',
    STAND_IN_CHOICE: String(choice),
    STAND_IN_SIGNED: signed ? '1' : '',
    ...(platform === 'win32' ? { TEMP: tmpdir(), APPDATA: join(user, 'AppData', 'Roaming') } : {}),
    ...environment,
  };
  if (resources === undefined) return told;
  const folder = join(user, 'resources');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(resources)) writeFileSync(join(folder, name), text);
  if (as.homepage !== undefined)
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ homepage: as.homepage }));
  return {
    ...told,
    STAND_IN_APP_PATH: as.homepage === undefined ? '' : folder,
    STAND_IN_PACKAGED: '1',
    STAND_IN_RESOURCES: folder,
    STAND_IN_PROGRAM: as.program ?? programs[platform],
  };
}

function ordersTo(child: ChildProcess): (order: Order) => Promise<unknown> {
  const waiting = new Map<number, (answer: unknown) => void>();
  child.on('message', (message: { id?: number; answer?: unknown }) => {
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  child.once('exit', () => {
    for (const answer of waiting.values()) answer(null);
  });
  let last = 0;
  return (order) =>
    new Promise((resolve) => {
      if (!child.connected) return resolve(null);
      last += 1;
      waiting.set(last, resolve);
      child.send({ id: last, order });
    });
}
