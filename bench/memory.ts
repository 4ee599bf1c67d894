import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { report } from './report.ts';

/** The engine's resident memory with 50 accounts and a year of history, against bare Node, each in its own process. */
export function memory(): void {
  const run = (mode: string) =>
    Number(
      execFileSync(process.execPath, [join(import.meta.dirname, 'memory-process.ts'), mode], {
        encoding: 'utf8',
      }),
    );
  report(
    'engine memory, 50 accounts and a year of history, against bare Node',
    run('engine') / run('bare'),
    '×',
    1.5,
  );
}
