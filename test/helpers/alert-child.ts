import { writeSync } from 'node:fs';
import { type Balances, openAlertEngine, recordingChannel } from './alert-engine.ts';
import { createTestClock, settle } from './clock.ts';

// A process that raises an alert and is killed before it is delivered: `node alert-child.ts HOME raised|sending`. Prints
// one line when it has come so far, and then does nothing more.

const [home = '', stage = ''] = process.argv.slice(2);
const time = createTestClock();
const balances: Balances = new Map();
const desktop = recordingChannel('desktop');
const reached = () => writeSync(1, `${stage}\n`);
desktop.answer(() => {
  if (stage === 'sending') reached();
  return new Promise(() => {});
});
const engine = openAlertEngine(home, time.clock, balances, [desktop]);
engine.start();
await time.advance(60_000);
balances.set('a1', 150);
const isRaised = () =>
  engine.state().accounts.some(({ alerts }) => alerts.some(({ episode }) => episode !== null));
while (!isRaised()) await time.advance(1000);
if (stage === 'raised') reached();
else while (desktop.tried.length === 0) await time.advance(1000);
await settle();
setInterval(() => {}, 60_000);
