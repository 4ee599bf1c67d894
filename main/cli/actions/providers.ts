import { describeProvider, type Provider } from '../../providers/contract/provider.ts';
import { providers } from '../../providers/index.ts';
import { loadRateCard } from '../../providers/rates/index.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { print } from '../terminal.ts';
import { layout } from '../text/table.ts';

export async function listProviders(options: { json?: boolean }): Promise<Outcome> {
  print(
    options.json
      ? JSON.stringify(
          { schemaVersion: 1, providers: await Promise.all(providers.map(withRateCard)) },
          null,
          2,
        )
      : layout([
          { cells: ['PROVIDER', 'NAME', 'REPORTS'] },
          ...providers.map(({ id, name, tells }) => ({ cells: [id, name, tells] })),
        ]),
  );
  return { ok: true, value: exitCodes.done };
}

const withRateCard = async (provider: Provider) => ({
  ...describeProvider(provider),
  rateCard: await loadRateCard(provider.id),
});
