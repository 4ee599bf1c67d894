import type { Command } from 'commander';
import type { EstimateOptions } from '../input/estimate.ts';
import type { Run } from './run.ts';

/** What a planned job costs, and whether the balance covers it. */
export function registerEstimate(program: Command, run: Run): void {
  program
    .command('estimate')
    .description('what a planned job costs, and whether the balance covers it')
    .option('--account <account>', 'the account that pays: id or label')
    .option('--provider <provider>', 'or a provider: the best of its accounts is looked for')
    .option('--operation <operation>', 'what is done, such as fetch')
    .option('--count <number>', 'how many times')
    .option('--credits <amount>', 'the price of one call, instead of an operation')
    .option('--option <name=value...>', 'how it is done, such as renderJs=no; may be repeated')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
With a provider or an account alone, its operations and options are listed. What is not known makes the answer a range.
The answer goes by the likely cost. Exit code 0: it can be done now. 1: too little is left, or a cap stops it. 4: not known.

Examples:
  fuelgauge estimate --provider scrapio
  fuelgauge estimate --provider scrapio --operation fetch --count 2000 --option renderJs=no
  fuelgauge estimate --account production --count 1,000 --credits 0.5`,
    )
    .action((options: EstimateOptions) =>
      run(async () => (await import('../actions/estimate.ts')).estimateJob(options)),
    );
}
