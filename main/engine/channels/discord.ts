import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { type Answer, channelFailure, judgeStatus, type Poster, parseAddress, waitMs } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, withinBytes } from './texts.ts';

// Discord's "Execute Webhook" and "Rate Limits" (docs.discord.com/developers, read November 2026).

const hosts = ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'];
const marks: Record<Severity, string> = { info: '', warning: '⚠️ ', critical: '🚨 ' };

const rateLimitSchema = z.object({ retry_after: z.number().nonnegative() });

export const createDiscordChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'discord',
    name: 'Discord',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      const { protocol, host, pathname } = url.value;
      if (
        protocol !== 'https:' ||
        !hosts.includes(host) ||
        !/^\/api(\/v\d+)?\/webhooks\/\d+\/[\w-]+\/?$/.test(pathname)
      )
        return badInput('An address of Discord begins with https://discord.com/api/webhooks/.');
      // Without it Discord says yes before it has looked at the message.
      url.value.searchParams.set('wait', 'true');
      return ok({ url: url.value });
    },
    write: ({ severity, title, body }) => ({
      body: JSON.stringify({
        content: `${marks[severity]}**${discordText(oneLine(title), 250)}**\n${discordText(body, 700)}`,
        // Whatever a label says, nobody is called.
        allowed_mentions: { parse: [] },
      }),
    }),
    judge(answer, receiver) {
      if (answer.status === 401 || answer.status === 404)
        return channelFailure('Discord no longer knows this address. Make a new one.', { retry: false });
      return judgeStatus({ ...answer, retryAfterMs: retryAfterOf(answer) }, receiver);
    },
  });

/** The body tells it with parts of a second; the header, in whole ones, is also set by what stands before Discord. */
function retryAfterOf({ status, text, retryAfterMs }: Answer): number | null {
  if (status !== 429) return retryAfterMs;
  try {
    const { retry_after } = rateLimitSchema.parse(JSON.parse(text));
    return Math.max(waitMs(retry_after), retryAfterMs ?? 0);
  } catch {
    return retryAfterMs;
  }
}

/** Markdown stays what was written: each character that has a meaning is escaped. At most twice as long, so 1900 in all. */
const discordText = (text: string, bytes: number): string =>
  withinBytes(text.toWellFormed(), bytes).replaceAll(/[\\*_~`|<>#@[\]()-]/g, '\\$&');
