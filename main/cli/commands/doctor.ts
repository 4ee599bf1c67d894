import type { Command } from 'commander';
import type { Run } from './run.ts';

export function registerDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .description('look at everything that Fuelgauge needs, and say what is wrong and what to do')
    .option('--json', 'as JSON, for scripts')
    .option('--offline', 'do not look whether the providers can be reached')
    .addHelpText(
      'after',
      `
The program, the data folder, settings, history, keys, running processes, desktop, proxy, clock, and the providers’ hosts. Only
hosts of accounts that you have are contacted: each is asked for its front page, without a key. Nothing is changed, and no
key, password or home folder is printed.

Exit code 0: all is well, or is only to be watched. 1: there is a problem.

Examples:
  fuelgauge doctor
  fuelgauge doctor --offline --json | jq '.lines[] | select(.level != "ok")'`,
    )
    .action((options: { json?: boolean; offline?: boolean }) =>
      run(async () => (await import('../actions/doctor.ts')).runDoctor(options)),
    );
}
