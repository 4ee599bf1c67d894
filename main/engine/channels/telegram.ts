import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import { answerJson } from './answer-json.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, waitMs } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainLines, withinBytes } from './texts.ts';

// core.telegram.org/bots/api, "sendMessage", "Making requests" and "ResponseParameters" (read November 2026). Without
// parse_mode Telegram formats nothing, but makes links of addresses and @names. The bot's token is part of the path.

const marks: Record<Severity, string> = { info: '', warning: '⚠️ ', critical: '🚨 ' };

const answerSchema = z.object({
  ok: z.boolean(),
  description: z.string().optional().catch(undefined),
  parameters: z
    .object({ retry_after: z.number().nonnegative().optional(), migrate_to_chat_id: z.number().optional() })
    .optional()
    .catch(undefined),
});

/** A chat with a bot of the user's. */
export const createTelegramChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'telegram',
    name: 'Telegram',
    read({ botToken = '', chatId = '' }) {
      const token = botToken.trim();
      const chat = chatId.trim();
      if (!/^\d{1,20}:[\w-]{20,100}$/.test(token))
        return badInput(
          'This is not a bot token. It is a number, a colon and some letters, as @BotFather gives it.',
        );
      if (!/^(-?\d{1,20}|@\w{3,64})$/.test(chat))
        return badInput('The chat id is a number, such as -1001234567890, or the @name of a public channel.');
      return ok({ url: new URL(`https://api.telegram.org/bot${token}/sendMessage`), chat });
    },
    write: ({ severity, title, body, billingPage }, { chat }) => ({
      body: JSON.stringify({
        chat_id: chat,
        // A message has at most 4096 characters; no text of so many bytes has more.
        text: [
          `${marks[severity]}${withinBytes(oneLine(title), 250)}`,
          withinBytes(plainLines(body), 3000),
          ...(billingPage === null ? [] : [`Billing page: ${billingPage}`]),
        ].join('\n'),
        link_preview_options: { is_disabled: true },
        disable_notification: severity === 'info',
      }),
    }),
    judge(answer, receiver) {
      const said = answerJson(answerSchema, answer.text);
      const noRetry = (message: string) => channelFailure(message, { retry: false });
      if (answer.status === 401 || answer.status === 404)
        return noRetry('Telegram does not know this bot. Copy its token from @BotFather again.');
      if (answer.status === 403)
        return noRetry(
          'The bot may not write to this chat. Unblock it and send it a message, or add it to the group again.',
        );
      if (said?.parameters?.migrate_to_chat_id !== undefined)
        return noRetry('The group has become a supergroup, which has another chat id. Enter the new one.');
      if (answer.status === 400 && /chat not found/i.test(said?.description ?? ''))
        return noRetry('Telegram does not find this chat. Check its id, and send the bot a message first.');
      const seconds = said?.parameters?.retry_after;
      const judged = judgeStatus(
        { ...answer, retryAfterMs: seconds === undefined ? answer.retryAfterMs : waitMs(seconds) },
        receiver,
      );
      return judged.ok && said?.ok !== true
        ? noRetry(
            `${receiver.host} does not answer like Telegram. Does something in your network answer for it?`,
          )
        : judged;
    },
  });
