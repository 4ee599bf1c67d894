import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { sessionHeader } from '../../shared/browser-session.ts';
import { findChromium } from './chromium.ts';

/** Ends what hangs; a busy machine may be slow. */
export const patience = 50_000;

const root = join(import.meta.dirname, '..', '..');

export interface RunningApp {
  /** As printed, with the token. */
  address: string;
  /** The data folder. */
  home: string;
  /** Ends it as Ctrl-C does and resolves with its exit code; then removes the data folder. */
  stop(): Promise<number | null>;
}

/** Starts the built `fuelgauge serve`, on any free port and a data folder of its own. */
export const startApp = (
  args: string[] = [],
  environment: Record<string, string> = {},
): Promise<RunningApp> => startScript(['out/main/cli.js', 'serve', '--port', '0', ...args], environment);

/** The same, for any script of the checkout that serves browser mode and prints its address. */
export async function startScript(
  [script = '', ...args]: string[],
  environment: Record<string, string> = {},
): Promise<RunningApp> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-e2e-'));
  const child = spawn(process.execPath, [join(root, script), ...args], {
    env: { PATH: process.env.PATH, HOME: home, TZ: 'UTC', FUELGAUGE_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await printedAddress(child);
  return {
    address,
    home,
    async stop() {
      child.kill('SIGINT');
      const code = await ended;
      rmSync(home, { recursive: true, force: true });
      return code;
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('http')) resolve(line);
      });
    child.once('exit', (code) =>
      reject(new Error(`serve ended with ${code} before it was ready:\n${errors}`)),
    );
  });
}

export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (!executablePath) throw new Error('No Chromium was found.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the browser's console reported as an error so far: script errors, refused loads, CSP violations. */
  problems: string[];
}

interface VisitOptions {
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
}

/** Opens an address in a fresh profile, in UTC and English, and watches for anything the browser complains about. */
export async function visit(browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> {
  const empty = await openEmpty(browser, options);
  await empty.page.goto(address);
  return empty;
}

/** The same, before it goes anywhere. */
export async function openEmpty(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1200, height: 850 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  return { page, context, problems: complaintsOf(page) };
}

/** What the browser's console reports as an error of this page from now on. */
export function complaintsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => {
    // Leaving a page ends its state stream; that is no failure.
    if (!request.url().includes('/trpc/onState'))
      problems.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  return problems;
}

/** Goes to a page of the dashboard (`#/settings`) as by a link, and waits until it is drawn. */
export async function go(page: Page, path: string): Promise<void> {
  // Every address draws a page of its own, whose heading is a new element.
  await page.evaluate(`(() => {
    const path = ${JSON.stringify(path)};
    if ((location.hash || '#/') === path) return;
    document.querySelector('h1')?.setAttribute('data-left', '');
    location.hash = path;
  })()`);
  await page.locator('h1:not([data-left])').first().waitFor();
}

/** The state as the signed-in page gets it. */
export async function stateOf(page: Page): Promise<string> {
  const text = String(
    await page.evaluate(
      `fetch('/trpc/state', { headers: { '${sessionHeader}': localStorage.getItem('fuelgauge-session') } }).then((answer) => answer.text())`,
    ),
  );
  if (!text.includes('"accounts"')) throw new Error(`This is no state: ${text.slice(0, 100)}`);
  return text;
}
