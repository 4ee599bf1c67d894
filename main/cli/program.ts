import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { Cancelled } from './cancelled.ts';
import { registerAccounts } from './commands/accounts.ts';
import { registerAgents } from './commands/agents.ts';
import { registerAlerts } from './commands/alerts.ts';
import { registerBackup } from './commands/backup.ts';
import { registerCare } from './commands/care.ts';
import { registerCatalogue } from './commands/catalogue.ts';
import { registerChannels } from './commands/channels.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEstimate } from './commands/estimate.ts';
import { registerFacts } from './commands/facts.ts';
import { registerForecast } from './commands/forecast.ts';
import { registerImport } from './commands/import.ts';
import { registerMoney } from './commands/money.ts';
import { registerOwnProviders } from './commands/own-providers.ts';
import { registerPassphrase } from './commands/passphrase.ts';
import { registerRemoval } from './commands/removal.ts';
import { registerReport } from './commands/report.ts';
import { registerRules } from './commands/rules.ts';
import type { Run } from './commands/run.ts';
import { registerSchema } from './commands/schema.ts';
import { registerServing } from './commands/serving.ts';
import { registerStatus } from './commands/status.ts';
import { registerTimeline } from './commands/timeline.ts';
import { registerToken } from './commands/token.ts';
import { registerUse } from './commands/use.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

const generalHelp = `
ACCOUNT is an id, an unambiguous label, provider/label, or a provider with one
account. Write amounts as 1200, 1,200 or 0.5.

Exit codes:
  0   done
  1   the answer is no
  2   wrong usage
  3   some accounts failed
  4   unknown
  70  a bug in Fuelgauge

Environment:
  FUELGAUGE_HOME                 the data folder
  FUELGAUGE_PASSPHRASE           opens your encrypted credentials without a prompt
  FUELGAUGE_PASSPHRASE_FILE      a file with the passphrase that only you can read
  FUELGAUGE_SIGN_IN_TOKEN_FILE   a file with a token that signs browsers in at every start
  FUELGAUGE_EXPORT_PASSPHRASE    the passphrase of an encrypted backup
  FUELGAUGE_ENDPOINT_<PROVIDER>  http://127.0.0.1:PORT to use in place of a provider, for tests

Examples:
  fuelgauge add scraperapi --label production < key.txt
  fuelgauge status --refresh
  fuelgauge check production --need 5000 && ./run-batch.sh`;

/** All commands. `run` carries one out. */
export function commandTree(run: Run): Command {
  const program = new Command('fuelgauge')
    .description(packageJson.description)
    .version(packageJson.version)
    .usage('COMMAND [options]')
    // `rules preview --json` is not `rules --json`.
    .enablePositionalOptions()
    .addHelpText('after', generalHelp)
    .exitOverride()
    // We write our own messages below: Commander's would repeat arguments, which may be credentials.
    .configureOutput({ outputError: () => {} });
  registerStatus(program, run);
  registerAccounts(program, run);
  registerImport(program, run);
  registerRemoval(program, run);
  registerCatalogue(program, run);
  registerOwnProviders(program, run);
  registerFacts(program, run);
  registerCare(program, run);
  registerUse(program, run);
  registerAlerts(program, run);
  registerRules(program, run);
  registerChannels(program, run);
  registerTimeline(program, run);
  registerToken(program, run);
  registerMoney(program, run);
  registerEstimate(program, run);
  registerForecast(program, run);
  registerReport(program, run);
  registerPassphrase(program, run);
  registerBackup(program, run);
  registerServing(program, run);
  registerSchema(program, run);
  registerAgents(program, run);
  registerDoctor(program, run);
  registerCompletion(program, run);
  return program;
}

/** Runs one command line and returns its exit code. Errors go to standard error. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = commandTree(async (command) => {
    const outcome = await command();
    if (!outcome.ok) complain(outcome.error.message);
    code = outcome.ok ? outcome.value : exitCodes.usage;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof Cancelled) {
      complain('Cancelled.');
      return exitCodes.usage;
    }
    if (!(error instanceof CommanderError)) throw error;
    // --help and --version.
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code !== 'commander.help') complain(usageSentence(error, commandOf(program, args)));
    return exitCodes.usage;
  }
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** The command that was meant, however deep: `rules set`. */
function commandOf(command: Command, [name, ...rest]: readonly string[]): Command {
  const named = command.commands.find((each) => each.name() === name);
  return named === undefined ? command : commandOf(named, rest);
}

/** Its name with those that it belongs to: `fuelgauge rules set`. */
const fullName = (command: Command): string =>
  command.parent === null ? 'fuelgauge' : `${fullName(command.parent)} ${command.name()}`;

/** Commander's message as a sentence that points to the help, without the given values. */
function usageSentence(error: CommanderError, command: Command): string {
  const [first = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const safe =
    error.code === 'commander.excessArguments'
      ? `${first.replace(/\. Expected.*$/s, '')}; never pass a credential as an argument, send it to standard input`
      : error.code === 'commander.unknownOption'
        ? first.replace(/=.*'$/s, "'")
        : first;
  const sentence = `${safe.charAt(0).toUpperCase()}${safe.slice(1).replace(/\.$/, '')}.`.replace(
    /'([^']*)'/g,
    '‘$1’',
  );
  const meant = suggestion ? ` ${suggestion.replace(/^\(|\)$/g, '')}` : '';
  return `${sentence}${meant} \`${fullName(command)} --help\` shows how.`;
}
