import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCheck } from '../../../main/cli/check.ts';
import { exitCodes } from '../../../main/cli/exit.ts';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { type OpenEngine, openEngine } from '../../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../../main/engine/vault/memory.ts';
import { crustdata } from '../../../main/providers/data/crustdata.ts';
import { alertRulesSchema, settingsSchema } from '../../../shared/model/index.ts';
import { dayMs, hourMs, isFuture, minuteMs, secondMs } from '../../../shared/time/index.ts';
import { recordingChannel } from '../../helpers/alert-engine.ts';
import { createTestClock, settle } from '../../helpers/clock.ts';
import { type MockProvider, startMockProvider } from '../../helpers/mock-provider.ts';
import type { Scenario, TortureContext } from '../scenario.ts';

interface Leap {
  /** What the clock is wrong by; below zero: behind. Milliseconds. */
  by: number;
  /** How long it stays wrong. */
  wrongMs: number;
  /** The clock is set while Fuelgauge is off, both times. */
  off: boolean;
  /** The last poll before it fails, as when the network goes before a lid is closed. */
  failing: boolean;
  /** The time has really passed, and the clock stays as it is. */
  asleep: boolean;
}

const leap = (by: number, rest: Partial<Leap> = {}): Leap => ({
  by,
  wrongMs: hourMs,
  off: false,
  failing: false,
  asleep: false,
  ...rest,
});

const yearMs = 365 * dayMs;
/** What has been seen to go wrong: batteries that are empty, machines that are resumed, systems that share a computer. */
const usual: readonly Leap[] = [
  leap(-10 * secondMs),
  leap(-90 * secondMs),
  leap(-2 * hourMs),
  leap(-2 * dayMs, { off: true }),
  leap(-3 * yearMs),
  leap(30 * secondMs),
  leap(2 * hourMs, { off: true }),
  leap(dayMs, { failing: true }),
  leap(26.5 * hourMs, { wrongMs: 10 * minuteMs }),
  leap(39 * hourMs, { off: true, failing: true, wrongMs: 6 * hourMs }),
  leap(40 * dayMs),
  leap(40 * dayMs, { off: true, wrongMs: 6 * hourMs }),
  leap(3 * yearMs),
  leap(-hourMs, { failing: true, off: true }),
  leap(8 * hourMs, { asleep: true, failing: true }),
  leap(9 * dayMs, { asleep: true, failing: true, off: true }),
];

function anyLeap({ random }: TortureContext): Leap {
  const asleep = random.chance(0.2);
  const by = Math.round(random.spread(secondMs, 3 * yearMs));
  return {
    by: asleep || random.chance(0.5) ? by : -by,
    wrongMs: random.pick([10 * minuteMs, hourMs, 6 * hourMs]),
    off: random.chance(0.5),
    failing: random.chance(0.4),
    asleep,
  };
}

const intervalMs = 5 * minuteMs;
/** A poll may wait for the last minute's look, and is up to a tenth late. */
const longestPauseMs = 1.1 * intervalMs + minuteMs;
const historyDays = 35;

/** One computer with one account, and what is really so: `passed` runs as no clock of a computer does. */
class Computer {
  readonly time = createTestClock();
  readonly channel = recordingChannel('desktop');
  readonly failures: string[] = [];
  private readonly home: string;
  private readonly server: MockProvider;
  private readonly name: string;
  private open: OpenEngine | null = null;
  private passed = 0;
  private readAt = Number.NEGATIVE_INFINITY;
  private down = false;

  constructor(home: string, server: MockProvider, name: string) {
    this.home = home;
    this.server = server;
    this.name = name;
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const now = this.time.clock.now();
    const settings = settingsSchema.parse({
      version: 2,
      lastAccountNumber: 1,
      accounts: [
        {
          id: 'a1',
          provider: 'crustdata',
          label: 'production',
          createdAt: now - historyDays * dayMs,
          credential: { kind: 'environment', variables: { key: 'CRUSTDATA_API_KEY' } },
          credentialEnd: null,
        },
      ],
      // A wrong clock makes wrong forecasts, and nobody can help it.
      alerts: {
        rules: alertRulesSchema.parse({
          'runs-out-soon': { enabled: false, leadHours: 72, criticalHours: 24 },
          'burn-spike': { enabled: false },
        }),
      },
    });
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
    server.answer(() => {
      if (this.down) return { status: 503, body: {} };
      this.readAt = this.passed;
      return { body: { account: { credits: this.left, recurring_credits: 1000 } } };
    });
  }

  /** Falls below a tenth of the plan, which is told once, an hour after the beginning. */
  private get left(): number {
    return this.passed < hourMs ? 500 : 90;
  }

  private unseenMs = 0;

  fail(what: string): void {
    this.failures.push(`${this.name}: ${what}`);
  }

  start(): OpenEngine {
    const opened = openEngine({
      shell: 'browser',
      mode: 'live',
      home: this.home,
      environment: { CRUSTDATA_API_KEY: 'invented-key-1234' },
      vault: createMemoryVault,
      fetch: createNodeFetch({}),
      providers: [crustdata],
      endpoints: { crustdata: this.server.origin },
      clock: this.time.clock,
      random: () => 0.5,
      channels: () => [this.channel],
    });
    if (!opened.ok) throw new Error(opened.error.message);
    this.open = opened.value;
    return opened.value;
  }

  async stop(): Promise<void> {
    await this.open?.close();
    this.open = null;
  }

