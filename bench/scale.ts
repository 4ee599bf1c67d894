import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { report } from './report.ts';
import type { Cost } from './scale-process.ts';

const sizes = [5, 50, 500, 5000] as const;
/** What an account may cost of 5,000, against what it costs of 500: linear growth, and some for the memory's caches. */
const growth = 1.5;

/** What the engine costs with 5 to 5,000 accounts, each in its own process: a table, and that nothing grows faster than they do. */
export function scale(): void {
  const costs = new Map(sizes.map((accounts) => [accounts, costOf(accounts)]));
  row('accounts', 'poll, ms', 'state, ms', 'push, ms', 'heap, MB');
  for (const [accounts, { poll, state, push, heap }] of costs) {
    const times = [poll, state, push].map((ms) => ms.toPrecision(3));
    row(String(accounts), ...times, (heap / 1e6).toFixed(1));
  }
  const [few, many] = [costs.get(500), costs.get(5000)];
  if (few === undefined || many === undefined) return;
  const grown = (part: keyof Cost) => many[part] / 5000 / (few[part] / 500);
  report('CPU time of a poll, for each account of 5,000 against 500', grown('poll'), '×', growth);
  report('CPU time of deriving the state, likewise', grown('state'), '×', growth);
  report('CPU time of a push of one changed account, likewise', grown('push'), '×', growth);
  report('memory that the engine holds, likewise', grown('heap'), '×', growth);
}

function row(...cells: string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(13)).join('')}\n`);
}

const costOf = (accounts: number): Cost =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--expose-gc', join(import.meta.dirname, 'scale-process.ts'), String(accounts)],
      { encoding: 'utf8' },
    ),
  );
