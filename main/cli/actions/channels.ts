import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { channelNames } from '../../../shared/alerts/channel-words.ts';
import { type AppState, type ChannelState, ok } from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { endpointsFromEnvironment } from '../../engine/network/endpoints.ts';
import { channelMaker } from '../channels.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import {
  type ChannelOptions,
  channelValues,
  findChannel,
  readChannelKind,
  readSeverity,
  usualSources,
} from '../input/channels.ts';
import { withConsent } from '../input/consent.ts';
import { openVault } from '../input/credential.ts';
import { optional } from '../input/values.ts';
import { agreed, columns, declined, paint, print, printError, stdinIsTerminal } from '../terminal.ts';
import { channelsJson, channelsText, kindsJson, kindsText } from '../text/channels.ts';
import { tagWords } from '../text/names.ts';
import { plain } from '../text/table.ts';

const done: Outcome = ok(exitCodes.done);

export function listChannels({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const { alerting, at } = engine.state();
    const context = { now: at, zone: systemZone() };
    print(
      json
        ? JSON.stringify(channelsJson(alerting.channels), null, 2)
        : channelsText(alerting.channels, context, { columns: columns(), paint }),
    );
    return done;
  });
}

export async function listKinds({ json = false }: { json?: boolean }): Promise<Outcome> {
  print(json ? JSON.stringify(kindsJson(), null, 2) : kindsText({ columns: columns(), paint }));
  return done;
}

/** With the drivers of the channels, which check values and send tests. */
export function withChannels(command: (session: Session) => Promise<Outcome>): Promise<Outcome> {
  const endpoints = endpointsFromEnvironment(process.env);
  if (!endpoints.ok) return Promise.resolve(endpoints);
  return withEngine(command, { channels: channelMaker(endpoints.value) });
}

function withChannel(
  name: string,
  command: (session: Session, channel: ChannelState) => Promise<Outcome>,
): Promise<Outcome> {
  return withChannels(async (session) => {
    const channel = findChannel(name, session.engine.state().alerting.channels);
    return channel.ok ? command(session, channel.value) : channel;
  });
}

/** Adds a channel. Its values come from standard input, the terminal or the environment. */
export async function addChannel(written: string, options: ChannelOptions): Promise<Outcome> {
  const kind = readChannelKind(written);
  if (!kind.ok) return kind;
  const minSeverity = optional(options.minSeverity, readSeverity);
  if (!minSeverity.ok) return minSeverity;
  return withChannels(async ({ engine, environment }) => {
    const fields = await channelValues(kind.value, options, usualSources(environment));
    if (!fields.ok) return fields;
    const opened = await openVault(engine, environment);
    if (!opened.ok) return opened;
    const added = await withConsent('Nothing was added.', options, (allowed) =>
      engine.alerts.addChannel({
        kind: kind.value,
        label: options.label ?? channelNames[kind.value],
        minSeverity: minSeverity.value ?? 'info',
        tags: options.tag,
        fields: fields.value,
        allowed,
      }),
    );
    if (!added.ok) return added;
    if (added.value === null) return ok(exitCodes.no);
    const { id } = added.value;
    print(`Added ${about(added.value)}. Send a test to check that it works: fuelgauge channels test ${id}`);
    noteUnusedTags(engine.state(), added.value);
    return done;
  });
}

/** Renames a channel, changes what it gets, or replaces its values. */
export async function editChannel(name: string, options: ChannelOptions): Promise<Outcome> {
  const minSeverity = optional(options.minSeverity, readSeverity);
  if (!minSeverity.ok) return minSeverity;
  if (Object.keys(options).length === 0)
    return badInput('Nothing to change. `fuelgauge channels edit --help` shows what you can change.');
  const isReplaced = options.values || options.set !== undefined || options.fromEnv !== undefined;
  return withChannel(name, async ({ engine, environment }, channel) => {
    if (isReplaced && channelFields[channel.kind].length === 0)
      return badInput(`${about(channel)} has no values.`);
    const fields = isReplaced
      ? await channelValues(channel.kind, options, usualSources(environment))
      : ok(undefined);
    if (!fields.ok) return fields;
    const opened = isReplaced ? await openVault(engine, environment) : fields;
    if (!opened.ok) return opened;
    const edited = await withConsent('Nothing was changed.', options, (allowed) =>
      engine.alerts.editChannel({
        id: channel.id,
        label: options.label,
        minSeverity: minSeverity.value,
        tags: options.allAccounts ? [] : options.tag,
        fields: fields.value,
        allowed,
      }),
    );
    if (!edited.ok) return edited;
    if (edited.value === null) return ok(exitCodes.no);
    print(`Changed ${about(edited.value)}.`);
    noteUnusedTags(engine.state(), edited.value);
    return done;
  });
}

/** A misspelt tag would leave a channel silent. */
function noteUnusedTags({ accounts }: AppState, { tags = [] }: ChannelState): void {
  const used = new Set(accounts.flatMap((account) => account.tags.map((tag) => tag.toLowerCase())));
  const unused = tags.filter((tag) => !used.has(tag.toLowerCase()));
  if (unused.length > 0)
    printError(`Note: no account has ${tagWords(unused)}, so nothing is sent for it yet.`);
}

export function switchChannel(name: string, enabled: boolean): Promise<Outcome> {
  return withChannel(name, async ({ engine }, channel) => {
    const word = enabled ? 'on' : 'off';
    if (channel.enabled === enabled) {
      print(`${about(channel)} is ${word} already.`);
      return done;
    }
    const edited = await engine.alerts.editChannel({ id: channel.id, enabled });
    if (!edited.ok) return edited;
    print(`${about(channel)} is ${word}.`);
    return done;
  });
}

/** Sends a test now. Exit code 1: it did not arrive. */
export function testChannel(name: string): Promise<Outcome> {
  return withChannel(name, async ({ engine, environment }, channel) => {
    const opened = channelFields[channel.kind].length > 0 ? await openVault(engine, environment) : done;
    if (!opened.ok) return opened;
    const sent = await engine.alerts.testChannel({ id: channel.id });
    if (sent.ok) {
      print(`Sent a test to ${about(channel)}.`);
      return done;
    }
    if (sent.error.kind !== 'not-delivered' && sent.error.kind !== 'not-supported') return sent;
    printError(plain(sent.error.message));
    return ok(exitCodes.no);
  });
}

export function removeChannel(name: string, { yes }: { yes?: boolean }): Promise<Outcome> {
  return withChannel(name, async ({ engine, environment }, channel) => {
    if (!yes && !stdinIsTerminal())
      return badInput(`Nothing was removed. Add --yes to remove ${about(channel)}.`);
    if (!yes && !(await agreed(`Remove ${about(channel)}, with its values? [y/N]`)))
      return declined('Nothing was removed.');
    const opened = channelFields[channel.kind].length > 0 ? await openVault(engine, environment) : done;
    if (!opened.ok) return opened;
    const removed = await engine.alerts.removeChannel({ id: channel.id });
    if (!removed.ok) return removed;
    print(`Removed ${about(channel)}.`);
    return done;
  });
}

const about = ({ id, label }: Pick<ChannelState, 'id' | 'label'>): string => `“${plain(label)}” (${id})`;
