import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { judge, noVerdict, type Verdict } from './alerts-judge.ts';
import { runAccounts } from './alerts-run.ts';
import { benchAccounts } from './alerts-world.ts';

// Usage: node bench/alerts.ts [--json] [--seed N] [--accounts N]. Exits with 1 if a goal is missed.

const days = 60;
const workers = 2;
/** A Monday, far from the turn of the year. */
const startAt = Date.UTC(2026, 6, 6, 0, 30);
const goals = { announced24h: 0.95, falseRunsOut: 0.05, duplicates: 0 } as const;

const after = (name: string, otherwise: number): number => {
  const place = process.argv.indexOf(name);
  return place < 0 ? otherwise : Number(process.argv[place + 1]);
};

async function work(): Promise<void> {
  const { seed, count, part }: { seed: number; count: number; part: number } = workerData;
  const own = benchAccounts(seed, count, startAt, days).filter((_, index) => index % workers === part);
  parentPort?.postMessage(judge(await runAccounts(own, { seed, startAt, days })));
}

async function main(): Promise<void> {
  const seed = after('--seed', 1);
  const count = after('--accounts', 50);
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, part) => inWorker({ seed, count, part })),
  );
  const total = parts.reduce(added, noVerdict());
  const numbers = {
    announced24h: share(total.announced, total.allowed, 1),
    falseRunsOut: share(total.falseAlarms, total.alerts, 0),
    duplicates: total.duplicates,
  };
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (process.argv.includes('--json')) say(JSON.stringify(numbers));
  else for (const line of linesOf(total, numbers, { seed, count })) say(line);
  const isGood =
    numbers.announced24h >= goals.announced24h &&
    numbers.falseRunsOut <= goals.falseRunsOut &&
    numbers.duplicates <= goals.duplicates;
  process.exitCode = isGood ? 0 : 1;
}

function inWorker(data: { seed: number; count: number; part: number }): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data, argv: process.argv.slice(2) });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function added(sum: Verdict, part: Verdict): Verdict {
  const notifications = { ...sum.notifications };
  for (const kind of Object.keys(part.notifications) as (keyof typeof notifications)[])
    notifications[kind] = (notifications[kind] ?? 0) + (part.notifications[kind] ?? 0);
  return {
    runOuts: sum.runOuts + part.runOuts,
    allowed: sum.allowed + part.allowed,
    announced: sum.announced + part.announced,
    alerts: sum.alerts + part.alerts,
    cameTrue: sum.cameTrue + part.cameTrue,
    refilled: sum.refilled + part.refilled,
    dropped: sum.dropped + part.dropped,
    falseAlarms: sum.falseAlarms + part.falseAlarms,
    critical: sum.critical + part.critical,
    criticalTrue: sum.criticalTrue + part.criticalTrue,
    duplicates: sum.duplicates + part.duplicates,
    notifications,
    notes: [...sum.notes, ...part.notes],
  };
}

const share = (part: number, whole: number, otherwise: number): number =>
  whole === 0 ? otherwise : Math.round((part / whole) * 1000) / 1000;

function linesOf(
  total: Verdict,
  numbers: { announced24h: number; falseRunsOut: number; duplicates: number },
  { seed, count }: { seed: number; count: number },
): string[] {
  const notified = Object.entries(total.notifications).map(([kind, times]) => `${kind} ${times}`);
  return [
    `${days} days of ${count} accounts, seed ${seed}`,
    `notified: ${notified.join(', ')}`,
    `run-outs: ${total.runOuts}, of which ${total.allowed} were predictable a day before`,
    `announced a day before: ${total.announced} of ${total.allowed} (${numbers.announced24h}; goal ${goals.announced24h})`,
    `“runs out soon”: ${total.alerts}; ran out ${total.cameTrue}, refilled or topped up first ${total.refilled}, burn fell ${total.dropped}`,
    `false alarms: ${total.falseAlarms} (${numbers.falseRunsOut}; goal ${goals.falseRunsOut})`,
    `of those within a day: ${total.criticalTrue} of ${total.critical} ran out within 36 hours`,
    `duplicates: ${total.duplicates} (goal ${goals.duplicates})`,
    ...total.notes.map((note) => `  ${note}`),
  ];
}

if (isMainThread) await main();
else await work();
