import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFacts, differenceOf, whyIncomparable } from './baseline.ts';
import { type Camera, openCamera } from './camera.ts';
import { heldShots, shotsOf } from './view.ts';
import { views } from './views.ts';

// Holds the most telling pictures against the committed ones. On another browser or with other fonts every picture differs:
// then nothing is compared, which is said loudly, and fails where CI_VISUAL is set.

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'out', 'shots', 'diff');

let camera: Camera;
let why: string | null = null;

beforeAll(async () => {
  camera = await openCamera();
  why = whyIncomparable(await browserFacts(camera.browser));
  if (why === null) return;
  const said = `The pages are NOT compared with their pictures. ${why}`;
  if (process.env.CI_VISUAL) throw new Error(said);
  process.stderr.write(`\n*** ${said} ***\n\n`);
});
afterAll(() => camera?.close());

describe('the list of views', () => {
  it('has no name twice, for pictures would overwrite each other', () => {
    const names = views.flatMap(shotsOf).map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('holds only pictures that are taken', () => {
    const wanted = views.flatMap(({ name, held = [] }) => held.map((look) => `${name}.${look}`));
    expect(heldShots(views).map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
  });
});

describe('the page looks as in its committed picture', () => {
  it.for(heldShots(views))('$name', async (shot, { skip }) => {
    skip(why !== null, why ?? '');
    const { png, problems } = await camera.take(shot);
    expect(problems).toEqual([]);
    const difference = differenceOf(shot.name, png);
    if (difference === null)
      throw new Error(`No picture of ${shot.name} is committed. “npm run shots -- --baseline” makes it.`);
    const kept = [join(folder, `${shot.name}.png`), join(folder, `${shot.name}.now.png`)] as const;
    for (const file of kept) rmSync(file, { force: true });
    if (!difference.isTooMuch) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(kept[1], png);
    if (difference.picture) writeFileSync(kept[0], difference.picture);
    throw new Error(`${difference.words} See ${kept[difference.picture ? 0 : 1]}.`);
  });
});
