import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes what packages need beside the build, once before all packaging tests, as `npm run package` does. */
export default function setup(): void {
  for (const script of ['icons.ts', 'stage-command.ts'])
    execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts', script)]);
}
