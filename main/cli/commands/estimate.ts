import type { Command } from 'commander';
import type { EstimateOptions } from '../input/estimate.ts';
import type { Run } from './run.ts';

/** What a planned job costs, and whether the balance covers it. */
export function registerEstimate(program: Command, run: Run): void {
  program
    .command('estimate')
    .description('estimate what a planned job costs, and whether the balance covers it')
    .option('--account <account>', 'the account that pays: id, label, provider/label, or provider')
    .option('--provider <provider>', 'or a provider, to use the best of its accounts')
    .option('--operation <operation>', 'what the job does, such as fetch')
    .option('--count <number>', 'how many times')
    .option('--credits <amount>', 'the price of one call, instead of an operation')
    .option('--option <name=value...>', 'an option of the operation, such as renderJs=no; can be repeated')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
With only a provider or an account, it lists the operations and their options. Anything unknown turns the cost into a
range; the exit code follows the likely cost. 0: you can run it now. 1: too little is left, or a cap stops it. 4: unknown.

Examples:
  fuelgauge estimate --provider scrapio
  fuelgauge estimate --provider scrapio --operation fetch --count 2000 --option renderJs=no
  fuelgauge estimate --account production --count 1,000 --credits 0.5`,
    )
    .action((options: EstimateOptions) =>
      run(async () => (await import('../actions/estimate.ts')).estimateJob(options)),
    );
}
