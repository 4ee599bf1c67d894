// Plain JavaScript without dependencies, because it must run on the machine's own Node (20 or newer) without node_modules.
// All output goes to standard error, because the standard output of `npm run -s fuelgauge -- status --json` must be pure JSON.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './built.mjs';
import { exclusively } from './lock.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry */

/**
 * The packages of a lock file by path; none if it is missing or unreadable.
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Whether npm's record of installed packages matches package-lock.json, and the pinned Node is there. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return (
    existsSync(pinnedNode) &&
    Object.entries(wanted).every(
      ([path, entry]) =>
        path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
    )
  );
}

/**
 * Runs npm with its output on standard error.
 * @param {string[]} args
 * @returns {number | null} its exit code; null if it could not be run at all
 */
function npm(args) {
  // The npm that runs this script, without a shell; or `npm` from PATH if you run the script by hand.
  const cli = process.env.npm_execpath;
  const options = { cwd: root, stdio: /** @type {['ignore', number, number]} */ (['ignore', 2, 2]) };
  const ran = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return ran.status;
}

/** Installs what is missing. Resolves with false, with a message, if that fails. */
export async function ensureInstalled() {
  if (isInstalled()) return true;
  return exclusively(() => {
    if (isInstalled()) return true;
    process.stderr.write('Installing what Fuelgauge needs. This takes about half a minute.\n');
    // Not `npm ci`: it would first delete the Node that may be running this, and it rejects a lock file that was written
    // where a registry offered fewer platforms. `--no-save` leaves the lock file unchanged. `--include` and `--loglevel`
    // are needed because this npm inherits NODE_ENV=production and the `-s` of `npm run -s`.
    const status = npm([
      'install',
      '--no-save',
      '--include=dev',
      '--prefer-offline',
      '--loglevel=error',
      '--no-audit',
      '--no-fund',
    ]);
    if (status === 0 && isInstalled()) return true;
    const why =
      status === null
        ? 'npm could not be started'
        : status === 0
          ? 'npm succeeded but left packages out, such as the pinned Node (is ignore-scripts set?)'
          : `npm failed with exit code ${status}`;
    process.stderr.write(
      `The installation failed: ${why}. Check your network and the lines above, then run the same command again.\n`,
    );
    return false;
  });
}
