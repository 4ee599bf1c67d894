import { describeProvider } from '../../providers/define.ts';
import { providers } from '../../providers/index.ts';
import { withEngine } from '../compose.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { print } from '../terminal.ts';
import { noAccounts } from '../text/accounts-table.ts';
import { layout, plain } from '../text/table.ts';

export async function listProviders(options: { json?: boolean }): Promise<Outcome> {
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
}

const credentialWords = { vault: 'encrypted file', environment: 'environment', none: 'not needed' };

export function listAccounts(options: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
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
            cells: [id, provider, plain(label), credentialWords[credential], ...(paused ? ['paused'] : [])],
          })),
        ]),
      );
    return { ok: true, value: exitCodes.done };
  });
}
