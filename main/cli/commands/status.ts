import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerStatus(program: Command, run: Run): void {
  program
    .command('status')
    .description('show every account with its pools, caps and alerts, most urgent first')
    .option('--json', 'as JSON, for scripts')
    .option('--refresh', 'poll the providers first, within their rate limits')
    .addHelpText(
      'after',
      `
Exit code 3: some accounts could not be read; what is known about them is still printed.

Examples:
  fuelgauge status --refresh
  fuelgauge status --json | jq '.accounts[] | {label, left: .pools[0].remaining}'`,
    )
    .action((options: { json?: boolean; refresh?: boolean }) =>
      run(async () => (await import('../actions/status.ts')).showStatus(options)),
    );
}
