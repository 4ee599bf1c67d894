import { type Command, Option } from 'commander';
import type { TokenOptions } from '../actions/token.ts';
import type { Run } from './run.ts';

/** The tokens of scripts. */
export function registerToken(program: Command, run: Run): void {
  const others = ['read', 'calendar', 'label'];
  program
    .command('token')
    .description('make a bearer token for scripts, list the tokens, or revoke one')
    .addOption(new Option('--read', 'a token that reads /v1/… and /metrics').conflicts('calendar'))
    .option('--calendar', 'the address of the calendar, with a token that reads nothing else')
    .option('--label <name>', 'with --read or --calendar: its name (default: read, calendar)')
    .addOption(
      new Option('--list', 'show what tokens there are, and when each was last used').conflicts(others),
    )
    .option('--json', 'with --list: as JSON, for scripts')
    .addOption(
      new Option('--revoke <name>', 'the token of this name lets nobody in any more').conflicts([
        ...others,
        'list',
      ]),
    )
    .addHelpText(
      'after',
      `
Without an option it makes a token for POST /v1/usage, which replaces the old one. Each token is printed once and stored
only as a hash. Browser mode answers on the port it prints; the desktop app answers once you turn that on in its settings.

Examples:
  fuelgauge token --read --label grafana
  curl http://127.0.0.1:47615/v1/status -H "Authorization: Bearer $(cat token.txt)"
  fuelgauge token --list
  fuelgauge token --revoke grafana`,
    )
    .action((options: TokenOptions) =>
      run(async () => (await import('../actions/token.ts')).manageTokens(options)),
    );
}
