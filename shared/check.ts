import { formatAge, formatAmount, formatBalance, leftAndNeed, unitKey } from './format.ts';
import type { AccountState, Cap, PoolState, ProviderInfo, Unit } from './model/index.ts';
import { hourMs, isOlderThan } from './time/index.ts';

export const answers = ['enough', 'not-enough', 'unknown'] as const;

export interface Answer {
  answer: (typeof answers)[number];
  /** The answer with its reason. */
  sentence: string;
}

/** A cap of these windows may be used up without our knowing. Shorter windows reset soon enough. */
const longWindows: readonly Cap['window'][] = ['day', 'week', 'month', 'spending'];

const verdicts: Record<Answer['answer'], string> = {
  enough: 'Enough',
  'not-enough': 'Not enough',
  unknown: 'Unknown',
};

/**
 * Whether the account can spend `need` of its first pool's unit now, judged by what is left and by every hard cap.
 * Unknown if the balance is not known, too old, or the credential was rejected. `now` in epoch milliseconds.
 * `unasked`: why the provider could not be asked, such as that the credentials are locked; a sentence.
 */
export function answerCheck(
  account: AccountState,
  provider: ProviderInfo,
  need: number,
  now: number,
  unasked?: string,
): Answer {
  const [pool] = account.pools;
  const { error, readAt } = account.health;
  const unknown = (why: string): Answer => ({ answer: 'unknown', sentence: `Unknown: ${why}` });
  const no = (why: string): Answer => ({ answer: 'not-enough', sentence: `Not enough: ${why}` });

  if (error?.kind === 'exhausted') return no(error.message);
  if (error?.kind === 'bad-credential' || error?.kind === 'limited-scope') return unknown(error.message);
  if (readAt === null)
    return unknown(unasked ?? error?.message ?? `${provider.name} has not been checked yet.`);
  const age = account.health.undated ? formatAge(-hourMs) : formatAge(now - readAt);
  if (account.health.undated || isOlderThan(2 * account.intervalMs, readAt, now))
    return unknown(`the last reading was ${age}. ${unasked ?? error?.message ?? ''}`.trimEnd());
  const caps = account.caps.filter((cap) => cap.hard && cap.window !== 'concurrent' && counts(cap, pool));
  if (!pool && caps.some(({ used }) => used !== null)) {
    const { answer, sentence } = answerByCaps(caps, need);
    return { answer, sentence: `${verdicts[answer]}: ${sentence}` };
  }
  if (!pool || pool.remaining === null) return unknown(whatToEnter(account, provider));

  const [ofLeft, ofNeed] = leftAndNeed(pool.remaining, need);
  const wanted = formatAmount(need, pool.unit, ofNeed);
  const left = formatBalance(pool.remaining, pool.unit, ofLeft);
  if (pool.remaining < need) return no(`${left}, ${wanted} needed.`);
  const inTheWay = answerByCaps(caps, need, pool.unit);
  if (inTheWay.answer === 'not-enough') return no(`${left}, but ${inTheWay.sentence}`);
  if (inTheWay.answer === 'unknown') return unknown(inTheWay.sentence);
  return { answer: 'enough', sentence: `Enough: ${left}, ${wanted} needed.` };
}

/** Whether what is needed counts towards a cap. A percentage cannot be compared with an amount. */
function counts({ unit }: Cap, pool: PoolState | undefined): boolean {
  if (unit === undefined) return true;
  return unit.kind !== 'percent' && (pool === undefined || unitKey(unit) === unitKey(pool.unit));
}

/** What the caps alone leave. */
function answerByCaps(caps: readonly Cap[], need: number, unit: Unit = { kind: 'requests' }): Answer {
  const wanted = formatAmount(need, unit, { round: 'up' });
  const [least] = caps
    .map(({ label, limit, used }) => ({ label, left: limit - (used ?? 0) }))
    .toSorted((a, b) => a.left - b.left);
  const leaves = (label: string, left: number) =>
    `the cap “${label}” leaves ${formatAmount(Math.max(0, left), unit)}, ${wanted} needed.`;
  if (least && least.left < need) return { answer: 'not-enough', sentence: leaves(least.label, least.left) };
  const unseen = caps.find(({ used, window }) => used === null && longWindows.includes(window));
  if (unseen)
    return {
      answer: 'unknown',
      sentence: `it is not known how much of the cap “${unseen.label}” is used.`,
    };
  return { answer: 'enough', sentence: least ? leaves(least.label, least.left) : '' };
}

function whatToEnter(account: AccountState, provider: ProviderInfo): string {
  return provider.balance === 'reported'
    ? `${provider.name} did not report the balance.`
    : `enter the plan and the start of the cycle first: fuelgauge edit ${account.id} --plan PLAN --cycle-start DATE`;
}
