import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Random } from '../../../bench/random.ts';
import { openHistory } from '../../../main/engine/store/history.ts';
import { openSettings } from '../../../main/engine/store/settings.ts';
import { defaultSettings } from '../../../main/engine/store/settings-format.ts';
import { accountSchema } from '../../../shared/model/index.ts';
import { dayMs, dayOf } from '../../../shared/time/index.ts';
import type { Scenario, TortureContext } from '../scenario.ts';

// A case is one use in a history as version 4 of the file kept it. Then reports come over HTTP, some of them chunked, some
// twice.

const plan = 1e9;
const reports = { few: 40, most: 2000 };
const account = (now: number) =>
  accountSchema.parse({
    id: 'a1',
    provider: 'scrapio',
    label: 'production',
    createdAt: now - 60 * dayMs,
    credential: { kind: 'none' },
    credentialEnd: null,
    entered: { refill: plan, cycleStart: dayOf(now - 20 * dayMs) },
  });

export const usage: Scenario = {
  name: 'usage',
  about:
    'a ledger with a million uses, and reports over HTTP: each is counted once, quickly, in little memory.',
  tries: { quick: 300, full: 1_000_000 },
  async run(context) {
    const now = Date.now();
    const failures: string[] = [];
    const empty = await measure(context, now, 0, failures);
    context.progress(`an empty ledger: ${empty.median.toFixed(1)} ms, ${empty.rss.toFixed(0)} MB`);
    const full = await measure(context, now, context.tries, failures);
    return {
      failures,
      figures: [
        { name: 'report, median', value: full.median, unit: 'ms', most: 5 },
        { name: 'report, p99', value: full.p99, unit: 'ms' },
        { name: 'against an empty ledger', value: full.median / empty.median, unit: '×', most: 2 },
        { name: 'memory above empty', value: full.rss - empty.rss, unit: 'MB', most: 20 },
        { name: 'first opening of the older file', value: full.migratedMs, unit: 'ms' },
        { name: 'opening', value: full.openMs, unit: 'ms' },
      ],
    };
  },
};

async function measure(
  { folder, random, progress, tries }: TortureContext,
  now: number,
  rows: number,
  failures: string[],
) {
  const home = join(folder, `home-${rows}`);
  mkdirSync(home, { mode: 0o700 });
  const settings = openSettings(home);
  if (!settings.ok) throw new Error(settings.error.message);
  await settings.value.update(() => ({
    ...defaultSettings(),
    accounts: [account(now)],
    lastAccountNumber: 1,
  }));
  settings.value.close();
  const inCycle = writeOldHistory(join(home, 'history.db'), now, rows, random);
  progress(`${rows} uses are written`);
  const began = performance.now();
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.history.close();
  const migratedMs = performance.now() - began;

  const child = fork(join(import.meta.dirname, '../usage-server.ts'), [home], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const { origin, token, openMs } = ready.parse(await message(child));
    const count = tries > 10_000 ? reports.most : reports.few;
    const times: number[] = [];
    let used = inCycle;
    for (let index = 0; index < count; index += 1) {
      const credits = Math.ceil(random.next() * 1000) / 100;
      const again = index % 10 === 3;
      used += credits;
      for (let sent = 0; sent < (again ? 2 : 1); sent += 1) {
        const sentAt = performance.now();
        const answer = await report(
          origin,
          token,
          agent,
          { account: 'a1', credits, id: `r${index}` },
          index % 3 === 0,
        );
        times.push(performance.now() - sentAt);
        const left = z.object({ remaining: z.number() }).safeParse(answer.body);
        if (answer.status !== 200 || !left.success) failures.push(`report ${index}: ${answer.status}`);
        else if (Math.abs(left.data.remaining - (plan - used)) > 0.001)
          failures.push(
            `report ${index} of ${rows} rows: ${left.data.remaining} left, ${plan - used} wanted`,
          );
      }
    }
    child.send('memory');
    const { rss } = memory.parse(await message(child));
    times.sort((a, b) => a - b);
    const at = (part: number) => times[Math.floor(part * (times.length - 1))] ?? 0;
    return { median: at(0.5), p99: at(0.99), rss, openMs, migratedMs };
  } finally {
    agent.destroy();
    child.disconnect();
  }
}

const ready = z.object({ origin: z.string(), token: z.string(), openMs: z.number() });
const memory = z.object({ rss: z.number() });
const message = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });

/** A file as version 4 left it, with uses of the last 40 days. Returns what was used in the present cycle. */
function writeOldHistory(file: string, now: number, rows: number, random: Random): number {
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.history.close();
  const db = new DatabaseSync(file);
  db.exec(`DROP TABLE use_slots; DROP INDEX uses_by_logging; DROP INDEX uses_by_error;
    ALTER TABLE uses DROP COLUMN logged_at; ALTER TABLE uses DROP COLUMN marks; PRAGMA user_version = 4; BEGIN`);
  const insert = db.prepare('INSERT INTO uses VALUES (?, ?, ?, ?, ?)');
  const cycleStart = Date.parse(`${dayOf(now - 20 * dayMs)}T00:00:00Z`);
  let inCycle = 0;
  for (let index = 0; index < rows; index += 1) {
    const at = now - 1000 - Math.floor(random.next() * 40 * dayMs);
    const amount = Math.ceil(random.next() * 100);
    if (at >= cycleStart) inCycle += amount;
    insert.run('a1', `u${index}`, at, amount, null);
  }
  db.exec('COMMIT');
  db.close();
  return inCycle;
}

function report(
  origin: string,
  token: string,
  agent: Agent,
  use: object,
  chunked: boolean,
): Promise<{ status: number; body: unknown }> {
  const body = JSON.stringify(use);
  const length = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': Buffer.byteLength(body) };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...length };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/v1/usage`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.write(body.slice(0, 9));
    sent.end(body.slice(9));
  });
}
