// Loaded before the command line in a checkout (`npm run fuelgauge`): `serve` hands out the built renderer, every
// other command runs from source as it is.
import { ensureBuilt } from './build.ts';

if (process.argv[2] === 'serve' && !(await ensureBuilt())) process.exit(1);
