import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FollowedMeter, followMeterPreference } from '../../main/meter/follow.ts';
import type { AppState } from '../../shared/model/index.ts';
import { ask, type House, openHouse } from '../server/helpers.ts';
import { startUpstream } from './helpers.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let house: House;
let followed: FollowedMeter | null;

beforeEach(async () => {
  upstream = await startUpstream();
  upstream.answer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"request_id":"r","usage":{"credits":3}}');
  });
  house = openHouse({ scrapio: upstream.origin });
  const none = { from: 'values' as const, values: {} };
  await house.engine.addAccount({ provider: 'scrapio', label: 'news', credential: none });
  await house.engine.editAccount({ account: 'news', plan: 'free', cycleStart: '2026-11-01' });
  followed = null;
});
afterEach(async () => {
  await followed?.stop();
  await house.close();
  await upstream.close();
});

/** The state, as soon as it is so. The clock of the house stands still, so it announces no second change. */
async function until(is: (state: AppState) => boolean): Promise<AppState> {
  for (;;) {
    const state = house.engine.state();
    if (is(state)) return state;
    await new Promise(setImmediate);
  }
}
const turn = (meter: boolean) => house.engine.setPreferences({ meter });
const follow = (port = 0) => {
  const started = followMeterPreference(house, { environment: {}, port, now: house.time.clock.now });
  followed = started;
  return started;
};

it('counts while the preference is on, and tells the pages what it does', async () => {
  follow();
  expect(house.engine.state().meter).toBeUndefined();
  await turn(true);
  const { meter, hosts } = await until((state) => state.meter?.origin !== undefined);
  expect(meter).toMatchObject({ problem: null, counts: { requests: 0 } });
  expect(hosts).toMatchObject([{ host: new URL(upstream.origin).host, why: 'to pass on your own requests' }]);
  await ask(meter?.origin ?? '', '/v1/fetch');
  await turn(false);
  const off = await until((state) => state.meter === undefined);
  expect(off.accounts[0]?.pools[0]?.remaining).toBe(997);
  expect(off.hosts).toEqual([]);
  await expect(ask(meter?.origin ?? '', '/')).rejects.toThrow('ECONNREFUSED');
});

it('is on at once if it was, and takes the last of quick changes', async () => {
  await turn(true);
  follow();
  for (const on of [false, true, false, true]) await turn(on);
  const { meter } = await until((state) => state.meter?.origin !== undefined);
  expect((await ask(meter?.origin ?? '', '/')).status).toBe(200);
});

it('says why it cannot start', async () => {
  await turn(true);
  const first = follow();
  const { meter } = await until((state) => state.meter?.origin !== undefined);
  const port = Number(new URL(meter?.origin ?? '').port);
  const second = follow(port);
  await until(
    (state) =>
      state.meter?.problem ===
      `Port ${port} is in use by another program. Choose another port, or 0 for any free one.`,
  );
  await second.stop();
  await first.stop();
});

it('loses nothing that it has read, even if the process ends at once', async () => {
  await turn(true);
  const { stopAtOnce } = follow();
  const { meter } = await until((state) => state.meter?.origin !== undefined);
  await ask(meter?.origin ?? '', '/v1/fetch');
  // Read in the turn in which the client has it; logged with the next batch, for which nobody waits here.
  await new Promise(setImmediate);
  stopAtOnce();
  const listed = await house.engine.listUses({ account: 'news' });
  expect(listed.ok && listed.value.entries).toMatchObject([{ id: 'r', amount: 3 }]);
});
