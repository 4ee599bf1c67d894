import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { type Answer, channelFailure, judgeStatus, type Poster, parseAddress, waitMs } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainLines, withinBytes } from './texts.ts';

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
        return badInput('A Discord webhook address starts with https://discord.com/api/webhooks/.');
      // Without it, Discord answers before it has processed the message.
      url.value.searchParams.set('wait', 'true');
      return ok({ url: url.value });
    },
    write: ({ severity, title, body, billingPage }) => ({
      body: JSON.stringify({
        content: `${marks[severity]}**${discordText(oneLine(title), 250)}**\n${discordText(plainLines(body), 700)}${billingPage === null ? '' : `\nBilling page: <${billingPage}>`}`,
        // A label must not be able to @-mention anyone.
        allowed_mentions: { parse: [] },
        // No link previews (SUPPRESS_EMBEDS).
        flags: 4,
      }),
    }),
    judge(answer, receiver) {
      if (answer.status === 401 || answer.status === 404)
        return channelFailure('Discord no longer accepts this address. Create a new webhook.', {
          retry: false,
        });
      return judgeStatus({ ...answer, retryAfterMs: retryAfterOf(answer) }, receiver);
    },
  });

/** The body has fractions of a second. The header has whole seconds and is also set by the proxy in front of Discord. */
function retryAfterOf({ status, text, retryAfterMs }: Answer): number | null {
  if (status !== 429) return retryAfterMs;
  try {
    const { retry_after } = rateLimitSchema.parse(JSON.parse(text));
    return Math.max(waitMs(retry_after), retryAfterMs ?? 0);
  } catch {
    return retryAfterMs;
  }
}

/** Escapes Markdown, and `:` so that an address is no link. The text gets at most twice as long, so title and body stay below 1,900 characters. */
const discordText = (text: string, bytes: number): string =>
  withinBytes(text, bytes).replaceAll(/[\\*_~`|<>#@[\]():-]/g, '\\$&');
