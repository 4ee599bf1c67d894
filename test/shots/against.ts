import { writeFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { rendererFolder } from '../../main/server/server.ts';
import { type Camera, openCamera } from './camera.ts';
import { forEachShot } from './each-shot.ts';
import { buildRevision, isSameBuild, meantSince, type Revision } from './revision.ts';
import { type Compared, pictureFiles, writeComparison } from './sheet.ts';
import type { Shot } from './view.ts';
import { views } from './views.ts';

/**
 * Draws the same views of this checkout and of another revision, with one browser and this checkout's engine, and compares
 * pixels. Gives an exit code: 1 where a view looks different and no commit since says that it is meant.
 */
export async function compareWith(name: string, shots: readonly Shot[], folder: string): Promise<number> {
  const meant = meantSince(name);
  const revision = await buildRevision(name);
  try {
    if (isSameBuild(rendererFolder(), revision.rendererDir)) {
      process.stdout.write(`The pages are those of ${name}, byte for byte.\n`);
      return 0;
    }
    const compared = await compareAll(shots, revision, folder);
    const isMeant = ({ name: shot }: Compared) => meant.some((pattern) => matchesGlob(shot, pattern));
    const changed = compared.filter(({ kind }) => kind === 'changed');
    const unmeant = changed.filter((one) => !isMeant(one));
    writeComparison(folder, name, compared);
    for (const one of compared)
      if (one.kind !== 'same')
        process.stdout.write(`${one.name}: ${one.words}${isMeant(one) ? ' This is meant.' : ''}\n`);
    const gone = [...(revision.views ?? [])].filter((view) => !views.some((here) => here.name === view));
    if (gone.length > 0) process.stdout.write(`Only in ${name}: ${gone.join(', ')}\n`);
    process.stdout.write(
      `${compared.length} views, ${changed.length} changed, ${unmeant.length} of them not meant. See ${join(folder, 'index.html')}.\n`,
    );
    return unmeant.length === 0 && compared.every(({ kind }) => kind !== 'failed') ? 0 : 1;
  } finally {
    revision.remove();
  }
}

async function compareAll(shots: readonly Shot[], revision: Revision, folder: string): Promise<Compared[]> {
  const here = await openCamera();
  const there = await openCamera({ rendererDir: revision.rendererDir });
  try {
    const compared: Compared[] = [];
    const failed = await forEachShot(shots, async (shot) => {
      const { png } = await here.take(shot);
      const isNew = revision.views !== null && !revision.views.has(shot.view.name);
      compared.push(
        isNew ? { name: shot.name, kind: 'new', words: 'is new.' } : await compare(there, shot, png, folder),
      );
    });
    for (const [name, words] of failed) compared.push({ name, kind: 'failed', words });
    return compared.sort((a, b) => a.name.localeCompare(b.name));
  } finally {
    await here.close();
    await there.close();
  }
}

async function compare(there: Camera, shot: Shot, after: Buffer, folder: string): Promise<Compared> {
  const { name } = shot;
  let before: Buffer;
  try {
    before = (await there.take(shot)).png;
  } catch (error) {
    // Its pages need not understand the states of today.
    return {
      name,
      kind: 'unfit',
      words: `cannot be drawn there. ${error instanceof Error ? error.message : error}`,
    };
  }
  const difference = differenceOf(before, after);
  if (difference === null) return { name, kind: 'same', words: '' };
  const files = pictureFiles(name);
  writeFileSync(join(folder, files.before), before);
  writeFileSync(join(folder, files.after), after);
  if (difference.picture) writeFileSync(join(folder, files.diff), difference.picture);
  return { name, kind: 'changed', words: difference.words };
}

/** Of 0 to 1 for each pixel; letters that are smoothed otherwise do not count. */
const threshold = 0.1;

/** What differs as a picture, in red, where the sizes are the same; null: nothing does. */
function differenceOf(before: Buffer, after: Buffer): { picture: Buffer | null; words: string } | null {
  if (before.equals(after)) return null;
  const [was, is] = [PNG.sync.read(before), PNG.sync.read(after)];
  const { width, height } = is;
  if (was.width !== width || was.height !== height)
    return { picture: null, words: `was ${was.width} × ${was.height} and is ${width} × ${height}.` };
  const drawn = new PNG({ width, height });
  const count = pixelmatch(was.data, is.data, drawn.data, width, height, { threshold });
  return count === 0 ? null : { picture: PNG.sync.write(drawn), words: `differs in ${count} pixels.` };
}
