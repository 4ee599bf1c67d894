import { type Command, Option } from 'commander';
import type { AlertsOptions, SnoozeOptions } from '../input/alerts.ts';
import type { UntilOptions } from '../input/until.ts';
import type { Run } from './run.ts';

const account = 'id, label, provider/label, or provider';
const named = 'as `fuelgauge alerts` lists it, or ACCOUNT/KIND, or an account with all of its alerts';
const spanHelp = 'such as 90m, 1h, 2d, 1w, or tomorrow (09:00 where you are)';
const untilHelp = 'a day or a time where you are (2026-12-14, 09:00), or an instant with its zone';

/** Alerts: what holds now, what there was, and what you do about it. */
export function registerAlerts(program: Command, run: Run): void {
  const alerts = program
    .command('alerts')
    .description('list the active alerts; acknowledge or snooze them, mute an account')
    .enablePositionalOptions()
    .argument('[account]', account)
    .option('--all', 'those that have ended, too')
    .option('--since <date>', 'with --all: that began on this day or later')
    .option('--kind <kind>', 'only this kind, such as low')
    .option('--limit <count>', 'with --all: at most so many that have ended (default: 50)')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
An alert is raised by the app while it runs (\`fuelgauge serve\`, or the desktop app). What you do here, it knows at once.

Examples:
  fuelgauge alerts
  fuelgauge alerts production --all --since 2026-11-01
  fuelgauge alerts seen a1/low
  fuelgauge alerts snooze production --for tomorrow
  fuelgauge alerts mute production --for week`,
    )
    .action((reference: string | undefined, options: AlertsOptions) =>
      run(async () => (await import('../actions/alerts.ts')).listAlerts(reference, options)),
    );
  alerts
    .command('seen')
    .description('acknowledge alerts: you hear again only if they get worse')
    .argument('[alert...]', named)
    .option('--all', 'all that are active')
    .action((names: string[], options: { all?: boolean }) =>
      run(async () => (await import('../actions/alerts.ts')).acknowledgeAlerts(names, options)),
    );
  alerts
    .command('snooze')
    .description('hold back the notifications about alerts for a while')
    .argument('<alert...>', named)
    .option('--for <span>', spanHelp)
    .option('--until <time>', untilHelp)
    .option('--off', 'end the snooze')
    .action((names: string[], options: SnoozeOptions) =>
      run(async () => (await import('../actions/alerts.ts')).snoozeAlerts(names, options)),
    );
  alerts
    .command('mute')
    .description('send no notifications about an account or a budget')
    .argument('<account>', `${account}; or the id of a budget`)
    .option('--for <span>', spanHelp)
    .option('--until <time>', untilHelp)
    .addOption(new Option('--forever', 'for good'))
    .action((reference: string, options: UntilOptions) =>
      run(async () => (await import('../actions/alerts.ts')).mute(reference, options)),
    );
  alerts
    .command('unmute')
    .description('send notifications about it again')
    .argument('<account>', `${account}; or the id of a budget`)
    .action((reference: string) => run(async () => (await import('../actions/alerts.ts')).unmute(reference)));
}
