// Loaded before the command line in a checkout (`npm run fuelgauge`): `serve` needs the built renderer, all other commands
// run straight from source.
import { ensureBuilt } from './build.ts';
import { endWithParent } from './end-with-parent.ts';

if (process.argv[2] === 'serve') {
  if (!(await ensureBuilt())) process.exit(1);
  endWithParent();
}
