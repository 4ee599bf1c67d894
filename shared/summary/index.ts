import type { WritingContext } from '../format.ts';
import type { AccountState, ProviderInfo } from '../model/index.ts';
import { type Level, runOutOf, standingOf } from '../standing/index.ts';
import { dayMs, dayName, longDay, onDay } from '../time/index.ts';
import { firstLapse, problemOf } from './problem.ts';

export { type Figure, figureOf, leftWords, wholeWords } from './figure.ts';
export { type Subtitle, subtitleOf } from './subtitle.ts';

// The headline above the accounts.

export interface Summary {
  /** One sentence, as a heading without a full stop. */
  title: string;
  /** A few short sentences more; null if the title says it all. */
  detail: string | null;
  /** The worst of the accounts. */
  tone: 'critical' | 'watch' | 'ok';
}

/** A run-out later than this is not worth mentioning. */
const soonMs = 60 * dayMs;

/**
 * Is anything wrong, what is blocked, what runs out first, what expires first? The worst problem is the title, and the
 * second one follows; then what expires unused, and the rest. Accounts are sorted, most urgent first.
 */
export function summarize(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  context: WritingContext,
): Summary {
  const groups = Map.groupBy(accounts, (account) => standingOf(account, context.now).level);
  const of = (wanted: Level) => groups.get(wanted) ?? [];
  const [critical, watch, waiting, ok, off] = [
    of('critical'),
    of('watch'),
    of('waiting'),
    of('ok'),
    of('off'),
  ];
  const urgent = [...critical, ...watch];
  const tone = critical.length > 0 ? 'critical' : watch.length > 0 ? 'watch' : 'ok';
  const name = (account: AccountState) => nameOf(account, accounts, providers);

  if (accounts.length === 0) return { title: 'No accounts yet', detail: null, tone };
  if (off.length === accounts.length)
    return {
      title: accounts.length === 1 ? 'The account is paused' : `${allOf(accounts.length)} are paused`,
      detail: 'The balances shown are the last ones read.',
      tone,
    };
  if (isOffline([...urgent, ...ok, ...waiting])) return offline(urgent, name, context, tone);

  const lapse = firstLapse([...urgent, ...waiting, ...ok], name, context);
  const [first, second] = urgent;
  if (first !== undefined) {
    const title = problemOf(first, name(first), context);
    const shownLapse = second === undefined && lapse?.words !== title ? lapse : null;
    const others = ok.filter((account) => account !== shownLapse?.account).length;
    const more = urgent.length - 2;
    const detail = sentences([
      second && problemOf(second, name(second), context),
      more > 0 && `${more} more ${more === 1 ? 'needs' : 'need'} attention`,
      shownLapse?.words,
      ...restOf(others, waiting.length, off.length, true),
    ]);
    return { title, detail, tone };
  }
  if (ok.length === 0) return { title: 'Waiting for the first reading', detail: null, tone };
  const all = ok.length === accounts.length;
  return {
    title: all
      ? fineTitle(ok, name, context)
      : `${ok.length} of ${accounts.length} accounts ${ok.length === 1 ? 'is' : 'are'} fine`,
    detail: sentences([
      firstRunOut(ok, name, context),
      lapse?.words,
      ...restOf(0, waiting.length, off.length, false),
    ]),
    tone,
  };
}

const sentences = (words: readonly (string | false | null | undefined)[]): string | null => {
  const said = words.filter((each) => typeof each === 'string');
  return said.length > 0 ? said.map((each) => `${each}.`).join(' ') : null;
};

const allOf = (count: number): string => (count === 2 ? 'Both accounts' : `All ${count} accounts`);

/** Whether this computer can reach no provider at all. */
const isOffline = (accounts: readonly AccountState[]): boolean =>
  accounts.length > 0 && accounts.every(({ health }) => health.error?.kind === 'offline');

function offline(
  accounts: readonly AccountState[],
  name: (account: AccountState) => string,
  context: WritingContext,
  tone: Summary['tone'],
): Summary {
  // A problem from before the connection was lost is still there.
  const worse = accounts.find(({ alerts }) =>
    alerts.some(({ kind, severity }) => severity === 'critical' && kind !== 'unreachable'),
  );
  const detail = sentences([
    worse && problemOf(worse, name(worse), context),
    'The balances shown are the last ones read',
  ]);
  return { title: 'This computer is offline', detail, tone };
}

function fineTitle(
  accounts: readonly AccountState[],
  name: (account: AccountState) => string,
  context: WritingContext,
): string {
  const [only] = accounts;
  const are =
    only !== undefined && accounts.length === 1
      ? `${name(only)} is fine`
      : `${allOf(accounts.length)} are fine`;
  const until = fineUntil(accounts, context);
  return until === null ? are : `${are} ${until}`;
}

/** The day of the first early run-out; `for now` if there is no forecast for some account yet; null if none will run out. */
function fineUntil(accounts: readonly AccountState[], context: WritingContext): string | null {
  const pools = accounts.flatMap((account) => account.pools.filter(({ remaining }) => remaining !== null));
  const known = pools.every(({ forecast }) => forecast !== null && forecast.confidence !== 'none');
  const all = accounts.every(({ pools: own }) => own.some(({ remaining }) => remaining !== null));
  if (!known || !all) return 'for now';
  const early = Math.min(...pools.map((pool) => runOutOf(pool)?.early ?? Number.POSITIVE_INFINITY));
  if (early <= context.now) return 'for now';
  return Number.isFinite(early) ? `until at least ${longDay(early, context, context.zone)}` : null;
}

/** `Crustdata runs out first, likely on 4 December`; null if nothing runs out soon. */
function firstRunOut(
  accounts: readonly AccountState[],
  name: (account: AccountState) => string,
  context: WritingContext,
): string | null {
  const ends = accounts.flatMap((account) =>
    account.pools.flatMap((pool) => {
      const at = runOutOf(pool)?.likely ?? null;
      // A daily refill may be used up every day: that is normal.
      if (at === null || pool.cycle?.frequency === 'daily' || at - context.now > soonMs) return [];
      return [{ account, at }];
    }),
  );
  const [first] = ends.sort((a, b) => a.at - b.at);
  if (first === undefined || first.at <= context.now) return null;
  const day = onDay(dayName(first.at, context));
  return accounts.length === 1
    ? `It likely runs out ${day}`
    : `${name(first.account)} runs out first, likely ${day}`;
}

function restOf(ok: number, waiting: number, off: number, others: boolean): (string | false)[] {
  const fine =
    ok === 1 && others ? 'The other account is fine' : `${others ? 'The other ' : ''}${ok} are fine`;
  return [
    ok > 0 && fine,
    waiting > 0 && `${waiting} ${waiting === 1 ? 'is' : 'are'} waiting for the first reading`,
    off > 0 && `${off} ${off === 1 ? 'is' : 'are'} paused`,
  ];
}

/** Longer labels are cut to keep the sentence short. */
const longestLabel = 24;

/** The provider's name, with the label if you have several accounts there. */
function nameOf(
  account: AccountState,
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
): string {
  const name = providers.find((provider) => provider.id === account.provider)?.name ?? account.provider;
  const alone = accounts.filter((other) => other.provider === account.provider).length === 1;
  if (alone) return name;
  const letters = [...account.label];
  const label =
    letters.length > longestLabel
      ? `${letters
          .slice(0, longestLabel - 1)
          .join('')
          .trimEnd()}…`
      : account.label;
  return `${name} (${label})`;
}
