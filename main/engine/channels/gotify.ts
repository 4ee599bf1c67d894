import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import { answerJson } from './answer-json.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainLines, withinBytes } from './texts.ts';

// gotify.net/docs/pushmsg and /msgextras, and the server's model/message.go (read November 2026). From 4 on, the Android app
// makes a sound; from 8 on, it also shows the message over other apps.

const priorities: Record<Severity, number> = { info: 2, warning: 5, critical: 8 };

const acceptedSchema = z.object({ id: z.number(), appid: z.number() });

/** The user's own Gotify server. */
export const createGotifyChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'gotify',
    name: 'Gotify',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      if (url.value.search !== '')
        return badInput('Give the address of the server alone. The token has a field of its own.');
      const token = fields.appToken?.trim() ?? '';
      if (!/^[\x21-\x7e]{1,512}$/.test(token))
        return badInput('The app token has characters that cannot be sent. Copy it again.');
      // The server may be in a folder of another one.
      url.value.pathname = `${url.value.pathname.replace(/\/(message\/?)?$/, '')}/message`;
      return ok({ url: url.value, token });
    },
    write: ({ severity, title, body, billingPage }, { token }) => ({
      headers: { 'x-gotify-key': token },
      body: JSON.stringify({
        title: withinBytes(oneLine(title), 250),
        // A message must have some text.
        message: withinBytes(plainLines(body), 4000) || '…',
        priority: priorities[severity],
        extras: {
          // A label formats nothing and loads no picture.
          'client::display': { contentType: 'text/plain' },
          ...(billingPage !== null && { 'client::notification': { click: { url: billingPage } } }),
        },
      }),
    }),
    judge(answer, receiver) {
      const who = `Gotify (${receiver.host})`;
      if (answer.status === 401 || answer.status === 403)
        return channelFailure(
          `${who} does not accept this token. Copy the token of an app, not of a client.`,
          {
            retry: false,
          },
        );
      const judged = judgeStatus(answer, receiver);
      return judged.ok && answerJson(acceptedSchema, answer.text) === null
        ? channelFailure(`${receiver.host} does not answer like a Gotify server. Check the address.`, {
            retry: false,
          })
        : judged;
    },
  });
