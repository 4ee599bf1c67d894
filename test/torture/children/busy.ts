import { appendFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChannelDriver } from '../../../main/engine/channels/define.ts';
import type { Clock } from '../../../main/engine/clock.ts';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createPassphraseVault } from '../../../main/engine/vault/passphrase.ts';
import { ok } from '../../../shared/model/index.ts';
import { type Acknowledged, passphrase, speed, told } from '../acknowledged.ts';

// A whole engine that never rests, on a clock that runs faster, to be killed at any moment: `node busy.ts HOME ORIGIN RUN`.
// It prints everything that was acknowledged, one line of JSON each, after it was acknowledged.

const [home = '', origin = '', run = '0'] = process.argv.slice(2);
const bornAt = Date.UTC(2026, 10, 28);
const now = () => bornAt + (Date.now() - bornAt) * speed;
const clock: Clock = {
  now,
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms / speed, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
const acknowledge = (what: Acknowledged) => writeSync(1, `${JSON.stringify(what)}\n`);

/** Notes what arrived in a file, as a receiver would, before it says so. */
const desktop: ChannelDriver = {
  kind: 'desktop',
  unavailable: async () => null,
  check: () => ok({ host: null }),
  async deliver({ id }) {
    appendFileSync(join(home, told), `${id}\n`);
    return ok(undefined);
  },
};

const opened = openEngine({
  shell: 'browser',
  mode: 'live',
  environment: {},
  home,
  watch: true,
  clock,
  vault: (folder) => createPassphraseVault(join(folder, 'credentials.age')),
  fetch: createNodeFetch({}),
  endpoints: { scraperapi: origin },
  channels: () => [desktop],
});
if (!opened.ok) throw new Error(`It does not start: ${opened.error.message}`);
const { engine } = opened.value;
acknowledge({ what: 'started', notices: engine.state().notices });
const unlocked = await engine.unlock({ passphrase });
if (!unlocked.ok) throw new Error(`The vault does not open: ${unlocked.error.message}`);

const seen = new Map<string, number>();
engine.subscribe(({ accounts }) => {
  for (const { id, health, pools } of accounts) {
    const at = health.readAt;
    const remaining = pools[0]?.remaining ?? null;
    if (at === null || remaining === null || health.error !== null || seen.get(id) === at) continue;
    seen.set(id, at);
    acknowledge({ what: 'reading', account: id, at, remaining });
  }
});
engine.start();

for (let turn = 0; ; turn += 1) {
  // Commands alone would leave no time for polls.
  await delay(20);
  const name = `run ${run} turn ${turn}`;
  const key = `invented-key-${run}-${turn}`;
  const accounts = engine.state().accounts.map(({ id }) => id);
  const first = accounts[0];
  if (accounts.length < 4) {
    const added = await engine.addAccount({
      provider: 'scraperapi',
      label: name,
      credential: { from: 'values', values: { key } },
    });
    if (!added.ok) throw new Error(`It cannot add: ${added.error.message}`);
    acknowledge({ what: 'added', account: added.value.id, label: name, key });
  } else if (first !== undefined && turn % 5 === 0) {
    acknowledge({ what: 'removing', account: first });
    const removed = await engine.removeAccount({ account: first });
    if (!removed.ok) throw new Error(`It cannot remove: ${removed.error.message}`);
    acknowledge({ what: 'removed', account: first });
  } else {
    const account = accounts[turn % accounts.length] ?? '';
    acknowledge({ what: 'tagging', account, tag: name });
    const edited = await engine.editAccount({ account, tags: [name] });
    if (!edited.ok) throw new Error(`It cannot edit: ${edited.error.message}`);
    acknowledge({ what: 'tagged', account, tag: name });
  }
}
