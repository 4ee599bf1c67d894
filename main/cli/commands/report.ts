import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerReport(program: Command, run: Run): void {
  program
    .command('report')
    .description('check an account once and show the exchange without your data, for an issue')
    .argument('<account>', 'id, label, provider/label, or provider')
    .option('--output <file>', 'save it there')
    .option('--yes', 'save it without asking; needed if there is no terminal to ask on')
    .addHelpText(
      'after',
      `
Every text and number of the answer is replaced, and so is your credential. You see all of it before it is saved.

Examples:
  fuelgauge report production
  fuelgauge report a1 --output report.md --yes`,
    )
    .action((account: string, options: { output?: string; yes?: boolean }) =>
      run(async () => (await import('../actions/report.ts')).reportAccount(account, options)),
    );
}
