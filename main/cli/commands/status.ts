import type { Command } from 'commander';
import type { StatusOptions } from '../input/status.ts';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

export function registerStatus(program: Command, run: Run): void {
  program
    .command('status')
    .description('show your accounts with their pools, caps and alerts, most urgent first')
    .argument('[accounts...]', 'only these: ids, labels or provider/label')
    .option('--provider <provider>', 'only those at this provider (may be repeated)', collect)
    .option('--tag <tag>', 'only those with this tag (may be repeated)', collect)
    .option('--problems', 'only those that need attention')
    .option('--sort <order>', 'by urgency (default), name, provider, left or runs-out')
    .option('--full', 'every detail; beyond 20 accounts, a terminal gets one line each')
    .option('--json', 'as JSON, for scripts')
    .option('--line', 'in one line, for a prompt')
    .option(
      '--format <format>',
      'for a bar: line, json-line, waybar, i3blocks, xbar, swiftbar, tmux or starship',
    )
    .option('--watch', 'show it anew whenever it changes, until you stop it')
    .option('--refresh', 'poll the providers first, within their rate limits')
    .addHelpText(
      'after',
      `
Without --refresh, nothing is asked: what is shown was read last.

--watch follows the data folder, in which the app, browser mode or another command writes; by itself it polls nothing. With
--json or a format for bars it prints one line for each change.

Exit code 3: some accounts could not be read; what is known about them is still printed. Bars that would then show nothing
(all formats but line and json-line) get 0.

Examples:
  fuelgauge status --refresh
  fuelgauge status --problems --sort runs-out
  fuelgauge status production --line
  fuelgauge status --format waybar --tag client --watch
  fuelgauge status --json | jq '.accounts[] | {label, left: .pools[0].remaining}'`,
    )
    .action((accounts: string[], options: StatusOptions) =>
      run(async () => (await import('../actions/status.ts')).showStatus(accounts, options)),
    );
}
