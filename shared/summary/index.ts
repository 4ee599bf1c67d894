import type { WritingContext } from '../format.ts';
import type { AccountState, ProviderInfo } from '../model/index.ts';
import { type Level, runOutOf, standingOf } from '../standing/index.ts';
import { dayMs, dayName, longDay, onDay } from '../time/index.ts';
import { firstLapse, problemOf } from './problem.ts';

export { type Figure, figureOf, leftWords, wholeWords } from './figure.ts';
export { type Subtitle, subtitleOf } from './subtitle.ts';

// How things stand, in words: the sentence over the accounts.

export interface Summary {
  /** One sentence, as a heading: without its full stop. */
  title: string;
  /** What else there is to know, in up to three short sentences; null when the title says all. */
  detail: string | null;
  /** The worst of the accounts. */
  tone: 'critical' | 'watch' | 'ok';
}

/** What runs out later than this is no news. */
const soonMs = 60 * dayMs;

/**
 * Is anything wrong, what is blocked, what runs out first, what lapses first? Of what needs attention the worst is the
 * title, and the next one follows; then what lapses, and how the rest fares. Accounts come most urgent first.
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

  if (accounts.length === 0) return { title: 'There are no accounts yet', detail: null, tone };
  if (off.length === accounts.length)
    return {
      title: accounts.length === 1 ? 'The account is paused' : `${allOf(accounts.length)} are paused`,
      detail: 'The balances shown are the last that were read.',
      tone,
    };
  if (isOffline([...urgent, ...ok, ...waiting])) return offline(urgent, name, context, tone);

  const lapse = firstLapse([...urgent, ...waiting, ...ok], name, context);
  const [first, second] = urgent;
  if (first !== undefined) {
    const title = problemOf(first, name(first), context);
    const toldLapse = second === undefined && lapse?.words !== title ? lapse : null;
    const others = ok.filter((account) => account !== toldLapse?.account).length;
    const more = urgent.length - 2;
    const detail = sentences([
      second && problemOf(second, name(second), context),
      more > 0 && `${more} more ${more === 1 ? 'needs' : 'need'} attention`,
      toldLapse?.words,
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

/** Whether it is this computer that reaches none of the providers. */
const isOffline = (accounts: readonly AccountState[]): boolean =>
  accounts.length > 0 && accounts.every(({ health }) => health.error?.kind === 'offline');

function offline(
  accounts: readonly AccountState[],
  name: (account: AccountState) => string,
  context: WritingContext,
  tone: Summary['tone'],
): Summary {
  // What was wrong before the connection went is wrong still.
  const worse = accounts.find(({ alerts }) =>
    alerts.some(({ kind, severity }) => severity === 'critical' && kind !== 'unreachable'),
  );
  const detail = sentences([
    worse && problemOf(worse, name(worse), context),
    'The balances shown are the last that were read',
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

/** The day of the first early run-out; `for now` where one is not known yet; null where none is in sight. */
function fineUntil(accounts: readonly AccountState[], context: WritingContext): string | null {
  const pools = accounts.flatMap((account) => account.pools.filter(({ remaining }) => remaining !== null));
  const known = pools.every(({ forecast }) => forecast !== null && forecast.confidence !== 'none');
  const all = accounts.every(({ pools: own }) => own.some(({ remaining }) => remaining !== null));
  if (!known || !all) return 'for now';
  const early = Math.min(...pools.map((pool) => runOutOf(pool)?.early ?? Number.POSITIVE_INFINITY));
  if (early <= context.now) return 'for now';
  return Number.isFinite(early) ? `until at least ${longDay(early, context, context.zone)}` : null;
}

/** `Crustdata runs out first, on 4 December`; null where nothing is expected to for a good while. */
function firstRunOut(
  accounts: readonly AccountState[],
  name: (account: AccountState) => string,
  context: WritingContext,
): string | null {
  const ends = accounts.flatMap((account) =>
    account.pools.flatMap((pool) => {
      const at = runOutOf(pool)?.likely ?? null;
      // What is filled again every day is used up every day, sooner or later.
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
    waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for the first reading`,
    off > 0 && `${off} ${off === 1 ? 'is' : 'are'} paused`,
  ];
}

/** Longer labels are cut, so that a sentence stays one. */
const longestLabel = 24;

/** The provider's name, with the label where there are several accounts at the provider. */
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
