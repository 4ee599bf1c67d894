import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Draws the icons that packages need, once before all packaging tests, as `npm run icons` does. */
export default function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/icons.ts')]);
}
