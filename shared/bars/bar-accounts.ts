import { alertKinds } from '../alerts/kinds.ts';
import { isMild } from '../alerts/rules.ts';
import { formatShort, overdrawnBy, type Writing } from '../format.ts';
import type { AccountState, AppState, ProviderInfo, ReadErrorKind } from '../model/index.ts';
import { comparable, labelBeside } from '../names.ts';
import { hasChecksOff } from '../paid-checks.ts';
import { plainText } from '../plain-text.ts';
import { mainPool, poolStanding, runOutOf, type Standing, shareLeft, standingOf } from '../standing/index.ts';
import type { Selectable } from '../status/select.ts';
import { figureOf } from '../summary/index.ts';
import { accountLine } from '../tray/account-line.ts';
import type { BarAccount } from './bar.ts';

/** What bars and filters need of the state. */
export type StatusFacts = Pick<AppState, 'at' | 'accounts' | 'providers' | 'preferences'>;

/** The accounts with the words that a bar shows of them, in the state's order. `zone`: your time zone, an IANA name. */
export function barAccounts(facts: StatusFacts, zone: string): BarAccount[] {
  const writing = { mask: facts.preferences.maskAmounts };
  const names = namesOf(facts);
  return facts.accounts.map((account) => {
    const provider = facts.providers.find(({ id }) => id === account.provider);
    const standing = standingOf(account, facts.at);
    const figure = figureOf(account, provider);
    const share =
      figure === null || figure.amount === null || figure.limit === null
        ? null
        : figure.amount / figure.limit;
    return {
      ...selectable(account, provider, standing),
      hidden: account.hidden,
      failed: account.health.error !== null,
      name: names.get(account.id) ?? account.id,
      left: figure === null || figure.amount === null ? null : leftWord(figure.amount, figure.unit, writing),
      percentage: share === null ? null : Math.round(100 * Math.min(1, Math.max(0, share))),
      ends: endsOf(account, standing, facts.at),
      remark: remarkOf(account, standing),
      line: plainText(accountLine(facts, account, zone)),
      billingPage: provider?.billingPage ?? null,
      readAt: provider?.balance === 'ledger' ? null : account.health.readAt,
    };
  });
}

/** What the accounts are chosen and sorted by, in the state's order. */
export const selectables = (facts: StatusFacts): Selectable[] =>
  facts.accounts.map((account) =>
    selectable(
      account,
      facts.providers.find(({ id }) => id === account.provider),
      standingOf(account, facts.at),
    ),
  );

function selectable(
  account: AccountState,
  provider: ProviderInfo | undefined,
  { level, stopsAt }: Standing,
): Selectable {
  const share = shareLeft(account);
  return {
    id: account.id,
    provider: account.provider,
    providerName: provider?.name ?? account.provider,
    label: account.label,
    tags: account.tags,
    level,
    share: Number.isFinite(share) ? share : null,
    stopsAt: Number.isFinite(stopsAt) ? stopsAt : null,
  };
}

const leftWord = (amount: number, unit: ProviderInfo['unit'], writing: Writing): string =>
  amount < 0 ? overdrawnBy(amount, unit, writing) : formatShort(amount, unit, writing);

/** The label where it is enough, else with its provider: `production`, `Crustdata production`. */
function namesOf({ accounts, providers }: StatusFacts): Map<string, string> {
  const named = accounts.map(({ id, provider, label }) => {
    const full = providers.find((each) => each.id === provider)?.name ?? provider;
    const own = plainText(label);
    const beside = labelBeside(full, own);
    return { id, own: beside === own ? own : beside === null ? full : `${full} ${beside}`, full };
  });
  const counts = new Map<string, number>();
  for (const { own } of named) counts.set(comparable(own), (counts.get(comparable(own)) ?? 0) + 1);
  return new Map(
    named.map(({ id, own, full }) => [
      id,
      cut(plainText((counts.get(comparable(own)) ?? 0) > 1 ? `${full} ${own}` : own)),
    ]),
  );
}

const longestName = 32;

/** As far as a bar has room, without cutting through a character. */
function cut(name: string): string {
  if (name.length <= longestName) return name;
  const parts = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)];
  return parts.length <= longestName
    ? name
    : `${parts
        .slice(0, longestName - 1)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd()}…`;
}

/** What comes first, of a balance that runs out and a cap that is hit before its reset; null if neither is foreseen. */
function endsOf(account: AccountState, { reason }: Standing, now: number): BarAccount['ends'] {
  if (reason?.kind === 'cap-ahead') return { at: reason.at, by: 'cap' };
  if (reason?.kind === 'run-out') return { at: reason.at, by: 'balance' };
  const pool = mainPool(account);
  if (pool === null) return null;
  const { balance } = poolStanding(pool, account.caps, now);
  const at = balance.kind === 'runs-out' ? balance.at : (runOutOf(pool)?.likely ?? null);
  return balance.kind !== 'runs-out' || at === null ? null : { at, by: 'balance' };
}

/** What is wrong, in a word or two; null: nothing, or the time until it ends says it. */
function remarkOf(account: AccountState, { reason }: Standing): string | null {
  if (account.health.state === 'off') return hasChecksOff(account) ? 'checks off' : 'paused';
  switch (reason?.kind) {
    case 'alert':
      return isMild(reason.alert) && runsOut(account) ? null : alertKinds[reason.alert.kind].tray;
    case 'error':
      return errorWords[reason.error];
    case 'key-missing':
      return 'key missing';
    case 'stale':
      return account.health.key === 'locked' ? 'locked' : 'stale';
    case 'empty':
      return 'used up';
    case 'overdue':
      return 'used up?';
    case 'cap-reached':
      return 'cap hit';
    case 'run-out':
    case 'cap-ahead':
      return null;
    case undefined:
      return account.health.state === 'waiting' ? 'waiting' : null;
  }
}

const runsOut = (account: AccountState): boolean => {
  const pool = mainPool(account);
  return pool !== null && (runOutOf(pool)?.likely ?? null) !== null;
};

const errorWords: Record<ReadErrorKind, string> = {
  'bad-credential': 'key rejected',
  'limited-scope': 'key can’t read it',
  exhausted: 'used up',
  'rate-limited': 'rate limited',
  unavailable: 'provider error',
  'timed-out': 'timed out',
  offline: 'offline',
  malformed: 'odd answer',
  refused: 'refused',
};
