import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

// Puts the built command into out/command, as packages of the app bring it. A folder of its own, because electron-builder
// leaves out of the app what it is told to put beside it.

const root = join(import.meta.dirname, '..');
const staged = join(root, 'out', 'command');
/** The app's entry, and what reaches the system's keyring through a package that is not brought. */
const leftOut = ['index.js', 'keyring.js'];

rmSync(staged, { recursive: true, force: true });
cpSync(join(root, 'package.json'), join(staged, 'package.json'));
cpSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
cpSync(join(root, 'out', 'main'), join(staged, 'out', 'main'), {
  recursive: true,
  filter: (path) => !leftOut.includes(basename(path)),
});
cpSync(join(root, 'out', 'renderer'), join(staged, 'out', 'renderer'), { recursive: true });
