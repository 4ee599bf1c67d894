import type { WritingContext } from '../format.ts';
import type { AccountState, ProviderInfo } from '../model/index.ts';
import { accountTitle, labelBeside } from '../names.ts';
import { type Group, runOutOf, standingOf } from '../standing/index.ts';
import { dayMs, dayName, longDay, onDay } from '../time/index.ts';
import { countWords, type Grouped, grouped, verbOf } from './counts.ts';
import { firstLapse, problemOf } from './problem.ts';

export { type Figure, figureOf, fullestWindow, leftWords, wholeWords } from './figure.ts';
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
 * second one follows; then what expires unused, and how many of the rest run out, lose credits, are learning or are fine.
 * Accounts are sorted, most urgent first.
 */
export function summarize(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  context: WritingContext,
): Summary {
  const counted = grouped(accounts, context.now);
  const on = accounts.filter((account) => !(counted.get('off') ?? []).includes(account));
  const [first, second, ...more] = counted.get('attention') ?? [];
  const name = (account: AccountState) => nameOf(account, accounts, providers);

  if (accounts.length === 0) return { title: 'No accounts yet', detail: null, tone: 'ok' };
  if (on.length === 0)
    return {
      title: `${accounts.length === 1 ? 'The account' : allOf(accounts.length)} ${verbOf('off', accounts, context)}`,
      detail: 'The balances shown are the last ones read.',
      tone: 'ok',
    };
  if (first === undefined) return { ...calm(on, counted, name, context), tone: 'ok' };
  const tone = standingOf(first, context.now).level === 'critical' ? 'critical' : 'watch';
  if (isOffline(on)) return offline(on, name, context, tone);

  const lapse = firstLapse(on, name, context);
  const title = problemOf(first, name(first), context);
  const shownLapse = second === undefined && lapse?.words !== title ? lapse : null;
  const detail = sentences([
    second && problemOf(second, name(second), context),
    more.length > 0 && `${more.length} more ${verbOf('attention', more, context)}`,
    shownLapse?.words,
    restWords(counted, shownLapse?.account ?? null, context),
  ]);
  return { title, detail, tone };
}

/** Nothing needs attention. */
function calm(
  on: readonly AccountState[],
  counted: Grouped,
  name: (account: AccountState) => string,
  context: WritingContext,
): Pick<Summary, 'title' | 'detail'> {
  const awake = without(counted, ['off']);
  const off = counted.get('off') ?? [];
  const lapse = firstLapse(on, name, context);
  const runOut = firstRunOut(on, name, context);
  const [[group, own] = ['fine', on] as const, ...others] = [...awake];
  const [only] = own;
  const paused = off.length > 0 && `${off.length} ${verbOf('off', off, context)}`;
  if (others.length > 0 || only === undefined)
    return { title: countWords(awake, context), detail: sentences([runOut, lapse?.words, paused]) };
  const isAll = off.length === 0;
  const who =
    own.length === 1
      ? name(only)
      : isAll
        ? allOf(own.length)
        : `${own.length} of ${own.length + off.length} accounts`;
  const said = `${who} ${verbOf(group, own, context)}`;
  switch (group) {
    case 'waiting':
      return { title: 'Waiting for the first reading', detail: sentences([paused]) };
    case 'learning':
      return { title: said, detail: sentences([learning, lapse?.words, paused]) };
    case 'lapses':
      return own.length === 1 && lapse !== null
        ? { title: lapse.words, detail: sentences([runOut, paused]) }
        : { title: said, detail: sentences([runOut, lapse?.words, paused]) };
    case 'runs-out':
      return { title: said, detail: sentences([own.length > 1 && runOut, lapse?.words, paused]) };
    default:
      return {
        title: group === 'fine' ? fineTitle(said, own, context) : said,
        detail: sentences([runOut, lapse?.words, paused]),
      };
  }
}

const learning = 'The first forecast needs a few hours of readings';

const without = (counted: Grouped, left: readonly Group[]): Grouped =>
  new Map([...counted].filter(([group]) => !left.includes(group)));

/** The accounts that need no attention, in numbers; `named`: one that was just named. Null: there are none. */
function restWords(counted: Grouped, named: AccountState | null, context: WritingContext): string | null {
  const rest: Grouped = new Map(
    [...without(counted, ['attention'])]
      .map(([group, own]) => [group, own.filter((account) => account !== named)] as const)
      .filter(([, own]) => own.length > 0),
  );
  const fine = rest.get('fine') ?? [];
  if (rest.size === 1 && fine.length > 0)
    return fine.length === 1 ? 'The other account is fine' : `The other ${fine.length} are fine`;
  return rest.size > 0 ? countWords(rest, context) : null;
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

/** Adds the day of the first early run-out; `for now` if it is past already; nothing if none will run out. */
function fineTitle(said: string, accounts: readonly AccountState[], context: WritingContext): string {
  const pools = accounts.flatMap((account) => account.pools.filter(({ remaining }) => remaining !== null));
  const early = Math.min(...pools.map((pool) => runOutOf(pool)?.early ?? Number.POSITIVE_INFINITY));
  if (early <= context.now) return `${said} for now`;
  return Number.isFinite(early) ? `${said} until at least ${longDay(early, context, context.zone)}` : said;
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
  const beside = labelBeside(name, account.label);
  if (alone || beside === null) return name;
  if (beside !== account.label) return accountTitle(name, account.label);
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
