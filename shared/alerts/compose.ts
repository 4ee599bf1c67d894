import { bySeverity, type Episode, type Notification } from '../model/index.ts';
import { isEvent, isOfBudget } from './episode.ts';
import { alertKinds } from './kinds.ts';

/** More notifications than this become one summary. */
const mostApart = 3;
/** Fits on two lines of a notification on every system. */
const longestBody = 110;
const longestTitle = 60;

/**
 * The notifications for raised episodes: one each up to three, otherwise one summary; with `apart` always one each.
 * Unreachable accounts share one notification, because it may be this computer's fault. `names` maps account ids to names.
 * The ids depend on the episodes alone.
 */
export function composeNotifications(
  raised: readonly Episode[],
  names: ReadonlyMap<string, string>,
  { now, summary, apart = false }: { now: number; zone: string; summary: boolean; apart?: boolean },
): Notification[] {
  const sorted = raised.toSorted(bySeverity);
  const lost = sorted.filter(({ kind }) => kind === 'unreachable');
  const others = lost.length > 1 ? sorted.filter(({ kind }) => kind !== 'unreachable') : sorted;
  const groups = lost.length > 1 ? [...others.map((each) => [each]), lost] : others.map((each) => [each]);
  const isOne = !apart && (groups.length > mostApart || (summary && groups.length > 1));
  return (isOne ? [sorted] : groups).map((group) => notificationOf(group, names, now));
}

function notificationOf(
  group: readonly Episode[],
  names: ReadonlyMap<string, string>,
  now: number,
): Notification {
  const [first] = group;
  const accounts = [...new Set(group.map(({ account }) => account))];
  const only = group.length === 1 ? first : undefined;
  const title = accounts.length === 1 ? nameOf(accounts[0], names) : titleOf(group, accounts.length);
  const body = only?.text ?? sumOf(group, accounts, names);
  const hidden = only?.masked ?? body;
  return {
    id: idOf(group),
    at: now,
    account: accounts.length === 1 && !group.some(isOfBudget) ? (accounts[0] ?? null) : null,
    episode: only?.id ?? null,
    severity: first?.severity ?? 'info',
    title: clipped(title, longestTitle),
    body: clipped(body, longestBody),
    masked: { title: clipped(title, longestTitle), body: clipped(hidden, longestBody) },
    sound: group.some((episode) => !isEvent(episode) && episode.severity !== 'info'),
  };
}

const nameOf = (account: string | undefined, names: ReadonlyMap<string, string>): string =>
  names.get(account ?? '') ?? 'An account';

function titleOf(group: readonly Episode[], accounts: number): string {
  if (group.every(isOfBudget)) return `${accounts} budgets need attention`;
  if (group.every(({ kind }) => kind === 'unreachable')) return `${accounts} accounts cannot be reached`;
  return group.every(isEvent) ? `News for ${accounts} accounts` : `${accounts} accounts need attention`;
}

/** The worst alert of each account in a few words, as many as fit; all alerts if it is a single account. */
function sumOf(
  group: readonly Episode[],
  accounts: readonly string[],
  names: ReadonlyMap<string, string>,
): string {
  if (accounts.length === 1) {
    const words = [...new Set(group.map(({ kind }) => alertKinds[kind].clause))];
    return capital(fitting(words, ', '));
  }
  const isAlike = new Set(group.map(({ kind }) => kind)).size === 1;
  const worst = accounts.map((account) => {
    const name = clipped(nameOf(account, names), 40);
    const kind = group.find((each) => each.account === account)?.kind;
    return isAlike || kind === undefined ? name : `${name} ${alertKinds[kind].clause}`;
  });
  return fitting(worst, isAlike ? ', ' : '; ');
}

/** As many parts as fit, and how many more there are, as a sentence. */
function fitting(parts: readonly string[], between: string): string {
  for (let count = parts.length; count > 1; count -= 1) {
    const rest = parts.length - count;
    const text = `${parts.slice(0, count).join(between)}${rest > 0 ? ` and ${rest} more` : ''}.`;
    if (text.length <= longestBody) return text;
  }
  const rest = parts.length - 1;
  return `${parts[0] ?? ''}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** On one line, cut between words if possible. */
function clipped(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = [...line.slice(0, most - 1)].join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The same episodes at the same levels have the same id; a reminder after a snooze has another. */
function idOf(group: readonly Episode[]): string {
  const ids = group.map(
    ({ id, level, snoozedUntil }) => `${id}/${level}${snoozedUntil === null ? '' : `/${snoozedUntil}`}`,
  );
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? only : `sum/${ids.length}/${hash(ids.sort().join('\n'))}`;
}

/** A 53-bit hash in hex: enough to tell one user's summaries apart. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((low >>> 0) * 0x100000000 + (high >>> 0)).toString(16);
}
