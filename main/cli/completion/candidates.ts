import type { Argument, Command, Option } from 'commander';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { alertKinds } from '../../../shared/alerts/kinds.ts';
import { timelineKinds } from '../../../shared/timeline/event.ts';

// What can come next on a command line, from the commands themselves. Pure.

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

/** Null: the names of files. */
export type Candidates = Candidate[] | null;

/** What fits the last of the words, which may be empty; the others come before it. Without the name of the program. */
export function candidatesFor(program: Command, words: readonly string[], names: () => Names): Candidates {
  const current = words.at(-1) ?? '';
  const { command, option, mustFollow, place, isOver } = whereIn(program, words.slice(0, -1));
  if (option !== null && (mustFollow || !current.startsWith('-'))) {
    const values = valuesOfOption(option, command, names);
    return values && fitting(values, current);
  }
  if (isOver || !current.startsWith('-')) {
    const argument = argumentAt(command, place);
    const values = argument === null ? [] : valuesOfArgument(argument, command, program, names);
    if (values === null) return null;
    return fitting([...(place === 0 && !isOver ? subcommands(command) : []), ...values], current);
  }
  const [flag = '', ...rest] = current.split('=');
  if (rest.length === 0) return fitting(flags(command, words), current);
  const named = command.options.find(({ long }) => long === flag);
  const values = named === undefined || !takesValue(named) ? [] : valuesOfOption(named, command, names);
  if (values === null) return [];
  return fitting(values, rest.join('=')).map(({ value, about }) => ({ value: `${flag}=${value}`, about }));
}

interface Place {
  command: Command;
  /** The option whose value comes next; null: none is waiting for one. */
  option: Option | null;
  /** Whether it has to. */
  mustFollow: boolean;
  /** How many arguments the command has already. */
  place: number;
  /** After `--`, nothing is an option. */
  isOver: boolean;
}

function whereIn(program: Command, words: readonly string[]): Place {
  let at: Place = { command: program, ...noOption, place: 0, isOver: false };
  for (const word of words) at = after(at, word);
  return at;
}

const noOption = { option: null, mustFollow: false };

function after(at: Place, word: string): Place {
  const { command, option, mustFollow, place, isOver } = at;
  if (option !== null && (mustFollow || !word.startsWith('-')))
    return option.variadic ? { ...at, mustFollow: false } : { ...at, ...noOption };
  if (isOver) return { ...at, ...noOption, place: place + 1 };
  if (word === '--') return { ...at, ...noOption, isOver: true };
  if (word.startsWith('-') && word !== '-') {
    const named = command.options.find(({ long, short }) => long === word || short === word);
    return named !== undefined && takesValue(named)
      ? { ...at, option: named, mustFollow: named.required }
      : { ...at, ...noOption };
  }
  const sub = place === 0 ? visible(command).find((each) => each.name() === word) : undefined;
  return sub === undefined
    ? { ...at, ...noOption, place: place + 1 }
    : { command: sub, ...noOption, place: 0, isOver: false };
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** The last one takes all that follow if it may be repeated. */
function argumentAt({ registeredArguments: all }: Command, place: number): Argument | null {
  const last = all.at(-1);
  return all[place] ?? (last?.variadic ? last : null);
}

/** With `help`, which Commander adds. */
const visible = (command: Command): Command[] => command.createHelp().visibleCommands(command);

const subcommands = (command: Command): Candidate[] =>
  visible(command).map((each) => ({ value: each.name(), about: each.description() }));

/** The options that are not there yet; one that takes a value may be repeated. */
function flags(command: Command, words: readonly string[]): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => takesValue(option) || !words.slice(0, -1).includes(option.long ?? ''))
    .flatMap(({ long, description }) => (long ? [{ value: long, about: description }] : []));
}

function valuesOfOption(option: Option, command: Command, names: () => Names): Candidates {
  if (option.argChoices) return option.argChoices.map(plainly);
  const [, kind = ''] = /[<[]([^>\].]+)/.exec(option.flags) ?? [];
  return valuesOf(kind, command, names);
}

function valuesOfArgument(
  argument: Argument,
  command: Command,
  program: Command,
  names: () => Names,
): Candidates {
  if (argument.argChoices) return argument.argChoices.map(plainly);
  return argument.name() === 'command' ? subcommands(program) : valuesOf(argument.name(), command, names);
}

const plainly = (value: string): Candidate => ({ value, about: '' });

/** By the word that stands for the value in the help. */
function valuesOf(kind: string, command: Command, names: () => Names): Candidates {
  switch (kind) {
    case 'account':
    case 'accounts':
    case 'alert':
      return accountNames(names(), command.name() === 'restore' ? 'removed' : 'accounts');
    case 'provider':
      return providerNames(names());
    case 'tag':
    case 'old':
      return tagNames(names());
    case 'kind':
      return kindsOf(command).map(plainly);
    case 'channel':
      return names().channels.map(({ id, label }) => ({ value: id, about: label }));
    case 'switch':
      return ['on', 'off'].map(plainly);
    case 'severity':
      return ['info', 'warning', 'critical'].map(plainly);
    case 'id':
      return command.parent?.name() === 'budget'
        ? names().budgets.map(plainly)
        : command.parent?.name() === 'provider'
          ? names().ownProviders.map(({ id, name }) => ({ value: id, about: name }))
          : [];
    case 'file':
      return null;
    default:
      return [];
  }
}

/** Of events, channels or alerts. */
function kindsOf(command: Command): readonly string[] {
  if (command.name() === 'timeline') return timelineKinds;
  const group = command.parent?.name();
  if (group === 'channels')
    return Object.entries(channelFields).flatMap(([kind, { length }]) => (length > 0 ? [kind] : []));
  return command.name() === 'alerts' || group === 'rules' ? Object.keys(alertKinds) : [];
}

/** A candidate that also fits what begins another way. */
interface Named extends Candidate {
  /** What it may begin with instead. */
  also?: string;
  /** Only once something is typed, or the list would have everything twice. */
  onlyBegun?: true;
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

const providerNames = ({ providers, ownProviders }: Names): Candidate[] => [
  ...Object.entries(providers).map(([value, about]) => ({ value, about })),
  ...ownProviders.map(({ id, name }) => ({ value: id, about: name })),
];

function tagNames({ accounts }: Names): Candidate[] {
  const tags = new Map(accounts.flatMap((each) => each.tags).map((tag) => [tag.toLowerCase(), tag]));
  return [...tags.values()].sort().map(plainly);
}

/** Those that begin so; if none do, those that do in another case. */
function fitting(candidates: readonly Named[], begun: string): Candidate[] {
  const some = candidates.filter(({ onlyBegun }) => begun !== '' || !onlyBegun);
  const those = (fits: (text: string) => boolean) =>
    some.filter(({ value, also }) => fits(value) || (also !== undefined && fits(also)));
  const exact = those((text) => text.startsWith(begun));
  const found =
    exact.length > 0 ? exact : those((text) => text.toLowerCase().startsWith(begun.toLowerCase()));
  return [...new Map(found.map(({ value, about }) => [value, { value, about }])).values()];
}
