import { formatAge, formatDuration } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { HostsJson, IntervalsJson, PreferencesJson, TagsJson } from '../../../shared/json/care.ts';
import type { AppState } from '../../../shared/model/index.ts';
import { accountTitle, comparable } from '../../../shared/names.ts';
import { choicesOf, isPreference, preferenceNames } from '../input/care.ts';
import { fitting, layout, plain, type Row } from './table.ts';

type Accounts = Pick<AppState, 'accounts' | 'providers'>;

const titleOf = ({ provider, label }: AppState['accounts'][number], { providers }: Accounts): string =>
  accountTitle(providers.find(({ id }) => id === provider)?.name ?? provider, label);

/** The tags in alphabetical order, each with its accounts. */
export function tagsJson({ accounts }: Pick<AppState, 'accounts'>): TagsJson {
  const tags = new Map<string, TagsJson['tags'][number]>();
  for (const { id, tags: own } of accounts)
    for (const tag of own) {
      const known = tags.get(comparable(tag)) ?? { tag, accounts: [] };
      known.accounts.push(id);
      tags.set(comparable(tag), known);
    }
  return {
    schemaVersion: 1,
    tags: [...tags.values()].sort((a, b) => a.tag.localeCompare(b.tag, 'en')),
  };
}

export function tagsText(state: Accounts, columns: number): string {
  const { tags } = tagsJson(state);
  if (tags.length === 0) return 'No account has a tag. Give it one: fuelgauge tags add ACCOUNT TAG';
  const nameOf = (id: string) => {
    const account = state.accounts.find((each) => each.id === id);
    return account === undefined ? id : titleOf(account, state);
  };
  const rows = tags.map(
    ({ tag, accounts }): Row => ({
      cells: [plain(tag), String(accounts.length), plain(accounts.map(nameOf).join('; '))],
    }),
  );
  return layout([{ cells: ['TAG', 'ACCOUNTS', ''] }, ...rows], fitting(2, columns));
}

/** How often each account is checked. */
export function intervalsJson({
  accounts,
  providers,
  preferences,
}: Accounts & Pick<AppState, 'preferences'>): IntervalsJson {
  return {
    schemaVersion: 1,
    paused: preferences.paused,
    accounts: accounts.map((account) => {
      const refresh = providers.find(({ id }) => id === account.provider)?.refresh;
      return {
        account: account.id,
        name: titleOf(account, { accounts, providers }),
        intervalMs: account.intervalMs,
        defaultMs: refresh?.usualMs ?? account.intervalMs,
        shortestMs: refresh?.automaticMs ?? account.intervalMs,
        paused: account.paused,
      };
    }),
  };
}

export function intervalsText({ accounts, paused }: IntervalsJson, columns: number): string {
  const rows = accounts.map(({ account, name, intervalMs, defaultMs, shortestMs, paused: isPaused }): Row => {
    const usual = intervalMs === defaultMs ? 'default' : `default: ${formatDuration(defaultMs)}`;
    const every = `every ${formatDuration(intervalMs)}`;
    const least = shortestMs === intervalMs ? '' : `at least ${formatDuration(shortestMs)}`;
    return { cells: [account, plain(name), every, usual, least, isPaused ? 'paused' : ''] };
  });
  const all = paused ? ['All polling is paused. To go on: fuelgauge resume', ''] : [];
  return [...all, layout(rows, fitting(1, columns))].join('\n');
}

/** By the names that `preferences` takes. */
export const preferencesJson = ({ preferences }: Pick<AppState, 'preferences'>): PreferencesJson => ({
  schemaVersion: 1,
  preferences: Object.fromEntries(
    Object.entries(preferenceNames).map(([name, key]) => [name, preferences[key]]),
  ),
});

export function preferencesText(state: Pick<AppState, 'preferences'>): string {
  const rows = Object.entries(preferencesJson(state).preferences).map(([name, value]): Row => {
    const word = typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
    return { cells: [name, word, isPreference(name) ? choicesOf(name).join(', ') : ''] };
  });
  return layout([{ cells: ['PREFERENCE', 'NOW', 'CAN BE'] }, ...rows]);
}

/** Every host that is contacted, and why. */
export function hostsJson({ hosts, providers }: Pick<AppState, 'hosts' | 'providers'>): HostsJson {
  return {
    schemaVersion: 1,
    hosts: hosts.map(({ host, program = false, provider, why, accounts, everyMs, lastAt }) => {
      const tells = providers.find(({ id }) => id === provider)?.balance === 'usage' ? 'use' : 'balance';
      return {
        ...{ host, program, provider, accounts },
        why: why ?? (accounts === 0 ? 'no account uses it now' : `to check the ${tells}`),
        everyMs: why === undefined && accounts > 0 ? everyMs : null,
        lastAt: lastAt === null ? null : isoInstant(lastAt),
      };
    }),
  };
}

export function hostsText({ hosts }: HostsJson, now: number, columns: number): string {
  if (hosts.length === 0) return 'Fuelgauge contacts no hosts yet.';
  const rows = hosts.map(({ host, program, provider, why, everyMs, lastAt }): Row => {
    const often = everyMs === null ? '' : `every ${formatDuration(everyMs)}`;
    const last = lastAt === null ? 'not yet' : formatAge(now - Date.parse(lastAt));
    return {
      cells: [program ? `${plain(host)} (a program)` : plain(host), plain(provider), plain(why), often, last],
    };
  });
  const head: Row = { cells: ['HOST', 'FOR', 'WHY', 'HOW OFTEN', 'LAST'] };
  return layout([head, ...rows], fitting(2, columns));
}
