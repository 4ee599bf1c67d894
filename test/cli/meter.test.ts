import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../main/sandbox/server.ts';
import { firstLine, runCli, startCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

let folder: ReturnType<typeof temporaryHome>;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = temporaryHome();
  sandbox = await startSandbox({ seed: 1, speed: 1, now: Date.now });
});
afterAll(async () => {
  await sandbox.close();
  folder.remove();
});

const key = 'sandbox-scrapio-1';
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const job = z.looseObject({ job_id: z.string() });

it('says that there is nothing to meter, and why', async () => {
  const nothing = await runCli(folder.home, ['meter']);
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
  expect(nothing.stderr).toMatch(/^No account can be metered\. .*\(Scrapio\)/);
  writeAccounts(folder.home, [{ provider: 'spidra', label: 'reports', variable: 'SPIDRA_API_KEY' }]);
  const counted = await runCli(folder.home, ['meter', '--account', 'reports']);
  expect(counted).toMatchObject({ code: 2, stdout: '' });
  expect(counted.stderr).toBe('Spidra reports its own use. Metering it too would count it twice.\n');
  expect((await runCli(folder.home, ['meter', '--account', 'nobody'])).code).toBe(2);
  expect((await runCli(folder.home, ['meter', '--port', 'x'])).code).toBe(2);
});

it('counts fetches and a job of a real client, and logs all of it before it ends', async () => {
  await runCli(folder.home, ['add', 'scrapio', '--label', 'prices']);
  await runCli(folder.home, ['edit', 'prices', '--plan', 'free-daily']);
  const env = { FUELGAUGE_ENDPOINT_SCRAPIO: sandbox.origin };
  const child = startCli(folder.home, ['meter', '--port', '0'], { env });
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const [address = ''] = ((await firstLine(child)) ?? '').split(/\s/);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const post = (path: string, body: object) =>
    fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const url = 'https://example.com';
  expect(await (await post('/v1/fetch', { url, render_js: true })).json()).toMatchObject({
    usage: { credits: 2 },
  });
  const { job_id } = job.parse(await (await post('/v1/jobs', { url, max_pages: 5 })).json());
  for (let time = 0; time < 4; time += 1)
    await (await fetch(`${address}/v1/jobs/${job_id}`, { headers })).text();
  expect((await fetch(`${address}/nowhere`)).status).toBe(404);
  child.kill('SIGTERM');
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(told).toContain('Passed on, not counted: 1 answer (not JSON).');
  expect(told).toMatch(
    /Passed on 7 requests\. Logged 7 credits for “prices”\. Not counted: 1 answer \(not JSON\)\.\n$/,
  );
  expect(told).not.toContain(key);
  const { stdout } = await runCli(folder.home, ['log', 'prices', '--list', '--json']);
  const { entries } = z
    .object({ entries: z.array(z.looseObject({ amount: z.number() })) })
    .parse(JSON.parse(stdout));
  expect(entries.map(({ amount }) => amount).toSorted()).toEqual([2, 5]);
});
