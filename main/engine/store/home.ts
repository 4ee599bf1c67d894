import { chmodSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { checkWritable, ioReason, isTrusted, removeLeftOvers } from './files.ts';

export { dataFolder } from './data-folder.ts';

/**
 * Creates a data folder that only its owner can use, narrows the rights of one that others can use too, and checks that it
 * is writable. Refuses the folder of another user, and one behind a link of theirs. Returns its path.
 */
export function prepareHome(folder: string): Result<string, CommandError> {
  try {
    const link = withParents(folder).find(isLinkOfAnother);
    if (link === undefined) makeFolder(folder);
    const foreign =
      link === undefined ? whyForeign(folder) : `is reached by a link of another user (${link}).`;
    if (foreign !== null)
      return refused(`${folder} ${foreign} Choose a folder of your own with FUELGAUGE_HOME.`);
    checkWritable(folder);
    removeLeftOvers(folder);
    return ok(folder);
  } catch (error) {
    return refused(
      `Cannot write to the data folder ${folder}: ${ioReason(error)}. Choose another one with FUELGAUGE_HOME.`,
    );
  }
}

const refused = (message: string) => fail<CommandError>({ kind: 'not-writable', message });

/** `/tmp` and its like: made for everyone. Narrowing its rights would take it away from all others. */
const stickyBit = 0o1000;

/**
 * Why others could replace files in this folder, as a sentence; null: they cannot. Windows has no such rights. Whoever owns a
 * folder above it is trusted: it was made there. If everyone can rename things there (a volume of Kubernetes), they can put
 * a folder of theirs in its place, and that is refused here, or its files are where they are opened.
 */
function whyForeign(folder: string): string | null {
  const self = process.getuid?.();
  if (self === undefined) return null;
  const { uid, mode } = statSync(folder);
  if ((mode & stickyBit) !== 0 && (mode & 0o022) !== 0) return 'is shared with other users of this computer.';
  if (uid === self) {
    // Not on a disk without rights, such as FAT. There the disk's owner decides.
    if ((mode & 0o077) !== 0) narrow(folder);
    return null;
  }
  // Not even for the superuser: the owner could have it run a command, by a channel in the settings.
  if (uid !== 0)
    return `belongs to another user of this computer (user id ${uid}). ${
      self === 0 ? `Run Fuelgauge as that user (in Docker: --user ${uid}), or make the folder yours.` : ''
    }`.trim();
  // A group may: the superuser made the folder for it (a volume of Kubernetes with `fsGroup`).
  return (mode & 0o002) === 0 ? null : 'can be changed by every user of this computer.';
}

/** They could let it lead elsewhere at any time. */
function isLinkOfAnother(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() === true && !isTrusted(stat.uid);
}

function withParents(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...withParents(parent), folder];
}

function narrow(folder: string): void {
  try {
    chmodSync(folder, 0o700);
  } catch {}
}

/** Makes a folder that was deleted while Fuelgauge was running. If that fails, the next use of it says why. */
export function remakeFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch {}
}

/** Creates a folder and its parents. Not with mkdir's own recursion, which never ends under /proc (Node 24). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
