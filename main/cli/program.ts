import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { registerAccounts } from './commands/accounts.ts';
import { registerCatalogue } from './commands/catalogue.ts';
import { registerEstimate } from './commands/estimate.ts';
import { registerFacts } from './commands/facts.ts';
import { registerForecast } from './commands/forecast.ts';
import type { Run } from './commands/run.ts';
import { registerServing } from './commands/serving.ts';
import { registerStatus } from './commands/status.ts';
import { registerUse } from './commands/use.ts';
import { type ExitCode, exitCodes } from './exit.ts';

const generalHelp = `
ACCOUNT is an id, or a label that only one account has. Amounts are written 1200, 1,200 or 0.5.

Exit codes:
  0   done
  1   the answer is no
  2   wrong usage
  3   some accounts failed
  4   unknown
  70  a fault of Fuelgauge itself

Environment:
  FUELGAUGE_HOME                 the data folder
  FUELGAUGE_PASSPHRASE           opens the encrypted credentials without a prompt
  FUELGAUGE_ENDPOINT_<PROVIDER>  http://127.0.0.1:PORT that stands in for a provider, for tests

Examples:
  fuelgauge add scraperapi --label production < key.txt
  fuelgauge status --refresh
  fuelgauge check production --need 5000 && ./run-batch.sh`;

/** Carries out one command line; returns its exit code. Sentences about what went wrong are on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const run: Run = async (command) => {
    const outcome = await command();
    if (!outcome.ok) complain(outcome.error.message);
    code = outcome.ok ? outcome.value : exitCodes.usage;
  };

  const program = new Command('fuelgauge')
    .description(packageJson.description)
    .version(packageJson.version)
    .usage('COMMAND [options]')
    .addHelpText('after', generalHelp)
    .exitOverride()
    // Sentences are made from the error below: Commander's own would repeat arguments, which may be credentials.
    .configureOutput({ outputError: () => {} });
  registerStatus(program, run);
  registerAccounts(program, run);
  registerCatalogue(program, run);
  registerFacts(program, run);
  registerUse(program, run);
  registerEstimate(program, run);
  registerForecast(program, run);
  registerServing(program, run);

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version that were asked for.
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code !== 'commander.help') complain(usageSentence(error, commandOf(program, args)));
    return exitCodes.usage;
  }
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function commandOf(program: Command, args: readonly string[]): Command {
  return program.commands.find((command) => command.name() === args[0]) ?? program;
}

/** Commander's message as a sentence that says where help is, without the values that were given. */
function usageSentence(error: CommanderError, command: Command): string {
  const [first = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const safe =
    error.code === 'commander.excessArguments'
      ? `${first.replace(/\. Expected.*$/s, '')}; a credential is never one of them, it comes from standard input`
      : error.code === 'commander.unknownOption'
        ? first.replace(/=.*'$/s, "'")
        : first;
  const sentence = `${safe.charAt(0).toUpperCase()}${safe.slice(1).replace(/\.$/, '')}.`.replace(
    /'([^']*)'/g,
    '‘$1’',
  );
  const meant = suggestion ? ` ${suggestion.replace(/^\(|\)$/g, '')}` : '';
  const name = command.parent ? `fuelgauge ${command.name()}` : 'fuelgauge';
  return `${sentence}${meant} \`${name} --help\` shows how.`;
}
