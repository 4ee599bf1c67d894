import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiContext } from '../../main/engine/api/procedures.ts';
import type { Log } from '../../main/engine/log.ts';
import { createDemo } from '../../main/sandbox/demo.ts';
import { rendererFolder, startServer } from '../../main/server/server.ts';
import type { EngineApi } from '../../shared/api/engine.ts';
import type { AppState } from '../../shared/model/index.ts';
import { createTestClock } from '../helpers/clock.ts';
import { now } from '../helpers/states.ts';

/** The demo in browser mode, at one instant for ever. */
export interface StillWorld {
  /** `http://127.0.0.1:PORT`, which lets nobody in without the session that `address` signs in. */
  origin: string;
  address: string;
  /** What every page of it is told. */
  state: AppState;
  close(): Promise<void>;
}

const silent: Log = {
  info() {},
  warn() {},
  error() {},
  registerSecret() {},
  forgetSecret() {},
  forgetAccount() {},
  close() {},
};
const dataFolder = '/home/ada/.local/share/fuelgauge';
const standIn = '127.0.0.1:4871';

/** Starts the demo on 21 November 2026 at 09:00 UTC and lets its clock stand a second later. Its pages are those built there. */
export async function startStillWorld(rendererDir = rendererFolder()): Promise<StillWorld> {
  process.env.TZ = 'UTC';
  const time = createTestClock(now);
  const demo = await createDemo({ shell: 'browser', clock: time.clock, speed: 1, random: () => 0.5 });
  // The first polls, and a second later the first look at the alerts. Nothing is used in that second.
  await demo.engine.refresh({});
  await time.advance(1000);
  const engine = asIfElsewhere(demo.engine);
  const context: ApiContext = {
    engine: () => engine,
    demo: { start: async () => {}, stop: async () => {}, onChange: () => () => {} },
  };
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-shots-'));
  const server = await startServer({
    home,
    context,
    live: demo.engine,
    shown: () => demo.engine,
    rendererDir,
    port: 0,
    log: silent,
  });
  if (!server.ok) {
    await demo.close();
    throw new Error(server.error.message);
  }
  return {
    origin: server.value.origin,
    address: server.value.address,
    state: engine.state(),
    async close() {
      await server.value.close();
      await demo.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The same engine in a folder and on a port that are the same in every run. */
function asIfElsewhere(engine: EngineApi): EngineApi {
  const moved = (state: AppState): AppState => ({
    ...state,
    dataFolder,
    hosts: state.hosts.map((use) => ({ ...use, host: use.host.replace(/^127\.0\.0\.1:\d+$/, standIn) })),
  });
  return {
    ...engine,
    state: () => moved(engine.state()),
    subscribe: (listener) => engine.subscribe((state) => listener(moved(state))),
  };
}
