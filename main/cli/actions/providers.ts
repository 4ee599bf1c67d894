import { describeProvider } from '../../providers/define.ts';
import { providers } from '../../providers/index.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { print } from '../terminal.ts';
import { layout } from '../text/table.ts';

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
