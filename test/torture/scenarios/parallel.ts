import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CliResult, firstLine, runBuiltCli, startCli } from '../../helpers/run-cli.ts';
import type { Scenario, TortureResult } from '../scenario.ts';

const env = { FUELGAUGE_PASSPHRASE: 'an invented passphrase', KEY: 'invented' };
const listed = z.object({ accounts: z.array(z.object({ id: z.string(), label: z.string() })) });

const add = (home: string, label: string) =>
  runBuiltCli(home, ['add', 'scraperapi', '--no-test', '--label', label], {
    env,
    input: `invented-key-of-${label}\n`,
  });
const accountsOf = async (home: string) =>
  listed.parse(JSON.parse((await runBuiltCli(home, ['accounts', '--json'], { env })).stdout)).accounts;
const refused = (results: readonly CliResult[]) => results.filter(({ code }) => code !== 0);

/** As many additions at once as there are tries: none is refused, none is lost, no id is given twice. */
async function addAtOnce(home: string, count: number): Promise<string[]> {
  const labels = Array.from({ length: count }, (_, n) => `label-${n}`);
  const results = await Promise.all(labels.map((label) => add(home, label)));
  const failures = refused(results).map(({ code, stderr }) => `add: exit ${code}, ${stderr.trim()}`);
  const accounts = await accountsOf(home);
  if (new Set(accounts.map(({ id }) => id)).size !== count)
    failures.push(`${count} additions gave ${accounts.length} accounts`);
  const lost = labels.filter((label) => !accounts.some((account) => account.label === label));
  if (lost.length > 0) failures.push(`lost: ${lost.join(', ')}`);
  return failures;
}

/** The same label at once: one gets it. */
async function sameLabel(home: string): Promise<string[]> {
  const results = await Promise.all(Array.from({ length: 8 }, () => add(home, 'same')));
  const given = results.filter(({ code }) => code === 0).length;
  const failures = given === 1 ? [] : [`a label was given ${given} times`];
  const same = (await accountsOf(home)).filter(({ label }) => label === 'same');
  const [first, second] = (await accountsOf(home)).filter(({ label }) => label !== 'same');
  if (same.length !== 1 || !first || !second) return [...failures, `${same.length} accounts have the label`];
  const renamed = await Promise.all(
    [first, second].map(({ id }) => runBuiltCli(home, ['edit', id, '--label', 'renamed'], { env })),
  );
  return refused(renamed).length === 1 ? failures : [...failures, 'two accounts were renamed to one label'];
}

/** Edits and logged use at once, while two servers run on the folder: nothing is lost. */
async function withServers(home: string, count: number): Promise<string[]> {
  const ledger = await runBuiltCli(home, ['add', 'scrapio', '--label', 'ledger'], {
    env,
    input: 'invented-key\n',
  });
  const failures = ledger.code === 0 ? [] : [`add: ${ledger.stderr.trim()}`];
  const servers = [
    startCli(home, ['serve', '--port', '0'], { env }),
    startCli(home, ['serve', '--port', '0'], { env }),
  ];
  for (const line of await Promise.all(servers.map(firstLine)))
    if (line === null) failures.push('a server did not start');
  const work = Array.from({ length: count }, (_, n) =>
    n % 2 === 0
      ? runBuiltCli(home, ['log', 'ledger', '1'], { env })
      : runBuiltCli(home, ['edit', 'ledger', '--refill', String(1000 + n)], { env }),
  );
  const results = await Promise.all(work);
  failures.push(...refused(results).map(({ code, stderr }) => `exit ${code}, ${stderr.trim()}`));
  for (const server of servers) server.kill('SIGTERM');
  const codes = await Promise.all(
    servers.map((server) => new Promise((resolve) => server.once('close', resolve))),
  );
  if (codes.some((code) => code !== 0)) failures.push(`the servers ended with ${codes.join(' and ')}`);
  const used = await runBuiltCli(home, ['status', '--json'], { env });
  const uses = Math.ceil(count / 2);
  const pool = z
    .object({
      accounts: z.array(
        z.object({ label: z.string(), pools: z.array(z.object({ used: z.number().nullable() })) }),
      ),
    })
    .parse(JSON.parse(used.stdout))
    .accounts.find(({ label }) => label === 'ledger')?.pools[0];
  if (pool && pool.used !== null && pool.used !== uses)
    failures.push(`${uses} uses were logged, ${pool.used} are known`);
  return failures;
}

export const parallel: Scenario = {
  name: 'parallel',
  about:
    'many processes at once: additions, equal labels, edits and logged use beside two servers; none is refused, nothing is lost',
  tries: { quick: 4, full: 40 },
  async run({ tries, folder, progress }): Promise<TortureResult> {
    const home = join(folder, 'home');
    mkdirSync(home);
    const began = performance.now();
    const failures = await addAtOnce(home, tries);
    const seconds = (performance.now() - began) / 1000;
    progress(`${tries} additions took ${seconds.toFixed(0)} s`);
    failures.push(...(await sameLabel(home)));
    failures.push(...(await withServers(home, tries)));
    return { failures, figures: [{ name: 'additions', value: seconds, unit: 's' }] };
  },
};
