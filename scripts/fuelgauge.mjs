// `npm run fuelgauge`: the built command, in this process. What is missing or out of date is installed and built first. Plain
// JavaScript, because it must run on the machine's own Node (20 or newer) without node_modules.
import { existsSync } from 'node:fs';
import { isBuilt, pinnedNode } from './built.mjs';
import { buildIfStale, runCommand } from './command.mjs';
import { endWithParent } from './end-with-parent.mjs';

const args = process.argv.slice(2);
const isNewEnough = Number.parseInt(process.versions.node, 10) >= 24;

/** Installs and builds what is missing, then runs the command. */
async function prepareAndRun() {
  const { ensureInstalled } = await import('./installation.mjs');
  if (!(await ensureInstalled())) return 1;
  // npm chose this Node before the pinned one was installed.
  if (!isNewEnough) {
    const { run } = await import('./run.mjs');
    return (await run(pinnedNode, [import.meta.filename, ...args])) ?? 1;
  }
  if (!(await buildIfStale())) return 1;
  await runCommand(args);
  return null;
}

if (args[0] === 'serve') endWithParent();
// What package-lock.json names was installed for the build from it.
if (isNewEnough && existsSync(pinnedNode) && isBuilt()) await runCommand(args);
else {
  const failed = await prepareAndRun();
  if (failed !== null) process.exitCode = failed;
}
