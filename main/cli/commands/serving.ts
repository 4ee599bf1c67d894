import type { Command } from 'commander';
import type { ServeOptions } from '../actions/serve.ts';
import { collect } from './collect.ts';
import type { Run } from './run.ts';

/** Commands that run until they are stopped. */
export function registerServing(program: Command, run: Run): void {
  program
    .command('serve')
    .description('browser mode: print the address to open, and serve the app there')
    .option('--port <port>', 'port; 0 for any free port (default: 47615, or any free one)')
    .option('--listen <address>', 'address to listen on, such as 0.0.0.0 (default: 127.0.0.1)')
    .option('--host <name>', 'a name by which your proxy leads here; may be repeated', collect)
    .option('--demo', 'show emulated providers, in a temporary data folder')
    .addHelpText(
      'after',
      `
The address includes a token that signs your browser in. It then stays signed in until you leave it unused for 30 days.
\`fuelgauge open\` opens the address again. Press Ctrl-C to stop.

On a server, FUELGAUGE_SIGN_IN_TOKEN_FILE names a file with a token that stays the same at every start and is not printed.
GET /healthz answers whether it runs. docs/server.md has containers and services.

With --listen other computers can reach it, which needs a token: \`fuelgauge token --read\`. Put your own TLS in front, and
give the name by which it is reached as --host. docs/api.md shows how.

Examples:
  fuelgauge serve
  fuelgauge serve --demo --port 8080
  fuelgauge serve --host fuelgauge.example.com`,
    )
    .action((options: ServeOptions) => run(async () => (await import('../actions/serve.ts')).serve(options)));

  program
    .command('meter')
    .description('pass requests on to a provider without a balance endpoint, and log what its answers cost')
    .option('--port <port>', 'port on 127.0.0.1 (default: 47616); 0 for any free port')
    .option('--account <account>', 'count for this account alone')
    .addHelpText(
      'after',
      `
Prints the address to use as the provider’s base address in your program. With several accounts there is one for each.
Everything passes as it is. Fuelgauge reads \`usage.credits\` and errors such as credits_exhausted from the answers, keeps
nothing else, and says which answers it could not count. Press Ctrl-C to stop.

Examples:
  fuelgauge meter
  fuelgauge meter --account "free plan" --port 8099
  curl http://127.0.0.1:47616/v1/fetch -H "Authorization: Bearer $SCRAPIO_API_KEY" \\
    -H "Content-Type: application/json" -d '{"url": "https://example.com"}'`,
    )
    .action((options: { port?: string; account?: string }) =>
      run(async () => (await import('../actions/meter.ts')).meter(options)),
    );

  program
    .command('open')
    .description('open the running browser mode in your browser, signed in')
    .option('--print', 'print the address only; it works once')
    .option('--sign-out', 'sign out every browser first')
    .addHelpText(
      'after',
      '\nExits with 1 if browser mode is not running.\n\nExample:\n  fuelgauge open --print',
    )
    .action((options: { print?: boolean; signOut?: boolean }) =>
      run(async () => (await import('../actions/open.ts')).openPages(options)),
    );

  program
    .command('sandbox')
    .description('run the emulated providers alone, on loopback')
    .option('--port <port>', 'port on 127.0.0.1 (default: any free port)')
    .addHelpText('after', '\nExample:\n  fuelgauge sandbox --port 8099')
    .action((options: { port?: string }) =>
      run(async () => (await import('../actions/serve.ts')).serveSandbox(options)),
    );
}
