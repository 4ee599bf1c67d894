import { type Command, Option } from 'commander';
import type { TimelineOptions } from '../actions/timeline.ts';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

export function registerTimeline(program: Command, run: Run): void {
  program
    .command('timeline')
    .description('show what is ahead: run-outs, expiries of credits and keys, refills and cap resets')
    .argument('[account...]', 'ids, labels, provider/label, or providers (default: all)')
    .option('--days <count>', 'how far to look ahead (default: 60)')
    .option('--kind <kind>', 'run-out, expiry, key-expiry, refill or cap-reset (once for each)', collect)
    .addOption(new Option('--ics', 'as a calendar file').conflicts('json'))
    .option('--reminders', 'with --ics: a day before a run-out may come, or credits or a key expire')
    .option('--output <file>', 'with --ics: save it there')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
Import a newer calendar file, and your calendar moves the events that it already has.

Examples:
  fuelgauge timeline
  fuelgauge timeline production --kind run-out --kind expiry
  fuelgauge timeline --ics --output fuelgauge.ics`,
    )
    .action((references: string[], options: TimelineOptions) =>
      run(async () => (await import('../actions/timeline.ts')).showTimeline(references, options)),
    );
}
