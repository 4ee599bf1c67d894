import type { Random } from '../../../bench/random.ts';
import type { AccountState } from '../../../shared/model/index.ts';
import { changedAt } from '../../providers/fixtures.ts';
import { type FuzzWorld, openFuzzWorld, type Polled, polled, well } from '../fuzz-world.ts';
import type { Scenario } from '../scenario.ts';

export const fuzz: Scenario = {
  name: 'fuzz',
  about: 'Extreme answers of each provider through the whole engine; the other accounts must not notice.',
  tries: { quick: 20, full: 2000 },
  async run({ tries, random, folder, progress }) {
    const failures: string[] = [];
    const world = await openFuzzWorld(folder, tries);
    try {
      await logTooMuch(world);
      for (let n = 0; n < tries; n += 1) {
        for (const id of polled) world.answers.set(id, extreme(id, random));
        const told = polled.map((id) => `${id} answered ${String(world.answers.get(id)).slice(0, 400)}`);
        const fail = (what: string) => failures.push(`case ${n}: ${what}. ${told.join('; ')}`);
        await attempt(async () => look(await world.poll(), fail), fail);
        if ((n + 1) % everyLook === 0 || n === tries - 1) {
          progress(`${n + 1} of ${tries}`);
          await attempt(() => lookFromOutside(world, fail), fail);
        }
      }
      for (const id of polled) world.answers.set(id, well[id]);
      for (const { label, health } of await world.poll())
        if (health.error !== null) failures.push(`${label} is not well again: ${health.error.message}`);
    } finally {
      await world.close();
    }
    return { failures };
  },
};

/** How many cases lie between two restarts with a look at the server and the command line. */
const everyLook = 150;

async function attempt(work: () => Promise<void>, fail: (what: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(`it threw ${error instanceof Error ? error.message.slice(0, 500) : 'something'}`);
  }
}

/** Amounts that are fine one by one, and too much together. */
async function logTooMuch({ opened }: FuzzWorld): Promise<void> {
  const { engine } = opened();
  const account = 'scrapio';
  await engine.editAccount({ account, refill: 1e15, cycleStart: '2020-01-01', rollover: 'all' });
  for (let n = 0; n < 3; n += 1) {
    await engine.addGrant({ account, amount: 1e15, kind: 'topup' });
    await engine.logUsage({ account, amount: 1e15 });
  }
}

function look(accounts: readonly AccountState[], fail: (what: string) => void): void {
  const healthy = accounts.find(({ label }) => label === 'healthy');
  if (accounts.length !== polled.length + 2) fail(`there are ${accounts.length} accounts`);
  if (healthy?.pools[0]?.remaining !== 9406.5 || healthy.health.error !== null)
    fail(`the healthy account says ${JSON.stringify(healthy?.health)} ${healthy?.pools[0]?.remaining}`);
  for (const { label, health, pools, caps, notes } of accounts) {
    if (health.error === null && health.readAt === null) fail(`${label} is hidden, without an error`);
    const limits = [...pools.map(({ limit }) => limit), ...caps.map(({ limit }) => limit)];
    if (limits.some((limit) => limit !== null && limit < 0)) fail(`${label} has a limit below zero`);
    if ([...pools, ...caps].some(({ used }) => used !== null && used < 0))
      fail(`${label} has used less than nothing`);
    if (pools.length > 50 || caps.length > 21 || notes.length > 20) fail(`${label} is larger than it may be`);
  }
}

/** After a restart: the server, its stream, and the command line. */
async function lookFromOutside(world: FuzzWorld, fail: (what: string) => void): Promise<void> {
  await world.reopen();
  for (const text of await world.served())
    if (!text.includes('9406.5')) fail('the server does not tell of the healthy account');
  const expected: [args: string[], codes: number[], says: string][] = [
    [['status'], [0, 3], '9,406.5'],
    [['status', '--json'], [0, 3], '9406.5'],
    [['accounts'], [0], 'healthy'],
    [['check', 'healthy', '--need', '9406'], [0], 'Enough'],
  ];
  for (const [args, codes, says] of expected) {
    const { code, stdout, stderr } = await world.run(args);
    if (!codes.includes(code ?? -1) || !stdout.includes(says))
      fail(`${args.join(' ')} ended with ${code}: ${stderr.slice(0, 300)}`);
    if (/Infinity|NaN|\d{30}/.test(stdout)) fail(`${args.join(' ')} prints what is no amount`);
  }
}

