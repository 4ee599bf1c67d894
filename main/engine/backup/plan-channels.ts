import { isDeepStrictEqual } from 'node:util';
import { plainAddress, plainQuestion } from '../../../shared/address.ts';
import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import type { ImportItem } from '../../../shared/api/backup.ts';
import type { BackupChannel } from '../../../shared/backup/format.ts';
import type { Channel } from '../../../shared/model/index.ts';
import { builtInChannels } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { isBuiltIn, vaultKey, withBuiltIns } from '../alerts/channels.ts';
import type { Part, PlanInput } from './plan-types.ts';

type Values = Record<string, string>;

interface PlannedChannels {
  channels: Channel[];
  /** What goes into the vault, by its key. */
  values: Map<string, Values>;
  removed: Channel[];
}

interface Planned {
  channel: Channel | null;
  values: Values | null;
  item: ImportItem;
  question: { id: string; text: string } | null;
}

/**
 * Channels, matched by kind and label. One without its address waits for it; one that runs a program, or sends without
 * encryption, needs your consent.
 */
export function planChannels(input: PlanInput): Part<PlannedChannels> {
  const { backup, replace } = input;
  const here = withBuiltIns(input.here.alerts.channels);
  const part: Part<PlannedChannels> = {
    value: { channels: [], values: new Map(), removed: [] },
    items: [],
    questions: [],
    missing: [],
  };
  const next = new Map(here.map((channel) => [channel.id, channel]));
  const met = new Set<string>();
  for (const theirs of backup.alerts.channels) {
    const match = here.find((channel) => isSame(channel, theirs) && !met.has(channel.id));
    if (match) met.add(match.id);
    const id = match?.id ?? freeId(theirs.id, next);
    const planned = planChannel(input, theirs, match ?? null, id);
    if (planned.channel !== null) next.set(id, planned.channel);
    if (planned.values !== null) part.value.values.set(vaultKey(id), planned.values);
    if (planned.question !== null) part.questions.push(planned.question);
    part.items.push(planned.item);
    if (planned.channel?.awaited) part.missing.push({ what: 'channel', channel: id, label: theirs.label });
  }
  const gone = (channel: Channel) =>
    replace && !isBuiltIn(channel.id) && here.includes(channel) && !met.has(channel.id);
  part.value.removed = [...next.values()].filter(gone);
  part.value.channels = [...next.values()];
  for (const { id, label } of part.value.removed)
    part.items.push({ what: 'channel', id, name: label, outcome: 'removed', why: null });
  return part;
}

const isSame = (channel: Channel, theirs: BackupChannel): boolean =>
  isBuiltIn(theirs.id)
    ? channel.id === theirs.id
    : channel.kind === theirs.kind && comparable(channel.label) === comparable(theirs.label);

/** The id of the backup, or one that is still free. */
function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 2, id = wanted; ; n += 1) {
    if (!taken.has(id)) return id;
    id = `${wanted.slice(0, 32)}-${n}`;
  }
}

function planChannel(
  { backup, replace, allowed, kept }: PlanInput,
  theirs: BackupChannel,
  match: Channel | null,
  id: string,
): Planned {
  const item = { what: 'channel' as const, id, name: theirs.label };
  const given = backup.channelFields?.[theirs.id] ?? null;
  const needsFields = channelFields[theirs.kind].length > 0;
  const leftOut = (why: string): Planned => ({
    channel: null,
    values: null,
    item: { ...item, id: match?.id ?? null, outcome: 'left-out', why },
    question: null,
  });
  if (!needsFields && !isBuiltIn(theirs.id)) return leftOut('This channel is always there.');
  if (
    isBuiltIn(theirs.id) &&
    builtInChannels.every(({ kind, id }) => id !== theirs.id || kind !== theirs.kind)
  )
    return leftOut('Its kind does not fit its id.');
  const wrong = given === null ? null : wrongFields(theirs, given);
  if (wrong !== null) return leftOut(wrong);
  const before = kept.get(vaultKey(id));
  const isNews = given !== null && JSON.stringify(before) !== JSON.stringify(given);
  const brings = isNews && (match === null || replace || match.awaited === true);
  const taken = switches(match, theirs, replace);
  const isChanged = match !== null && !isDeepStrictEqual(taken, switchesOf(match));
  if (match !== null && !brings && !isChanged) {
    const isEqual = isDeepStrictEqual(switchesOf(theirs), switchesOf(match)) && !isNews;
    const planned = { channel: match, values: null, question: null };
    return isEqual
      ? { ...planned, item: { ...item, outcome: 'same', why: null } }
      : { ...leftOut('It differs from yours, which stays.'), channel: match };
  }
  const question = brings ? questionFor(theirs, given) : null;
  if (question !== null && !allowed.has(question.id))
    return { ...leftOut(`${question.text} You have not agreed to that.`), question };
  const isAwaited = needsFields && !brings && (match === null || match.awaited === true);
  return {
    channel: {
      id,
      kind: theirs.kind,
      label: match?.label ?? theirs.label,
      host: brings ? hostOf(theirs.kind, given) : (match?.host ?? null),
      ...taken,
      ...(isAwaited && { awaited: true }),
    },
    values: brings ? given : null,
    item: {
      ...item,
      outcome: match === null ? 'added' : 'changed',
      why: brings ? (question?.text ?? null) : null,
    },
    question,
  };
}

/** Whether it is on, from which severity and for which tags: as here, unless here is as Fuelgauge begins. */
function switches(match: Channel | null, theirs: BackupChannel, replace: boolean) {
  const usual = builtInChannels.find(({ id }) => id === theirs.id);
  const wins =
    match !== null &&
    !replace &&
    !(usual !== undefined && match.enabled === usual.enabled && match.minSeverity === usual.minSeverity);
  return switchesOf(wins ? match : theirs);
}

/** `tags` is missing if there are none. A built-in channel has none. */
const switchesOf = ({ id, enabled, minSeverity, tags }: Omit<Channel, 'host'>) => ({
  enabled,
  minSeverity,
  ...(tags && !isBuiltIn(id) && { tags }),
});

function wrongFields({ kind }: BackupChannel, given: Values): string | null {
  const known = channelFields[kind];
  if (Object.keys(given).some((id) => !known.some((field) => field.id === id)))
    return 'Its fields do not belong to this kind of channel.';
  const missing = known.find(({ id, required }) => required && !given[id]?.trim());
  if (missing !== undefined) return `“${missing.label}” is empty.`;
  return given.url !== undefined && !/^https?:\/\//i.test(given.url) ? 'Its address is none.' : null;
}

function questionFor({ id, kind, label }: BackupChannel, given: Values) {
  const plain = plainAddress(given.url ?? '');
  const text =
    kind === 'command'
      ? `The channel “${label}” runs a program on this computer with each notification: ${(given.command ?? '').trim().replaceAll(/\s*\n\s*/g, ' ')}`
      : plain && `The channel “${label}”: ${plainQuestion(plain)}`;
  return text === null ? null : { id: `channel:${id}`, text };
}

/** Where it leads. `mendChannels` names it again as its driver does. */
function hostOf(kind: BackupChannel['kind'], { url, host }: Values): string | null {
  if (kind === 'telegram') return 'api.telegram.org';
  if (kind === 'pagerduty') return 'events.pagerduty.com';
  if (host !== undefined) return host;
  return url !== undefined && URL.canParse(url) ? new URL(url).host : null;
}
