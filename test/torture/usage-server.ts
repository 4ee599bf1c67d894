import { openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { startScriptListener } from '../../main/server/script-listener.ts';

// An engine on the data folder of the argument, with POST /v1/usage, in a process of its own. It tells its parent where it
// listens and how long the folder took to open, and at each message its memory in MB.

const began = performance.now();
const opened = openEngine({
  home: process.argv[2] ?? '',
  shell: 'browser',
  mode: 'live',
  environment: {},
  vault: createMemoryVault,
  fetch: () => Promise.reject(new Error('there is no network')),
});
if (!opened.ok) throw new Error(opened.error.message);
const { engine, log } = opened.value;
engine.start();
engine.state();
const openMs = performance.now() - began;
const token = await engine.makeUsageToken();
const listening = await startScriptListener({ live: engine, shown: () => engine, port: 0, log });
if (!token.ok || !listening.ok) throw new Error('the endpoint could not be started');
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss / 1e6 }));
process.on('disconnect', () => process.exit());
process.send?.({ origin: listening.value.origin, token: token.value.token, openMs });
