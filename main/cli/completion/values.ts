import type { Command } from 'commander';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import { barFormats } from '../../../shared/bars/formats.ts';
import { statusSorts } from '../../../shared/status/select.ts';
import { timelineKinds } from '../../../shared/timeline/event.ts';

// What an argument or the value of an option can be. Nothing here loads a schema.

export interface Candidate {
  value: string;
  /** A few words beside it; empty: none. */
  about: string;
}

/** What the data folder has names for. */
export interface Names {
  accounts: readonly { id: string; provider: string; label: string; tags: readonly string[] }[];
  /** Those that can be restored. */
  removed: Names['accounts'];
  budgets: readonly string[];
  channels: readonly { id: string; label: string }[];
  ownProviders: readonly { id: string; name: string }[];
  /** Id → name. */
  providers: Readonly<Record<string, string>>;
}

/** A candidate that also fits what begins another way. */
export interface Named extends Candidate {
  /** What it may begin with instead. */
  also?: string;
  /** Only once something is typed, or the list would have everything twice. */
  onlyBegun?: true;
}

export const plainly = (value: string): Candidate => ({ value, about: '' });

/** By the word that stands for the value in the help. */
export function valuesOf(kind: string, command: Command, names: () => Names): Named[] | null {
  switch (kind) {
    case 'account':
    case 'accounts':
    case 'alert':
      return accountNames(names(), command.name() === 'restore' ? 'removed' : 'accounts');
    case 'provider':
      return providerNames(names(), takesAnyProvider.includes(command.name()));
    case 'tag':
    case 'old':
      return tagNames(names());
    case 'id':
      return command.parent?.name() === 'budget'
        ? names().budgets.map(plainly)
        : command.parent?.name() === 'provider'
          ? names().ownProviders.map(({ id, name }) => ({ value: id, about: name }))
          : [];
    case 'channel':
      return names().channels.map(({ id, label }) => ({ value: id, about: label }));
    case 'kind':
      return kindsOf(rootOf(command));
    case 'format':
      return barFormats.map(plainly);
    case 'order':
      return statusSorts.map(plainly);
    case 'severity':
      return ['info', 'warning', 'critical'].map(plainly);
    case 'switch':
      return ['on', 'off'].map(plainly);
    case 'file':
      return null;
    default:
      return [];
  }
}

/** Each by its label, or by provider/label if others have the same; ids and paths fit, too, once one is begun. */
function accountNames({ providers, ownProviders, ...names }: Names, which: 'accounts' | 'removed'): Named[] {
  const all = names[which];
  const nameOf = (provider: string) =>
    providers[provider] ?? ownProviders.find(({ id }) => id === provider)?.name ?? provider;
  const isAlone = (label: string) =>
    all.filter((each) => each.label.toLowerCase() === label.toLowerCase()).length === 1;
  return all.flatMap(({ id, provider, label }): Named[] => {
    const about = `${nameOf(provider)}, ${id}`;
    const path = { value: `${provider}/${label}`, about };
    return [
      ...(isAlone(label)
        ? [
            { value: label, about },
            { ...path, onlyBegun: true as const },
          ]
        : [{ ...path, also: label }]),
      { value: id, about: `${nameOf(provider)}, ${label}`, onlyBegun: true },
    ];
  });
}

/** These take any provider, the others one at which there is an account. */
const takesAnyProvider: readonly string[] = ['add', 'estimate'];

function providerNames({ providers, ownProviders, accounts }: Names, isAny: boolean): Candidate[] {
  const all = [
    ...Object.entries(providers).map(([value, about]) => ({ value, about })),
    ...ownProviders.map(({ id, name }) => ({ value: id, about: name })),
  ];
  return isAny ? all : all.filter(({ value }) => accounts.some(({ provider }) => provider === value));
}

/** The command below the program to which this one belongs. */
const rootOf = (command: Command): string =>
  command.parent?.parent ? rootOf(command.parent) : command.name();

function kindsOf(root: string): Candidate[] {
  if (root === 'channels')
    return Object.entries(channelFields).flatMap(([kind, { length }]) => (length > 0 ? [plainly(kind)] : []));
  if (root === 'timeline') return timelineKinds.map(plainly);
  return Object.entries(alertKinds).map(([value, { name }]) => ({ value, about: name }));
}

function tagNames({ accounts }: Names): Candidate[] {
  const tags = new Map(accounts.flatMap((each) => each.tags).map((tag) => [tag.toLowerCase(), tag]));
  return [...tags.values()].sort().map(plainly);
}
