import { accountsNamed, comparable, pathOf } from '../names.ts';
import type { Level } from '../standing/index.ts';

// Which accounts a status shows, and in which order. Nothing here loads a schema or formats a number: a bar asks every second.

/** What an account is chosen and sorted by. */
export interface Selectable {
  id: string;
  /** The provider's id. */
  provider: string;
  providerName: string;
  label: string;
  tags: readonly string[];
  level: Level;
  /** The share left, 0 to 1 or more; null: no limit is known. */
  share: number | null;
  /** When it stops you, in epoch milliseconds; null: nothing is known to. */
  stopsAt: number | null;
}

export const statusSorts = ['urgency', 'name', 'provider', 'left', 'runs-out'] as const;
export type StatusSort = (typeof statusSorts)[number];

/** Empty lists mean all. `accounts`: ids, labels or `provider/label`; `sort` as it was given. */
export interface StatusFilter {
  accounts: readonly string[];
  /** Ids or names. */
  providers: readonly string[];
  tags: readonly string[];
  /** Only those that need attention. */
  problems: boolean;
  sort: string | null;
}

export const noFilter: StatusFilter = { accounts: [], providers: [], tags: [], problems: false, sort: null };

/** Whether everything is shown as it comes. */
export const isUnfiltered = ({ accounts, providers, tags, problems, sort }: StatusFilter): boolean =>
  accounts.length + providers.length + tags.length === 0 && !problems && (sort ?? 'urgency') === 'urgency';

/** The accounts that are shown, in their order, or a sentence that says what you could have chosen. */
export type Selection<Of> = { ok: true; accounts: Of[] } | { ok: false; message: string };

/** `all`: most urgent first. */
export function selectAccounts<Of extends Selectable>(
  all: readonly Of[],
  filter: StatusFilter,
): Selection<Of> {
  const { providers, tags, problems } = filter;
  const sort = statusSorts.find((each) => each === (filter.sort ?? 'urgency'));
  if (sort === undefined) return refused(`‘${filter.sort}’ is not an order. Choose ${orList(statusSorts)}.`);
  const named = namedOf(all, filter.accounts);
  if (!named.ok) return named;
  const unknown = unknownIn(all, filter);
  if (unknown !== null) return refused(unknown);
  const chosen = named.accounts.filter(
    (account) =>
      (providers.length === 0 || providers.some((provider) => isAt(account, provider))) &&
      (tags.length === 0 || tags.some((tag) => hasTag(account, tag))) &&
      (!problems || isProblem(account)),
  );
  return { ok: true, accounts: sort === 'urgency' ? chosen : chosen.toSorted(orders[sort]()) };
}

export const isProblem = ({ level }: Pick<Selectable, 'level'>): boolean =>
  level === 'critical' || level === 'watch';

const refused = (message: string) => ({ ok: false, message }) as const;

function namedOf<Of extends Selectable>(all: readonly Of[], names: readonly string[]): Selection<Of> {
  if (names.length === 0) return { ok: true, accounts: [...all] };
  const found = new Set<Of>();
  for (const name of names) {
    const [account, ...others] = accountsNamed(all, name);
    if (account === undefined)
      return refused(`There is no account “${name}”. ${choices('You have', all.map(pathAndId))}`);
    if (others.length > 0)
      return refused(
        `“${name}” could be several accounts: ${[account, ...others].map(pathAndId).join(', ')}. Name one in either way.`,
      );
    found.add(account);
  }
  return { ok: true, accounts: all.filter((account) => found.has(account)) };
}

const pathAndId = (account: Selectable): string => `${account.id} (${pathOf(account)})`;

const isAt = ({ provider, providerName }: Selectable, wanted: string): boolean =>
  [provider, providerName].map(comparable).includes(comparable(wanted));

const hasTag = ({ tags }: Selectable, wanted: string): boolean =>
  tags.map(comparable).includes(comparable(wanted.replace(/^#/, '')));

/** What is wrong with a provider or tag that no account has; null: nothing. A misspelt one must not look like “all is well”. */
function unknownIn(all: readonly Selectable[], { providers, tags }: StatusFilter): string | null {
  const provider = providers.find((wanted) => !all.some((account) => isAt(account, wanted)));
  if (provider !== undefined)
    return `You have no account at “${provider}”. ${choices('You have accounts at', unique(all.map((account) => account.provider)))}`;
  const tag = tags.find((wanted) => !all.some((account) => hasTag(account, wanted)));
  if (tag === undefined) return null;
  return `No account has the tag “${tag}”. ${choices('Your tags are', unique(all.flatMap((account) => account.tags)))}`;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

const mostNamed = 12;

function choices(verb: string, names: readonly string[]): string {
  if (names.length === 0) return 'There are none yet.';
  const rest = names.length - mostNamed;
  return `${verb} ${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

/** `a, b or c`. */
export const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

type Order = (a: Selectable, b: Selectable) => number;

/** Made when they are needed: a collator takes time. Equal ones keep their order, which is by urgency. */
const orders: Record<Exclude<StatusSort, 'urgency'>, () => Order> = {
  name: () => {
    const compare = byName();
    return (a, b) => compare(a.label, b.label) || compare(a.providerName, b.providerName);
  },
  provider: () => {
    const compare = byName();
    return (a, b) => compare(a.providerName, b.providerName) || compare(a.label, b.label);
  },
  left: () => (a, b) => lastIfNull(a.share, b.share),
  'runs-out': () => (a, b) => lastIfNull(a.stopsAt, b.stopsAt),
};

const byName = () => new Intl.Collator('en', { numeric: true }).compare;

function lastIfNull(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}
