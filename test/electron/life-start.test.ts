import { afterEach, describe, expect, it } from 'vitest';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';

// Starting: as which system, as an installed program, once more.

const patience = { timeout: 40_000 };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(args: string[], as: StartAs = {}): Promise<StandInApp> {
  const app = await startStandIn(['--demo', ...args], {}, as);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return app;
}

const visible = async (app: StandInApp) =>
  (await app.look()).windows.filter((window) => window.visible).map(({ page }) => page);

describe('a second start', () => {
  it('hands over its link and ends, while the first one goes on', async () => {
    const app = await start(['--hidden']);
    expect(await app.startAgain(['fuelgauge://alerts'])).toBe(0);
    await expect.poll(() => visible(app), patience).toEqual(['index.html#/alerts']);
    expect((await app.look()).trays).toHaveLength(1);
    expect(app.written).toEqual([]);
  });
});

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  it('starts as an installed program and registers its links', async () => {
    const app = await start(['--hidden'], { platform, resources: {} });
    const look = await app.look();
    expect(look.schemes).toEqual(['fuelgauge']);
    expect(look.windows).toEqual([]);
    expect(look.errorBoxes).toEqual([]);
    expect(app.written).toEqual([]);
  });
});
