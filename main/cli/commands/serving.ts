import type { Command } from 'commander';
import type { Run } from './run.ts';

/** Commands that run until they are stopped. */
export function registerServing(program: Command, run: Run): void {
  program
    .command('serve')
    .description('browser mode: prints one line with the address to open')
    .option('--port <port>', 'where to listen on 127.0.0.1; 0 for any free port')
    .option('--demo', 'show emulated providers, in a data folder of its own that goes away at the end')
    .addHelpText(
      'after',
      `
The address holds the token that lets a browser in. Ctrl-C ends it.

Examples:
  fuelgauge serve
  fuelgauge serve --demo --port 8080`,
    )
    .action((options: { port?: string; demo?: boolean }) =>
      run(async () => (await import('../actions/serve.ts')).serve(options)),
    );

  program
    .command('sandbox')
    .description('the emulated providers alone, on loopback')
    .option('--port <port>', 'where to listen on 127.0.0.1; any free port if not given')
    .addHelpText('after', '\nExample:\n  fuelgauge sandbox --port 8099')
    .action((options: { port?: string }) =>
      run(async () => (await import('../actions/serve.ts')).serveSandbox(options)),
    );
}