const lot = {
  origin: 'auto_topup',
  type: 'purchase',
  remaining_credits: 500,
  original_credits: 1000,
  expires_at: '2027-02-01T00:00:00Z',
};
/** With every field that is read. */
const whole: Record<Polled, unknown> = {
  crustdata: {
    account: {
      credits: 9000,
      recurring_credits: 8000,
      recurring_credits_frequency: 'monthly',
      recurring_credits_refresh_date: '2026-12-10T00:00:00Z',
      credit_rollover: true,
    },
    wallets: [{ ...lot, origin: 'recurring_credits' }],
    credit_topups: [lot, lot],
  },
  scraperapi: {
    creditsLeft: 58_127,
    requestCount: 41_873,
    requestLimit: 100_000,
    concurrentRequests: 3,
    concurrencyLimit: 20,
    subscriptionDate: '2026-07-14T09:20:11.000Z',
    nextBillingDate: '2026-12-14T09:20:11.000Z',
  },
  capsolver: {
    errorId: 0,
    balance: 7.4,
    packages: [
      { packageId: 'p1', title: 'Package', numberOfCalls: 90, status: 1, expireTime: 1_800_000_000 },
      { packageId: 'p2', title: 'Package', numberOfCalls: 5, status: 1 },
    ],
  },
  spidra: {
    status: 'success',
    data: [
      { date: '2026-11-27', credits: 31 },
      { date: '2026-11-28', credits: 12.5 },
    ],
  },
};

/** Written into the JSON as they are. */
const numbers = [
  '0',
  '-0',
  '-1',
  '0.1',
  '5e-324',
  '1e15',
  '1000000000000001',
  '-1e15',
  '-1000000000000001',
  '1e16',
  '1e21',
  '1e308',
  '-1e308',
  '1e400',
  '-1e400',
  '2147483647',
  '4294967295',
  '9007199254740991',
  '9223372036854775807',
  '253402300799',
  '253402300800',
  '8.64e12',
  '8640000000001',
  '8.8e12',
  '8.64e15',
  '8.8e15',
  '-62135596801',
  `${'9'.repeat(309)}`,
  `0.${'3'.repeat(400)}`,
];
const texts = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '0x10',
  '1,000',
  '1.249,5',
  '∞',
  'unlimited',
  'null',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'topup',
  'recurring',
  'daily',
  'yearly',
  '\u202e<b>&',
  '\u0000\u001b[2J',
  '2026-02-30',
  '20000-01-01',
  '+020000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '1970-01-01',
  '2026-11-28T25:00:00Z',
  '9'.repeat(309),
  'x'.repeat(5000),
];

/** One answer with one to four of its parts replaced, or a long list. */
function extreme(id: Polled, random: Random): string {
  let body = JSON.stringify(whole[id]);
  const replaced = Math.floor(random.between(1, 5));
  for (let n = 0; n < replaced; n += 1) {
    const path = random.pick(pathsIn(JSON.parse(body), []));
    if (path.length > 0) body = changedAt(body, path, valueFor(random));
  }
  return body.replaceAll(/"@([^"]*)@"/g, '$1');
}

function valueFor(random: Random): unknown {
  if (random.chance(0.4)) return `@${random.pick(numbers)}@`;
  if (random.chance(0.05)) return undefined;
  if (random.chance(0.2)) return `@${random.spread(1e-300, 1e300) * (random.chance(0.5) ? 1 : -1)}@`;
  if (random.chance(0.6)) return random.pick(texts);
  const entries = Array.from({ length: Math.floor(random.between(0, 400)) }, () => random.pick(numbers));
  return random.pick<unknown>([
    null,
    true,
    [],
    {},
    entries.map((entry) => `@${entry}@`),
    Array.from({ length: 300 }, () => lot),
    Object.fromEntries([
      ['__proto__x', 1],
      ['constructor', { prototype: 1 }],
      ['credits', '@1e308@'],
    ]),
  ]);
}

function pathsIn(value: unknown, path: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value)
      .slice(0, 20)
      .flatMap(([key, part]) => pathsIn(part, [...path, key])),
  ];
}
