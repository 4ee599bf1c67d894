import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { ensureBuilt } from '../../scripts/build.ts';
import { openCamera } from './camera.ts';
import type { Shot, Size, Theme } from './view.ts';
import { accountViews } from './views-account.ts';

// `node test/shots/readme.ts` draws the README's pictures from the demo. Make them small afterwards, with pngquant for example.

const docs = join(import.meta.dirname, '..', '..', 'docs');
/** Pixels between the two popovers, and above and below them. */
const gap = 56;
const edge = 4;

const shot = (path: Shot['view']['path'], size: Size, theme: Theme): Shot => ({
  name: `readme-${size}-${theme}`,
  // The popover as browser mode shows it, with its frame on a ground.
  view: { name: 'readme', window: 'dashboard', windowOnly: true, ...(path !== undefined && { path }) },
  size,
  theme,
});

function sideBySide(left: PNG, right: PNG): PNG {
  const both = new PNG({ width: left.width + gap + right.width, height: left.height + 2 * edge });
  PNG.bitblt(left, both, 0, 0, left.width, left.height, 0, edge);
  PNG.bitblt(right, both, 0, 0, right.width, right.height, left.width + gap, edge);
  return both;
}

async function draw(): Promise<void> {
  const camera = await openCamera();
  try {
    const take = async (...of: Parameters<typeof shot>) => (await camera.take(shot(...of))).png;
    const account = accountViews.find(({ name }) => name === 'account-crustdata');
    writeFileSync(join(docs, 'overview-light.png'), await take('#/', 'readme', 'light'));
    writeFileSync(join(docs, 'account-light.png'), await take(account?.path, 'readme', 'light'));
    const light = PNG.sync.read(await take('popover.html', 'readme-popover', 'light'));
    const dark = PNG.sync.read(await take('popover.html', 'readme-popover', 'dark'));
    writeFileSync(join(docs, 'popover.png'), PNG.sync.write(sideBySide(light, dark)));
  } finally {
    await camera.close();
  }
}

if (await ensureBuilt()) await draw();
else process.exitCode = 3;
