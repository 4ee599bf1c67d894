import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { findProvider } from '../../main/providers/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { temporaryHome } from '../helpers/folder.ts';
import { createQuickVault } from '../helpers/vault.ts';

// Who may see a stored key.

const key = 'invented-key-0123456789';
const passphrase = 'an invented passphrase';
const scraperapi = findProvider('scraperapi');
if (scraperapi === undefined) throw new Error('ScraperAPI is gone');

async function setUp(vault: 'passphrase' | 'memory', environment: Record<string, string> = {}) {
  const home = temporaryHome();
  const opened = openEngine({
    shell: 'browser',
    mode: 'live',
    environment,
    home,
    vault: vault === 'memory' ? createMemoryVault : () => createQuickVault(join(home, 'credentials.age')),
    fetch: async () => new Response('', { status: 599 }),
    providers: [scraperapi ?? never()],
    endpoints: {},
    clock: createTestClock().clock,
    random: () => 0,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  const { engine } = opened.value;
  if (vault === 'passphrase') await engine.unlock({ passphrase });
  const credential =
    'MY_KEY' in environment
      ? { from: 'environment' as const, variables: { key: 'MY_KEY' } }
      : { from: 'values' as const, values: { key } };
  const added = await engine.addAccount({ provider: 'scraperapi', label: 'one', credential });
  if (!added.ok) throw new Error(added.error.message);
  return {
    engine,
    home,
    reveal: (given?: string) => engine.revealCredential({ account: 'one', passphrase: given }),
  };
}
const never = () => {
  throw new Error('never');
};

it('is shown to whoever enters the passphrase again, although the vault is open', async () => {
  const { engine, home, reveal } = await setUp('passphrase');
  expect(await reveal()).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
  expect(await reveal('another passphrase')).toMatchObject({
    ok: false,
    error: { kind: 'wrong-passphrase' },
  });
  expect(engine.state().vault.state).toBe('open');
  expect(await reveal(passphrase)).toEqual({ ok: true, value: { values: { key } } });
  const log = readFileSync(join(home, 'fuelgauge.log'), 'utf8');
  expect(log).toContain('a credential was revealed');
  expect(log).not.toContain(key);
  expect(JSON.stringify(engine.state())).not.toContain(key);
});

it('is not shown where there is no passphrase to ask for', async () => {
  const { reveal } = await setUp('memory');
  const refused = await reveal(passphrase);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
  expect(JSON.stringify(refused)).not.toContain(key);
});

it('of the environment is read there', async () => {
  const { reveal } = await setUp('passphrase', { MY_KEY: key });
  const refused = await reveal(passphrase);
  expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining('MY_KEY') } });
  expect(JSON.stringify(refused)).not.toContain(key);
});
