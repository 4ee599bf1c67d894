import type { Command } from 'commander';
import { exitCodes } from '../exit.ts';
import type { Run } from './run.ts';

export function registerCatalogue(program: Command, run: Run): void {
  program
    .command('providers')
    .description('the providers that Fuelgauge knows, and what each of them tells')
    .option('--json', 'as JSON, with plans and credential fields')
    .addHelpText('after', '\nExample:\n  fuelgauge providers')
    .action((options: { json?: boolean }) =>
      run(async () => {
        const { providers } = await import('../../providers/index.ts');
        const { describeProvider } = await import('../../providers/contract/provider.ts');
        const { print } = await import('../terminal.ts');
        const { layout } = await import('../text/table.ts');
        const known = providers.map(describeProvider);
        print(
          options.json
            ? JSON.stringify({ schemaVersion: 1, providers: known }, null, 2)
            : layout([
                { cells: ['PROVIDER', 'NAME', 'TELLS'] },
                ...known.map(({ id, name, tells }) => ({ cells: [id, name, tells] })),
              ]),
        );
        return { ok: true, value: exitCodes.done };
      }),
    );

  program
    .command('accounts')
    .description('the accounts, without asking anybody')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', '\nExample:\n  fuelgauge accounts')
    .action((options: { json?: boolean }) =>
      run(async () => {
        const { withEngine } = await import('../compose.ts');
        return withEngine(async ({ engine }) => {
          const { print } = await import('../terminal.ts');
          const { layout, plain } = await import('../text/table.ts');
          const accounts = engine.state().accounts.map(({ id, provider, label, credentialKept, paused }) => ({
            id,
            provider,
            label,
            credential: credentialKept,
            paused,
          }));
          if (options.json) print(JSON.stringify({ schemaVersion: 1, accounts }, null, 2));
          else if (accounts.length === 0) print(noAccounts);
          else
            print(
              layout([
                { cells: ['ID', 'PROVIDER', 'LABEL', 'CREDENTIAL'] },
                ...accounts.map(({ id, provider, label, credential, paused }) => ({
                  cells: [
                    id,
                    provider,
                    plain(label),
                    credentialWords[credential],
                    ...(paused ? ['paused'] : []),
                  ],
                })),
              ]),
            );
          return { ok: true, value: exitCodes.done };
        });
      }),
    );
}

const credentialWords = { vault: 'encrypted file', environment: 'environment', none: 'not needed' };

export const noAccounts = `There are no accounts yet. Add one, with its credential on standard input:
  fuelgauge add scraperapi --label production < key.txt
\`fuelgauge providers\` lists the providers.`;
