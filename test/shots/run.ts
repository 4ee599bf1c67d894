import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.ts';
import { compareWith } from './against.ts';
import { openCamera } from './camera.ts';
import { forEachShot } from './each-shot.ts';
import { renewHeld } from './held.ts';
import type { Part } from './parts.ts';
import { writeSheet } from './sheet.ts';
import { heldShots, type Shot, shotsOf } from './view.ts';
import { views } from './views.ts';

const usualFolder = join(import.meta.dirname, '..', '..', 'out', 'shots');
const usage = 'Usage: npm run shots [-- --only NAME] [-- --out FOLDER] [-- --hold | --against REVISION]\n';

function options() {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string', default: usualFolder },
        only: { type: 'string', default: '' },
        hold: { type: 'boolean', default: false },
        against: { type: 'string' },
      },
    });
    return values.hold && values.against !== undefined ? null : values;
  } catch {
    return null;
  }
}

/** Renews the committed parts. */
async function hold(shots: readonly Shot[], all: boolean): Promise<number> {
  const camera = await openCamera();
  try {
    const measured = new Map<string, Part[]>();
    const failed = await forEachShot(shots, async (shot) => {
      measured.set(shot.name, (await camera.measure(shot)).parts);
    });
    for (const line of failed.values()) process.stderr.write(`${line}\n`);
    if (failed.size > 0) return 1;
    process.stdout.write(`${renewHeld(measured, all)}\n`);
    return 0;
  } finally {
    await camera.close();
  }
}

/** Draws pictures; what could not be drawn, or made the browser complain, is told at the end. */
async function draw(shots: readonly Shot[], folder: string): Promise<number> {
  const camera = await openCamera();
  try {
    const complaints: string[] = [];
    const failed = await forEachShot(shots, async (shot) => {
      const { png, problems } = await camera.take(shot);
      writeFileSync(join(folder, `${shot.name}.png`), png);
      complaints.push(...problems.map((problem) => `${shot.name}: the browser says: ${problem}`));
    });
    for (const line of [...failed.values(), ...complaints]) process.stderr.write(`${line}\n`);
    writeSheet(folder, shots, failed);
    process.stdout.write(`${shots.length - failed.size} pictures in ${folder}; index.html shows all.\n`);
    return failed.size === 0 ? 0 : 1;
  } finally {
    await camera.close();
  }
}

async function run(): Promise<number> {
  const wanted = options();
  if (wanted === null) {
    process.stderr.write(usage);
    return 2;
  }
  if (!(await ensureBuilt())) return 3;
  const shots = (wanted.hold ? heldShots(views) : views.flatMap(shotsOf)).filter(({ name }) =>
    name.includes(wanted.only),
  );
  if (shots.length === 0) {
    process.stderr.write(`No picture has “${wanted.only}” in its name.\n`);
    return 2;
  }
  if (wanted.hold) return hold(shots, wanted.only === '');
  const folder = resolve(wanted.out);
  // A folder of yours may contain more than pictures.
  if (folder === usualFolder && wanted.only === '') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return wanted.against === undefined ? draw(shots, folder) : compareWith(wanted.against, shots, folder);
}

process.exitCode = await run();
