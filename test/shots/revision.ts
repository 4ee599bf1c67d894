import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// Another revision of the app, checked out and built beside this one.

const root = join(import.meta.dirname, '..', '..');
// Within this checkout, so that its packages are found from there.
const tree = join(root, 'out', 'revision');

export interface Revision {
  /** Its built pages. */
  rendererDir: string;
  /** The names of the views that it knows; null: it has no list that can be read. */
  views: ReadonlySet<string> | null;
  remove(): void;
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

function runThere(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: tree, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${args[0]} ended with ${status} in ${tree}; the lines above say why.`);
}

function remove(): void {
  if (existsSync(tree)) git('worktree', 'remove', '--force', tree);
  git('worktree', 'prune');
}

/** Builds a revision, with this checkout's packages where it asks for the same ones. Throws where that fails. */
export async function buildRevision(name: string): Promise<Revision> {
  const commit = git('rev-parse', '--verify', '--end-of-options', `${name}^{commit}`).trim();
  remove();
  git('worktree', 'add', '--detach', tree, commit);
  try {
    process.stderr.write(`Building ${commit}.\n`);
    const hasOurPackages =
      readFileSync(join(tree, 'package-lock.json'), 'utf8') ===
      readFileSync(join(root, 'package-lock.json'), 'utf8');
    if (!hasOurPackages) runThere('scripts/prepare.mjs');
    const packages = join(hasOurPackages ? root : tree, 'node_modules');
    runThere(join(packages, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn');
    return { rendererDir: join(tree, 'out', 'renderer'), views: await viewsOf(), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const viewsSchema = z.object({ views: z.array(z.object({ name: z.string() })) });

async function viewsOf(): Promise<ReadonlySet<string> | null> {
  try {
    const { views } = viewsSchema.parse(await import(join(tree, 'test', 'shots', 'views.ts')));
    return new Set(views.map(({ name }) => name));
  } catch {
    return null;
  }
}

/** Whether two folders hold the same files. */
export const isSameBuild = (one: string, other: string): boolean => contentOf(one) === contentOf(other);

function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*', { cwd: folder }).sort())
    if (statSync(join(folder, file)).isFile())
      hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** The patterns in the trailers `Changes-picture:` of the commits since a revision. */
export const meantSince = (name: string): string[] =>
  git('log', '--format=%(trailers:key=Changes-picture,valueonly)', `${name}..HEAD`)
    .split(/\s+/)
    .filter((pattern) => pattern !== '');
