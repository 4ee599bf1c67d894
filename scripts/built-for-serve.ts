// Loaded before the command line in a checkout (`npm run fuelgauge`): `serve` hands out the built renderer, every
// other command runs from source as it is.
import { ensureBuilt } from './build.ts';
import { endWithParent } from './end-with-parent.ts';

if (process.argv[2] === 'serve') {
  if (!(await ensureBuilt())) process.exit(1);
  endWithParent();
}
