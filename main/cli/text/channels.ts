import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import { channelNames, channelWords } from '../../../shared/alerts/channel-words.ts';
import type { WritingContext } from '../../../shared/format.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { ChannelKindsJson, ChannelsJson } from '../../../shared/json/channels.ts';
import type { ChannelState } from '../../../shared/model/index.ts';
import { addableKindSchema } from '../input/channels.ts';
import type { Paint } from '../terminal.ts';
import { tagWords } from './names.ts';
import { fitting, layout, plain, type Row } from './table.ts';

interface Page {
  columns: number;
  paint: Paint;
}

/** The channels, each with its state below it. */
export function channelsText(
  channels: readonly ChannelState[],
  context: WritingContext,
  { columns, paint }: Page,
): string {
  const rows = channels.flatMap((channel): Row[] => {
    const { id, kind, label, minSeverity, tags = [], awaited } = channel;
    const { tone, text } = channelWords(channel, context);
    const words = awaited
      ? `Its values are still to be entered: fuelgauge channels edit ${id} --values`
      : text;
    return [
      { cells: [id, kind, plain(label), minSeverity, tagWords(tags)] },
      {
        line: `    ${plain(words)}`,
        indent: 4,
        style: (text) => paint(tone === 'critical' ? 'red' : 'dim', text),
      },
    ];
  });
  const head: Row = { cells: ['ID', 'KIND', 'LABEL', 'FROM', ''], style: (text) => paint('dim', text) };
  const only = channels.every(({ kind }) => kind === 'desktop' || kind === 'browser')
    ? [
        '',
        'To be told elsewhere, add one: fuelgauge channels add ntfy. `fuelgauge channels kinds` lists the kinds.',
      ]
    : [];
  return [layout([head, ...rows], fitting(2, columns)), ...only].join('\n');
}

/** The documented shape of `fuelgauge channels --json`. */
export const channelsJson = (channels: readonly ChannelState[]): ChannelsJson => ({
  schemaVersion: 1,
  channels: channels.map((channel) => {
    const {
      id,
      kind,
      label,
      enabled,
      minSeverity,
      tags = [],
      host,
      lastAt,
      error,
      waiting,
      awaited,
    } = channel;
    return {
      ...{ id, kind, label, enabled, minSeverity, tags, host },
      lastAt: lastAt === null ? null : isoInstant(lastAt),
      error,
      waiting,
      awaited: awaited === true,
    };
  }),
});

/** The kinds that can be added, with the values that each needs. */
export function kindsText({ columns, paint }: Page): string {
  const rows = addableKindSchema.options.flatMap((kind): Row[] => [
    { line: paint('bold', kind === 'ntfy' ? kind : `${kind}: ${channelNames[kind]}`) },
    ...channelFields[kind].flatMap(({ id, required, secret, hint, choices }): Row[] => {
      const of = choices === undefined ? '' : ` One of ${choices.map(({ value }) => value).join(', ')}.`;
      const marks = [...(required ? [] : ['optional']), ...(secret ? ['secret'] : [])].join(', ');
      return [
        { line: `  ${id}${marks === '' ? '' : ` (${marks})`}` },
        { line: `      ${plain(`${hint}${of}`)}`, indent: 6 },
      ];
    }),
  ]);
  return layout(rows, fitting(null, columns));
}

/** The documented shape of `fuelgauge channels kinds --json`. */
export const kindsJson = (): ChannelKindsJson => ({
  schemaVersion: 1,
  kinds: addableKindSchema.options.map((kind) => ({
    kind,
    name: channelNames[kind],
    fields: channelFields[kind].map(({ id, label, hint, secret, required, lines, choices }) => ({
      ...{ id, label, hint, secret, required },
      lines: lines === true,
      choices: choices?.map(({ value }) => value) ?? null,
    })),
  })),
});
