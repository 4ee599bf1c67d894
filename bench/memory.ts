import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { report } from './report.ts';

/** What a process holds besides bare Node once it has loaded one of these, alone. */
const parts: Record<string, string> = {
  zod: "await import('zod')",
  'conf with its validator': "await import('conf')",
  pino: "await import('pino')",
  age: "await import('age-encryption')",
  'the undici of Node': 'new Headers()',
  'the package undici': "await import('undici')",
  'hono, tRPC and the undici of Node':
    "await import('@hono/node-server'); await import('@trpc/server/adapters/fetch'); await import('hono')",
  SQLite: "new (await import('node:sqlite')).DatabaseSync(':memory:')",
  'formats of dates and numbers':
    "new Intl.NumberFormat('en').format(1); new Intl.DateTimeFormat('en').format(1)",
};

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
    1.8,
  );
  const holds = (code: string) =>
    Number(
      execFileSync(
        process.execPath,
        ['--input-type=module', '-e', `${code}; console.log(process.memoryUsage.rss())`],
        { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' },
      ),
    );
  const bare = holds('');
  for (const [name, code] of Object.entries(parts))
    report(`memory of ${name}, besides bare Node`, (holds(code) - bare) / 2 ** 20, 'MB');
}
