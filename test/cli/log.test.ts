import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

let folder: ReturnType<typeof temporaryHome>;
const run = async (...args: string[]) => runCli(folder.home, args);

beforeEach(async () => {
  folder = temporaryHome();
  await run('add', 'scrapio', '--label', 's');
  await run('edit', 's', '--refill', '1000');
});
afterEach(() => folder.remove());

const listed = z.object({
  schemaVersion: z.literal(1),
  account: z.literal('a1'),
  entries: z.array(
    z.object({ id: z.string(), at: z.iso.datetime(), amount: z.number(), error: z.string().nullable() }),
  ),
  days: z.array(z.object({ day: z.iso.date(), amount: z.number(), entries: z.number() })),
});

describe('fuelgauge log', { timeout: 120_000 }, () => {
  it('lists, takes back and corrects', async () => {
    expect((await run('log', 's', '15')).stdout).toContain('985 credits left');
    await run('log', 's', '0', '--error', 'daily_credit_cap_exceeded');
    const json = listed.parse(JSON.parse((await run('log', 's', '--list', '--json')).stdout));
    expect(json.entries.map(({ amount, error }) => [amount, error])).toEqual([
      [0, 'daily_credit_cap_exceeded'],
      [15, null],
    ]);
    expect(json.days).toMatchObject([{ amount: 15, entries: 2 }]);
    const table = await run('log', 's', '--list');
    expect(table.stdout).toMatch(/USED AT +AMOUNT +ERROR +ID/);
    const day = json.days[0]?.day ?? '';
    expect((await run('log', 's', '10', '--correct', day)).stdout).toContain('10 credits, was 15');
    const undone = await run('log', 's', '--undo', json.entries[1]?.id ?? '');
    expect(undone.stdout).toContain('Took back 15 credits');
    expect(undone.stdout).toContain('To log it again: fuelgauge log a1 15 --at ');
  });

  it('asks before it logs more than is left, and logs nothing without an answer', async () => {
    const asked = await run('log', 's', '99999999');
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toContain('more than the 1,000 credits left');
    expect(asked.stderr).toContain('--yes');
    expect((await run('log', 's', '--list')).stdout).toContain('No use is logged.');
    expect((await run('log', 's', '99999999', '--yes')).code).toBe(0);
    expect((await run('log', 's', '--undo')).stdout).toContain('1,000 credits left');
  });

  it('refuses what makes no sense', async () => {
    for (const args of [
      ['log', 's'],
      ['log', 's', '5', '--undo', '--list'],
      ['log', 's', '5', '--list'],
      ['log', 's', '5', '--json'],
      ['log', 's', '5', '--at', '2001-01-01'],
      ['log', 's', '5', '--at', '1970-01-01'],
      ['log', 's', '--undo', 'nothing'],
      ['log', 's', '--undo'],
      ['log', 's', '5', '--correct', '2001-01-01'],
    ])
      expect((await run(...args)).code, args.join(' ')).toBe(2);
  });
});
