import { expect } from 'vitest';
import type { ChannelDriver, OutgoingNotification } from '../../main/engine/channels/define.ts';
import { createDiscordChannel } from '../../main/engine/channels/discord.ts';
import { createGotifyChannel } from '../../main/engine/channels/gotify.ts';
import { createHealthCheckChannel } from '../../main/engine/channels/healthcheck.ts';
import { createNtfyChannel } from '../../main/engine/channels/ntfy.ts';
import { createPagerDutyChannel } from '../../main/engine/channels/pagerduty.ts';
import { createPoster } from '../../main/engine/channels/post.ts';
import { createSlackChannel } from '../../main/engine/channels/slack.ts';
import { createTelegramChannel } from '../../main/engine/channels/telegram.ts';
import { createWebhookChannel } from '../../main/engine/channels/webhook.ts';
import { createNodeFetch } from '../../main/engine/network/fetch.ts';
import { outgoing } from './notifications.ts';
import { answer, type Reply, startReceiver } from './receiver.ts';

// The channels that send over HTTP, each to a real receiver on loopback.

export const now = Date.UTC(2026, 10, 21, 9, 30);
const fetch = createNodeFetch({});
export type Fields = Record<string, string>;

/** Invented; each must never be seen in a failure. */
export const secrets = {
  path: 'invented-path-1f9c',
  key: 'whsec_aW52ZW50ZWQtc2lnbmluZy1rZXktb2YtMzItYnl0ZXM=',
  token: 'tk_invented4711',
  hook: 'InventedHookToken-0815',
  bot: '4711:InventedBotToken-abcdefghijklm',
  routing: 'invented0routing1key2of3thirty4x',
};

const kindsAway = {
  webhook: {
    make: (post) => createWebhookChannel(post, () => now),
    fields: (origin) => ({ url: `${origin}/in/${secrets.path}?q=${secrets.hook}`, signingKey: secrets.key }),
    answer: answer(204),
  },
  ntfy: {
    make: createNtfyChannel,
    fields: (origin) => ({ url: `${origin}/${secrets.path}`, accessToken: secrets.token }),
    answer: answer(200, '{"id":"abc","time":1,"event":"message","topic":"x"}'),
  },
  slack: {
    make: createSlackChannel,
    fields: () => ({ url: `https://hooks.slack.com/services/T0/B0/${secrets.hook}` }),
    answer: answer(200, 'ok'),
  },
  discord: {
    make: createDiscordChannel,
    fields: () => ({ url: `https://discord.com/api/webhooks/123/${secrets.hook}` }),
    answer: answer(200, '{"id":"1"}'),
  },
  telegram: {
    make: createTelegramChannel,
    fields: () => ({ botToken: secrets.bot, chatId: '-100123' }),
    answer: answer(200, '{"ok":true,"result":{"message_id":1}}'),
  },
  gotify: {
    make: createGotifyChannel,
    fields: (origin) => ({ url: `${origin}/push`, appToken: secrets.token }),
    answer: answer(200, '{"id":25,"appid":5,"message":"x","title":"x","priority":2}'),
  },
  pagerduty: {
    make: createPagerDutyChannel,
    fields: () => ({ routingKey: secrets.routing }),
    answer: answer(202, '{"status":"success","message":"Event processed","dedup_key":"x"}'),
  },
  healthcheck: {
    make: createHealthCheckChannel,
    fields: (origin) => ({ url: `${origin}/${secrets.path}` }),
    answer: answer(200, 'OK'),
  },
} satisfies Record<
  string,
  {
    make: (post: ReturnType<typeof createPoster>) => ChannelDriver;
    fields: (origin: string) => Fields;
    answer: Reply;
  }
>;
export type Kind = keyof typeof kindsAway;
export const kinds: readonly Kind[] = [
  'webhook',
  'ntfy',
  'slack',
  'discord',
  'telegram',
  'gotify',
  'pagerduty',
  'healthcheck',
];
export const usualAnswer = (kind: Kind): Reply => kindsAway[kind].answer;

export function driver(kind: Kind, origin = '', timeoutMs?: number): ChannelDriver {
  const endpoints = { slack: origin, discord: origin, telegram: origin, pagerduty: origin };
  const post = createPoster({
    fetch,
    now: () => now,
    ...(origin && { endpoints }),
    ...(timeoutMs && { timeoutMs }),
  });
  return kindsAway[kind].make(post);
}

/** Delivers to a receiver that answers so. */
export async function deliver(
  kind: Kind,
  {
    reply = usualAnswer(kind),
    notification = outgoing(),
    fields,
    signal = new AbortController().signal,
    timeoutMs,
  }: {
    reply?: Reply;
    notification?: OutgoingNotification;
    fields?: (origin: string) => Fields;
    signal?: AbortSignal;
    timeoutMs?: number;
  } = {},
) {
  const { origin, received } = await startReceiver(reply);
  const result = await driver(kind, origin, timeoutMs).deliver(
    notification,
    (fields ?? kindsAway[kind].fields)(origin),
    signal,
  );
  return { result, received, host: origin.slice('http://'.length) };
}

/** The failure, which quotes no secret. */
export async function failureOf(kind: Kind, options: Parameters<typeof deliver>[1]) {
  const { result, received } = await deliver(kind, options);
  if (result.ok) throw new Error('it was delivered');
  for (const secret of [...Object.values(secrets), outgoing().title, outgoing().body])
    expect(JSON.stringify(result.error)).not.toContain(secret);
  return { ...result.error, received };
}
