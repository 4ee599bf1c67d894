import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { providers } from '../../main/providers/index.ts';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());
const cli = (...args: string[]) => runCli(folder.home, ['providers', ...args]);
const idsIn = (stdout: string): string[] => JSON.parse(stdout).providers.map(({ id }: { id: string }) => id);

it('lists all, by category, with what each needs and what a check costs', async () => {
  const { code, stdout, stderr } = await cli();
  expect([code, stderr]).toEqual([0, '']);
  const [head = '', ...lines] = stdout.trimEnd().split('\n');
  expect(head.trim().split(/ {3,}/)).toEqual(['NAME', 'ID', 'NEEDS', 'CHECK', 'EVIDENCE', 'REPORTS']);
  const categories = new Set(providers.map(({ category }) => category));
  expect(lines.filter((line) => !line.startsWith(' '))).toHaveLength(categories.size);
  const rows = lines.filter((line) => line.startsWith(' ')).map((line) => line.trim().split(/ {3,}/));
  expect(rows.map(([, id]) => id).sort()).toEqual(providers.map(({ id }) => id).sort());
  expect(rows.find(([, id]) => id === 'scrapio')?.slice(0, 5)).toEqual([
    'Scrapio',
    'scrapio',
    'no key',
    'none',
    'documented',
  ]);
  expect(rows.find(([, id]) => id === 'capsolver')?.slice(2, 5)).toEqual([
    'Client key',
    'free',
    'documented',
  ]);
});

it('finds by words, by category and by the name of a variable', async () => {
  expect(idsIn((await cli('CRUST', '--json')).stdout)).toEqual(['crustdata']);
  expect(idsIn((await cli('CAPSOLVER_API_KEY', '--json')).stdout)).toEqual(['capsolver']);
  const scraping = idsIn((await cli('--category', 'Web-Scraping', '--json')).stdout);
  expect(scraping).toEqual(
    providers.filter(({ category }) => category === 'web scraping').map(({ id }) => id),
  );
  expect(idsIn((await cli('spidra', '--category', 'data', '--json')).stdout)).toEqual([]);
});

it('says how it knows what it knows', async () => {
  const [entry] = JSON.parse((await cli('crustdata', '--json')).stdout).providers;
  expect(entry).toMatchObject({ id: 'crustdata', docs: { readOn: '2026-11' }, rateCard: expect.anything() });
  expect(entry.evidence).toEqual({
    endpoints: ['GET api.crustdata.com/account/credits', 'GET api.crustdata.com/user/credits'],
    confidence: 'documented',
    readOn: '2026-11',
    confirmed: null,
  });
});

it('says what to do if nothing is found', async () => {
  expect(await cli('no', 'such', 'thing')).toEqual({
    code: 1,
    stdout: 'Nothing matches ‘no such thing’. `fuelgauge providers` lists all.\n',
    stderr: '',
  });
  expect((await cli('crustdatta')).stdout).toContain('Did you mean crustdata?');
  const unknown = await cli('--category', 'nonsense');
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toMatch(/^There is no category ‘nonsense’\. The categories: .*web scraping.*\.\n$/);
});
