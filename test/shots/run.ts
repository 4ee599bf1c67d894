import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.ts';
import { renewBaseline } from './baseline.ts';
import { type Camera, openCamera } from './camera.ts';
import { writeSheet } from './sheet.ts';
import { heldShots, type Shot, shotsOf } from './view.ts';
import { views } from './views.ts';

// `npm run shots [-- --out FOLDER] [-- --only NAME] [-- --baseline]`

const root = join(import.meta.dirname, '..', '..');
const usualFolder = join(root, 'out', 'shots');
const usage = 'Usage: npm run shots [-- --out FOLDER] [-- --only NAME] [-- --baseline]\n';

function options() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string', default: usualFolder },
        only: { type: 'string', default: '' },
        baseline: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    return null;
  }
}

/** So many pages at once: while one is drawn, another loads. */
const lanes = 2;

/** Takes pictures; what could not be taken, or made the browser complain, is told at the end. */
async function takeAll(camera: Camera, shots: readonly Shot[], keep: (shot: Shot, png: Buffer) => void) {
  const failed = new Map<string, string>();
  const complaints: string[] = [];
  const left = shots.entries();
  const lane = async () => {
    for (const [at, shot] of left) {
      process.stderr.write(`${at + 1}/${shots.length} ${shot.name}\n`);
      try {
        const { png, problems } = await camera.take(shot);
        keep(shot, png);
        complaints.push(...problems.map((problem) => `${shot.name}: the browser says: ${problem}`));
      } catch (error) {
        failed.set(shot.name, error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { failed, complaints };
}

async function run(): Promise<number> {
  const wanted = options();
  if (wanted === null) {
    process.stderr.write(usage);
    return 2;
  }
  if (!(await ensureBuilt())) return 3;
  const folder = resolve(wanted.out);
  const shots = (wanted.baseline ? heldShots(views) : views.flatMap(shotsOf)).filter(({ name }) =>
    name.includes(wanted.only),
  );
  if (shots.length === 0) {
    process.stderr.write(`No picture has “${wanted.only}” in its name.\n`);
    return 2;
  }
  const camera = await openCamera();
  try {
    const taken = new Map<Shot, Buffer>();
    // A folder of the person's own may hold more than pictures.
    if (folder === usualFolder && wanted.only === '' && !wanted.baseline)
      rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { failed, complaints } = await takeAll(camera, shots, (shot, png) => {
      if (wanted.baseline) taken.set(shot, png);
      else writeFileSync(join(folder, `${shot.name}.png`), png);
    });
    for (const line of [...failed.values(), ...complaints]) process.stderr.write(`${line}\n`);
    if (wanted.baseline && failed.size === 0) {
      process.stdout.write(`${await renewBaseline(camera, taken, wanted.only === '')}\n`);
    } else if (!wanted.baseline) {
      writeSheet(folder, shots, failed);
      process.stdout.write(`${shots.length - failed.size} pictures in ${folder}; index.html shows all.\n`);
    }
    return failed.size === 0 ? 0 : 1;
  } finally {
    await camera.close();
  }
}

process.exitCode = await run();
