import { statSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../main/providers/catalogue.ts';
import type { Provider, ReadContext } from '../../../main/providers/contract/provider.ts';
import { ok, readErrorSchema, readingSchema } from '../../../shared/model/index.ts';
import { now, readFixtures } from '../../providers/fixtures.ts';
import { openFuzzWorld } from '../fuzz-world.ts';
import type { Scenario } from '../scenario.ts';

export const answers: Scenario = {
  name: 'answers',
  about: 'Answers of a mebibyte in every shape; none may hold up the others or fill state and history.',
  tries: { quick: 30, full: 600 },
  async run({ tries, random, folder, progress }) {
    const failures: string[] = [];
    const cases = casesOf(catalogue);
    let slowest = 0;
    for (let n = 0; n < tries; n += 1) {
      // Every one at least once, if there are enough tries; then those that chance picks.
      const { provider, name, status, body } =
        n < cases.length && tries >= cases.length ? pick(cases, n) : random.pick(cases);
      const what = `${provider.id}, ${name}, status ${status}`;
      const context = contextOf(provider, status, body());
      const result = await provider.read(context);
      const took = Math.min(await timed(provider, context), await timed(provider, context));
      if (took > slowest) progress(`${took.toFixed(1)} ms: ${what}`);
      slowest = Math.max(slowest, took);
      const parsed = result.ok
        ? readingSchema.safeParse(result.value)
        : readErrorSchema.safeParse(result.error);
      if (!parsed.success) failures.push(`${what}: ${parsed.error.message.slice(0, 300)}`);
      const bytes = JSON.stringify(result).length;
      if (bytes > mostReadingBytes) failures.push(`${what}: a reading of ${bytes} bytes`);
    }
    const grown = await growth(folder, Math.min(tries, 60));
    if (grown.historyBytes > mostHistoryBytes || grown.stateBytes > mostStateBytes)
      failures.push(`history ${grown.historyBytes} and state ${grown.stateBytes} bytes grow without bound`);
    return {
      failures,
      figures: [
        { name: 'slowest answer', value: slowest, unit: 'ms', most: 50 },
        { name: 'history after renamed balances', value: grown.historyBytes / 1e6, unit: 'MB' },
        { name: 'state', value: grown.stateBytes / 1e3, unit: 'kB' },
      ],
    };
  },
};

const mebibyte = 1024 * 1024;
const mostReadingBytes = 100_000;
/** Up to half of it is SQLite's log of the last writes. */
const mostHistoryBytes = 8e6;
const mostStateBytes = 300_000;

interface Case {
  provider: Provider;
  name: string;
  status: number;
  /** Made when it is needed: together they would be hundreds of mebibytes. */
  body(): string;
}

function pick(cases: readonly Case[], at: number): Case {
  const found = cases[at];
  if (!found) throw new Error('no such case');
  return found;
}

/** As many entries as a mebibyte has room for, with this around them. */
function filled(before: string, entry: (n: number) => string, after = ''): string {
  const entries: string[] = [];
  for (let size = before.length + after.length; ; ) {
    const next = entry(entries.length);
    size += next.length + 1;
    if (size > mebibyte) return `${before}${entries.join(',')}${after}`;
    entries.push(next);
  }
}
const long = (text: string) => text.repeat(Math.floor((mebibyte - 200) / text.length));

/** Whatever the provider. */
const shapes: Readonly<Record<string, () => string>> = {
  blanks: () => long(' '),
  'open brackets': () => long('['),
  'nested lists': () => '['.repeat(mebibyte / 2) + ']'.repeat(mebibyte / 2),
  'nested objects': () => `${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'angle brackets': () => long('<'),
  digits: () => long('1'),
  'digits and a letter': () =>
    JSON.stringify({ creditsLeft: `${long('1')}x`, balance: `${long('1')}x`.slice(0, 9) }),
  ones: () => filled('[', () => '1', ']'),
  'empty objects': () => filled('[', () => '{}', ']'),
  'objects of different keys': () => filled('[', (n) => `{"k${n}":1}`, ']'),
  'different keys': () => filled('{', (n) => `"k${n}":1`, '}'),
  'equal keys': () => filled('{', () => '"error":"x"', '}'),
  'a long key': () => `{${JSON.stringify(long('k'))}:1}`,
  'a long error': () => JSON.stringify({ error: long('invalid '), message: 1 }),
  'a long message': () => JSON.stringify({ message: long('the key ') }),
  'errors in a list': () => filled('{"errors":[', () => '"no key"', ']}'),
  escapes: () => `{"error":"${long('\\u0041')}"}`,
  backslashes: () => `{"error":"${long('\\\\')}"}`,
  'marks of direction': () => JSON.stringify({ error: '\u202e'.repeat(mebibyte / 4) }),
  'percent signs': () => JSON.stringify({ error: long('%41') }),
};

/** What each provider would read. */
const ownShapes: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  capsolver: {
    'equal packages': () =>
      filled('{"balance":1,"packages":[', () => '{"packageId":"a","numberOfCalls":1,"status":1}', ']}'),
    'different packages': () =>
      filled(
        '{"balance":1,"packages":[',
        (n) => `{"packageId":${n},"title":"t${n}","numberOfCalls":1,"status":1}`,
        ']}',
      ),
    'packages that are numbers': () => filled('{"balance":1,"packages":[', () => '1', ']}'),
    'long titles': () =>
      filled(
        '{"balance":1,"packages":[',
        (n) => `{"packageId":${n},"title":"${'é&'.repeat(2000)}","numberOfCalls":1,"status":1}`,
        ']}',
      ),
  },
  crustdata: {
    'equal top-ups': () =>
      filled('{"account":{"credits":1},"credit_topups":[', () => '{"remaining":1}', ']}'),
    'odd top-ups': () =>
      filled(
        '{"account":{"credits":1},"credit_topups":[',
        () => '{"remaining":1,"balance":[],"amount":{},"expires_at":"x","type":1}',
        ']}',
      ),
    'a long date': () =>
      `{"account":{"credits":1,"recurring_credits":5,"recurring_credits_refresh_date":"2026-12-01T${long('0')}"}}`,
  },
  scraperapi: {
    'a long number': () => `{"creditsLeft":"${long('9')}x"}`,
    'a long fraction': () => `{"creditsLeft":0.${long('3')}}`,
  },
  spidra: {
    days: () => filled('{"status":"success","data":[', () => '{"date":"2026-11-01","credits":1}', ']}'),
    'odd days': () => filled('{"status":"success","data":[', () => '{"date":"x","credits":null}', ']}'),
    'days that are numbers': () => filled('{"status":"success","data":[', () => '1', ']}'),
  },
};

const casesOf = (providers: readonly Provider[]): Case[] =>
  providers
    .filter(({ balance }) => balance !== 'ledger')
    .flatMap((provider) =>
      Object.entries({ ...shapes, ...ownShapes[provider.id] }).flatMap(([name, body]) =>
        [200, 403, 429].map((status) => ({ provider, name, status, body })),
      ),
    );

/** Milliseconds of this thread: the others on the machine are not what is measured. */
async function timed(provider: Provider, context: ReadContext): Promise<number> {
  const before = process.threadCpuUsage();
  await provider.read(context);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function contextOf({ id }: Provider, status: number, body: string): ReadContext {
  const credential = readFixtures().find((fixture) => fixture.id === id)?.credential ?? {};
  return { credential, now, request: async () => ok({ status, headers: {}, body }) };
}

/** A provider whose balances have new names in each answer. */
async function growth(folder: string, polls: number) {
  const world = await openFuzzWorld(folder, polls);
  try {
    for (let n = 0; n < polls; n += 1) {
      const packages = Array.from({ length: 1000 }, (_, k) => ({
        packageId: `${n}-${k}`,
        title: `t${k}`,
        numberOfCalls: k,
        status: 1,
      }));
      world.answers.set('capsolver', { balance: n, packages });
      await world.poll();
    }
    const { engine, home } = world.opened();
    const files = ['history.db', 'history.db-wal'].map((name) => join(home, name));
    return {
      stateBytes: JSON.stringify(engine.state().accounts).length,
      historyBytes: files.reduce(
        (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
        0,
      ),
    };
  } finally {
    await world.close();
  }
}
