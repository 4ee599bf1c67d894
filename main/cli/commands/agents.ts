import type { Command } from 'commander';
import type { Run } from './run.ts';

/** For programs that work on your behalf. */
export function registerAgents(program: Command, run: Run): void {
  program
    .command('mcp')
    .description('answer an agent: a Model Context Protocol server on standard input and output')
    .addHelpText(
      'after',
      `
Your agent starts it; you enter it in the agent’s configuration (docs/agents.md). Its tools tell balances, forecasts, whether
there is enough for a job, what a job costs, what lapses and what was spent, all from the last readings. They change
nothing, ask no provider and reveal no key, and need no passphrase. It ends when its input ends.

Examples:
  claude mcp add fuelgauge -- fuelgauge mcp
  codex mcp add fuelgauge -- fuelgauge mcp`,
    )
    .action(() => run(async () => (await import('../actions/mcp.ts')).runMcp()));
}
