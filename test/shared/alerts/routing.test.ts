import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Audience, routeNotifications } from '../../../shared/alerts/index.ts';
import { alertKindSchema, type Episode, severityRank, severitySchema } from '../../../shared/model/index.ts';
import { start } from './made.ts';

import '../../helpers/seeded.ts';

const accounts = ['a', 'b', 'c', 'd', 'e'];
const names = new Map(accounts.map((id) => [id, `name-of-${id}`]));
const now = { now: start, zone: 'UTC' };

const severity = fc.constantFrom(...severitySchema.options);
const tag = fc.constantFrom('Nordhaus', 'nordhaus ', 'research', 'rest');
const tagged = fc.dictionary(fc.constantFrom(...accounts), fc.array(tag, { maxLength: 2 }));
const episodes = fc
  .array(
    fc.record({
      account: fc.constantFrom(...accounts),
      kind: fc.constantFrom(...alertKindSchema.options),
      severity,
    }),
    {
      maxLength: 9,
    },
  )
  .map((all) =>
    all.map(
      (each, index): Episode => ({
        ...each,
        id: `${each.account}/${each.kind}/${index}`,
        key: each.kind,
        level: 0,
        raisedAt: start,
        changedAt: start,
        clearedAt: null,
        text: 'A sentence.',
        masked: 'A sentence.',
        notificationState: 'pending',
        notifiedLevel: -1,
        acknowledgedAt: null,
        snoozedUntil: null,
      }),
    ),
  );
const audiences = fc
  .array(
    fc.record({
      minSeverity: severity,
      tags: fc.option(fc.array(tag, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      incidents: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ tags, ...each }, index): Audience => ({ ...each, ...(tags && { tags }), id: `c${index}` })),
  );

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const belongs = ({ tags }: Audience, own: readonly string[]) =>
  tags === undefined || own.some((tag) => tags.some((other) => same(tag, other)));

describe('what is raised', () => {
  it('reaches each channel that it is for, and tells it of no other account', () => {
    fc.assert(
      fc.property(episodes, audiences, tagged, fc.boolean(), (raised, channels, tags, summary) => {
        const tagsOf = (account: string) => tags[account] ?? [];
        const routed = routeNotifications(raised, channels, names, tagsOf, { ...now, summary });
        for (const channel of channels) {
          const own = routed.filter(({ channels }) => channels.includes(channel.id));
          const told = new Set(own.flatMap(({ episodes }) => episodes));
          const others = accounts.filter((account) => !belongs(channel, tagsOf(account)));
          for (const { notification } of own)
            for (const other of others)
              expect(`${notification.title} ${notification.body}`).not.toContain(names.get(other));
          for (const episode of raised) {
            const isEnough = severityRank[episode.severity] >= severityRank[channel.minSeverity];
            if (!belongs(channel, tagsOf(episode.account))) expect(told).not.toContain(episode.id);
            else if (isEnough && !channel.incidents) expect(told).toContain(episode.id);
          }
        }
      }),
    );
  });

  it('goes to a channel without tags as if no other had any', () => {
    fc.assert(
      fc.property(episodes, audiences, tagged, (raised, channels, tags) => {
        const tagsOf = (account: string) => tags[account] ?? [];
        const desktop: Audience = { id: 'desktop', minSeverity: 'info', incidents: false };
        const at = { ...now, summary: false };
        const of = (all: Audience[]) =>
          routeNotifications(raised, all, names, tagsOf, at)
            .filter(({ channels }) => channels.includes('desktop'))
            .map(({ notification, episodes }) => ({ notification, episodes }));
        expect(of([...channels, desktop])).toEqual(of([desktop]));
      }),
    );
  });
});
