// `npm start [-- --demo --port P --hidden]`: the desktop app, or browser mode if that cannot run here. Plain JavaScript, because
// browser mode runs in this process, and what removes types would stay in its memory.
import { join } from 'node:path';
import { root } from './built.mjs';
import { buildIfStale, runCommand } from './command.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);
const choice = process.env.FUELGAUGE_SHELL;

/** Why the desktop app cannot run here, as a sentence without its full stop; null if it is worth a try. */
function noDesktop() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display for Electron';
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not run as root';
  return null;
}

/** Runs the desktop app. Resolves with its exit code, or why it could not be started. */
async function desktop() {
  const reason = choice === 'desktop' ? null : noDesktop();
  if (reason) return reason;
  const { electronRuntime } = await import('./electron-runtime.ts');
  const runtime = electronRuntime(join(root, 'node_modules', 'electron'), process.env);
  if (!runtime.ok) return `The Electron runtime could not be downloaded (${runtime.error})`;
  const code = await run(runtime.value, [root, ...args]);
  // 127: a shared library is missing.
  return code === null || code === 127 ? 'The Electron runtime could not be started on this system' : code;
}

/** Its exit code is the command's. `--hidden` is for the desktop app's tray; browser mode has no window to hide. */
const browser = () => runCommand(['serve', ...args.filter((arg) => arg !== '--hidden')]);

async function start() {
  if (choice !== undefined && choice !== 'browser' && choice !== 'desktop') {
    process.stderr.write(`FUELGAUGE_SHELL is “${choice}”. It must be “browser” or “desktop”.\n`);
    process.exitCode = 2;
    return;
  }
  endWithParent();
  if (!(await buildIfStale())) {
    process.exitCode = 1;
    return;
  }
  if (choice === 'browser') return browser();
  const outcome = await desktop();
  if (typeof outcome === 'number') process.exitCode = outcome;
  else if (choice === 'desktop') {
    process.stderr.write(`${outcome}.\n`);
    process.exitCode = 1;
  } else {
    process.stderr.write(`${outcome}. Starting browser mode instead.\n`);
    return browser();
  }
}

await start();
