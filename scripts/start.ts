// `npm start [-- --demo --port P --hidden]`: the desktop app, or browser mode if that cannot run here.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { electronRuntime } from './electron-runtime.ts';
import { endWithParent } from './end-with-parent.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const choice = process.env.FUELGAUGE_SHELL;

/** Runs a program in this terminal and returns its exit code; null if it could not be started. */
function run(program: string, programArgs: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: 'inherit' });
    endWithParent();
    // Signals are forwarded: the child decides when to end, and this script ends with it.
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.once('error', () => resolve(null));
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
}

/** Why the desktop app cannot run here, as a sentence without its full stop; null if it is worth a try. */
function noDesktop(): string | null {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display for Electron';
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not run as root';
  return null;
}

/** Runs the desktop app. Returns its exit code, or why it could not be started. */
async function desktop(): Promise<number | string> {
  const reason = choice === 'desktop' ? null : noDesktop();
  if (reason) return reason;
  const runtime = electronRuntime(join(root, 'node_modules', 'electron'), process.env);
  if (!runtime.ok) return `The Electron runtime could not be downloaded (${runtime.error})`;
  const code = await run(runtime.value, [root, ...args]);
  // 127: a shared library is missing.
  return code === null || code === 127 ? 'The Electron runtime could not be started on this system' : code;
}

async function browser(): Promise<number> {
  // `--hidden` is for the desktop app's tray; browser mode has no window to hide.
  const serveArgs = args.filter((arg) => arg !== '--hidden');
  return (await run(process.execPath, [join(root, 'main', 'cli', 'index.ts'), 'serve', ...serveArgs])) ?? 1;
}

async function start(): Promise<number> {
  if (choice !== undefined && choice !== 'browser' && choice !== 'desktop') {
    process.stderr.write(`FUELGAUGE_SHELL is “${choice}”. It must be “browser” or “desktop”.\n`);
    return 2;
  }
  if (!(await ensureBuilt())) return 1;
  if (choice === 'browser') return browser();
  const outcome = await desktop();
  if (typeof outcome === 'number') return outcome;
  if (choice === 'desktop') {
    process.stderr.write(`${outcome}.\n`);
    return 1;
  }
  process.stderr.write(`${outcome}. Starting browser mode instead.\n`);
  return browser();
}

process.exitCode = await start();
