import { type Command, Option } from 'commander';
import { clearable, type EditOptions, type GrantOptions } from '../input/facts.ts';
import type { Run } from './run.ts';

const datesHelp = `
A date is 2026-12-14, its first moment in UTC, or an instant with its zone: 2026-12-14T09:00:00+01:00.`;

/** What the provider's endpoint does not say, and the person does. */
export function registerFacts(program: Command, run: Run): void {
  declareEdit(program, run);
  declareGrant(program, run);
}

function declareEdit(program: Command, run: Run): void {
  program
    .command('edit')
    .description('rename, pause, or enter what the provider does not say')
    .argument('<account>', 'id or label')
    .option('--label <label>', 'a new name')
    .option('--plan <plan>', 'id or name of a plan that `fuelgauge providers --json` lists')
    .option('--cycle-start <date>', 'the day on which any one cycle began')
    .option('--refill <amount>', 'what each cycle brings')
    .option('--rollover <rule>', 'unused credits at a refill: all, none, or the most that is carried over')
    .option('--clear <facts>', `take facts back, separated by commas: ${clearable.join(', ')}`)
    .addOption(new Option('--pause', 'stop asking').conflicts('resume'))
    .option('--resume', 'go on asking')
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge edit production --plan starter --cycle-start 2026-11-14
  fuelgauge edit a2 --refill 25000 --rollover none
  fuelgauge edit a2 --clear plan,cycle-start`,
    )
    .action((reference: string, options: EditOptions) =>
      run(async () => (await import('../actions/facts.ts')).editAccount(reference, options)),
    );
}

function declareGrant(program: Command, run: Run): void {
  program
    .command('grant')
    .description('enter a top-up, package or promotion')
    .argument('<account>', 'id or label')
    .argument('<amount>', 'how much was granted, such as 1200')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['topup', 'package', 'promotion']).default('topup'),
    )
    .option('--at <time>', 'when it was granted; now if not given')
    .option('--expires <time>', 'when it lapses, or “never”; if not given, as the provider states')
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge grant production 1,200 --at 2026-11-03
  fuelgauge grant a2 500 --kind promotion --expires 2026-12-31`,
    )
    .action((reference: string, written: string, options: GrantOptions) =>
      run(async () => (await import('../actions/facts.ts')).addGrant(reference, written, options)),
    );
}