  get engine(): OpenEngine {
    return this.open ?? this.start();
  }

  /** Real time passes, with Fuelgauge running. Looks at what is told each minute. */
  async run(ms: number): Promise<void> {
    const { engine } = this.engine;
    for (let left = ms; left > 0; left -= minuteMs) {
      await this.time.advance(Math.min(left, minuteMs));
      this.passed += Math.min(left, minuteMs);
      while (engine.state().accounts.some(({ refreshing }) => refreshing)) await settle();
      await this.time.advance(0);
      this.look();
    }
  }

  set(by: number, hasPassed: boolean): void {
    // A step back that is shorter than the age of the reading leaves no date ahead, so nobody can notice it.
    if (by < 0 && -by <= this.passed - this.readAt + minuteMs) this.unseenMs = -by;
    this.time.jump(by);
    if (hasPassed) this.passed += by;
  }

  set isDown(down: boolean) {
    this.down = down;
  }

  get requests(): number {
    return this.server.requests.length;
  }

  /** Whether the state tells the truth. */
  look(): void {
    const [account] = this.engine.engine.state().accounts;
    if (account === undefined) throw new Error('The account is gone.');
    const age = this.passed - this.readAt;
    const now = this.time.clock.now();
    const { readAt, state } = account.health;
    const isCurrent = age <= 2 * intervalMs + minuteMs + this.unseenMs;
    if (state === 'ok' && !isCurrent)
      this.fail(`“ok” with a reading of ${Math.round(age / minuteMs)} minutes`);
    if (readAt !== null && isFuture(readAt, now) && state === 'ok')
      this.fail('“ok” with a reading from ahead');
    const { code } = answerCheck(account, crustdata, 10, now);
    if (code === exitCodes.done && !isCurrent)
      this.fail(`check says “enough” of a reading of ${Math.round(age / minuteMs)} minutes`);
  }
}

async function leapt(context: TortureContext, index: number, one: Leap): Promise<string[]> {
  const server = await startMockProvider({ body: {} });
  const computer = new Computer(join(context.folder, `${index}`), server, JSON.stringify(one));
  const { time, channel } = computer;
  const began = time.clock.now();
  const { history, engine } = computer.start();
  for (let at = began - historyDays * dayMs; at < began; at += 20 * minuteMs)
    history.addSamples('a1', at, [{ pool: 'credits', remaining: 600 }]);
  engine.start();
  await computer.run(2 * hourMs);
  history.compact(time.clock.now());
  const kept = history.allSamples('a1');

  if (one.failing) {
    computer.isDown = true;
    await computer.run(2 * intervalMs);
  }
  if (one.off) await computer.stop();
  computer.set(one.by, one.asleep);
  computer.engine.engine.start();
  await goesOn(computer, one.failing, 'after the clock was set');
  computer.isDown = false;
  await computer.run(one.wrongMs);
  computer.engine.history.compact(time.clock.now());
  if (!one.asleep) {
    if (one.off) await computer.stop();
    computer.set(-one.by, false);
    computer.look();
    computer.engine.engine.start();
    await goesOn(computer, false, 'after the clock was right again');
    await computer.run(hourMs);
    computer.engine.history.compact(time.clock.now());
  }

  const now = time.clock.now();
  const after = computer.engine.history.allSamples('a1');
  const has = new Set(after.map(({ t }) => t));
  const rawSince = now - 29 * dayMs;
  const lost = kept.filter(({ t }) => t > rawSince && !has.has(t));
  if (lost.length > 0) computer.fail(`${lost.length} samples were thinned`);
  const ahead = after.filter(({ t }) => isFuture(t, now));
  // A leap of less than an hour looks like a pause in polling, and one that is shorter than it lasted leaves no gap: then
  // nothing tells a clock that was ahead from one that is behind now.
  if (ahead.length > 0 && one.by > Math.max(hourMs, one.wrongMs))
    computer.fail(`${ahead.length} samples lie ahead`);
  const bodies = channel.told.map(({ body }) => body);
  if (bodies.some((body) => body.includes('No new reading')))
    computer.fail(`told an outage: ${bodies.join(' | ')}`);
  if (bodies.length !== 1)
    computer.fail(`told ${bodies.length} alerts instead of one: ${bodies.join(' | ')}`);
  await computer.stop();
  await server.close();
  return computer.failures;
}

/** Polls at least once within the interval, and again within the next; with growing intervals after a failure. */
async function goesOn(computer: Computer, isFailing: boolean, when: string): Promise<void> {
  const before = computer.requests;
  await computer.run(isFailing ? 3 * longestPauseMs : longestPauseMs);
  if (computer.requests === before) computer.fail(`no poll ${when}`);
  if (isFailing) return;
  const first = computer.requests;
  await computer.run(longestPauseMs);
  if (computer.requests === first) computer.fail(`no second poll ${when}`);
}

export const clocks: Scenario = {
  name: 'clocks',
  about: 'polling, ages, history and alerts survive a clock that leaps by seconds to years, and sleep',
  tries: { quick: usual.length, full: 300 },
  async run(context) {
    const failures: string[] = [];
    for (let index = 0; index < context.tries; index += 1) {
      failures.push(...(await leapt(context, index, usual[index] ?? anyLeap(context))));
      if (index % 25 === 24)
        context.progress(`${index + 1} of ${context.tries} leaps, ${failures.length} failures`);
    }
    return { failures };
  },
};
