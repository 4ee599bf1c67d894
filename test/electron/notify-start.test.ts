import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';

// What goes wrong while the app starts, or later, without anybody to catch it.

const closing = closingAfterwards();

async function start(
  args: string[],
  environment: Record<string, string> = {},
  as: StartAs = {},
): Promise<StandInApp> {
  const app = await startStandIn(args, environment, as);
  closing.push(() => app.close());
  return app;
}

const trays = async (app: StandInApp) => (await app.look()).trays.length;

describe('a start that fails', () => {
  it('says why, ends, and keeps no other start away', async () => {
    // The demo has its data in the temporary folder.
    const app = await start(['--demo'], { TMPDIR: '/no/such/folder' });
    expect(await app.ended).toBe(1);
    expect(app.ending).toEqual([
      'lock released',
      expect.stringMatching(/^error box: Fuelgauge cannot start: .*ENOENT.*your data stays\.$/s),
      'quit',
    ]);
    expect(app.written).toEqual([]);
    // It gets as far as this one did, instead of handing itself over to nobody.
    expect(await app.startAgain(['--demo'])).toBe(1);
  });

  it('does so for a data folder that cannot be used', async () => {
    const app = await start([], { FUELGAUGE_HOME: '/dev/null/fuelgauge' });
    expect(await app.ended).toBe(1);
    expect(app.ending[1]).toMatch(/^error box: Fuelgauge cannot start: /);
  });

  it('is none because of the file of the window', async () => {
    const app = await start(
      [],
      {},
      { prepare: (home) => mkdirSync(join(home, 'window.json'), { recursive: true }) },
    );
    await (await app.page('index.html')).getByRole('heading', { level: 1 }).waitFor();
    await app.order({ do: 'close', page: 'index.html' });
    expect((await app.look()).errorBoxes).toEqual([]);
    expect(app.written).toEqual([]);
  });
});

describe('a fault that nobody caught', () => {
  it('is in the log, and not in a dialog', async () => {
    const app = await start(['--hidden']);
    await expect.poll(() => trays(app), patience).toBe(1);
    await app.order({ do: 'fault', kind: 'exception' });
    await app.order({ do: 'fault', kind: 'rejection' });
    await expect
      .poll(() => readFileSync(join(app.home, 'fuelgauge.log'), 'utf8'), patience)
      .toMatch(/an invented (exception|rejection).*an invented (exception|rejection)/s);
    expect(await trays(app)).toBe(1);
    expect((await app.look()).errorBoxes).toEqual([]);
    expect(app.written).toEqual([]);
  });
});
