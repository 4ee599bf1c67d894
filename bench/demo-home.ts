import { createNodeFetch } from '../main/engine/network/fetch.ts';
import { openEngine } from '../main/engine/open-engine.ts';
import { createMemoryVault } from '../main/engine/vault/memory.ts';
import { findProvider } from '../main/providers/index.ts';
import { demoAccounts } from '../main/sandbox/demo-accounts.ts';
import { type SeededAccount, seedHistory } from '../main/sandbox/demo-history.ts';
import { must } from './engine.ts';

/** Writes a data folder with the demo's first accounts and their history of 30 days. Their keys are in $INVENTED_KEY. */
export async function writeDemoHome(home: string, count: number): Promise<void> {
  const startAt = Date.now();
  const { engine, history, close } = must(
    openEngine({
      home,
      shell: 'cli',
      mode: 'live',
      environment: { INVENTED_KEY: 'invented' },
      endpoints: {},
      vault: createMemoryVault,
      fetch: createNodeFetch({}),
    }),
  );
  const seeded: SeededAccount[] = [];
  for (const { scenario, edit } of demoAccounts(startAt).slice(0, count)) {
    const provider = findProvider(scenario.provider);
    if (!provider) throw new Error(`There is no provider “${scenario.provider}”.`);
    const each = (value: string) =>
      Object.fromEntries(provider.credentialFields.map(({ id }) => [id, value] as const));
    const added = await engine.addAccount({
      provider: provider.id,
      label: scenario.label,
      credential: { from: 'environment', variables: each('INVENTED_KEY') },
    });
    const { id } = must(added);
    const { entered } = must(await engine.editAccount({ ...edit, account: id }));
    seeded.push({ id, provider, credential: each(scenario.key), entered, uses: [] });
  }
  await seedHistory(history, seeded, { seed: 20261121, burn: 1, startAt });
  await close();
}
