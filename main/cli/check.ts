import { formatAge, formatAmount, formatBalance, leftAndNeed } from '../../shared/format.ts';
import type { AccountState, Cap, ProviderInfo } from '../../shared/model/index.ts';
import { isOlderThan } from '../../shared/time/index.ts';
import { exitCodes } from './exit.ts';

export interface Answer {
  code: typeof exitCodes.done | typeof exitCodes.no | typeof exitCodes.unknown;
  sentence: string;
}

/** A cap of these windows may be used up without our knowing. Shorter windows reset soon enough. */
const longWindows: readonly Cap['window'][] = ['day', 'week', 'month', 'spending'];

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
  const unknown = (why: string): Answer => ({ code: exitCodes.unknown, sentence: `Unknown: ${why}` });
  const no = (why: string): Answer => ({ code: exitCodes.no, sentence: `Not enough: ${why}` });

  if (error?.kind === 'exhausted') return no(error.message);
  if (error?.kind === 'bad-credential' || error?.kind === 'limited-scope') return unknown(error.message);
  if (readAt === null)
    return unknown(unasked ?? error?.message ?? `${provider.name} has not been checked yet.`);
  if (isOlderThan(2 * account.intervalMs, readAt, now))
    return unknown(
      `the last reading was ${formatAge(now - readAt)}. ${unasked ?? error?.message ?? ''}`.trimEnd(),
    );
  if (!pool || pool.remaining === null) return unknown(whatToEnter(account, provider));

  const [ofLeft, ofNeed] = leftAndNeed(pool.remaining, need);
  const wanted = formatAmount(need, pool.unit, ofNeed);
  const left = formatBalance(pool.remaining, pool.unit, ofLeft);
  if (pool.remaining < need) return no(`${left}, ${wanted} needed.`);

  const caps = account.caps.filter(({ hard, window }) => hard && window !== 'concurrent');
  for (const cap of caps) {
    const capLeft = cap.limit - (cap.used ?? 0);
    if (capLeft < need)
      return no(
        `${left}, but the cap “${cap.label}” leaves ${formatAmount(Math.max(0, capLeft), pool.unit)}, ${formatAmount(need, pool.unit, { round: 'up' })} needed.`,
      );
  }
  const unseen = caps.find(({ used, window }) => used === null && longWindows.includes(window));
  if (unseen) return unknown(`it is not known how much of the cap “${unseen.label}” is used.`);
  return { code: exitCodes.done, sentence: `Enough: ${left}, ${wanted} needed.` };
}

function whatToEnter(account: AccountState, provider: ProviderInfo): string {
  return provider.balance === 'reported'
    ? `${provider.name} did not report the balance.`
    : `enter the plan and the start of the cycle first: fuelgauge edit ${account.id} --plan PLAN --cycle-start DATE`;
}
