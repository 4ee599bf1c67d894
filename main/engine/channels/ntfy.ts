import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainId, withinBytes } from './texts.ts';

// docs.ntfy.sh/publish, "Publish as JSON" (read November 2026): to the server's root, so that any character may stand in
// the title. Servers from 2.16 on replace a notification that comes again under the same sequence id; older ones show it twice.

const priorities: Record<Severity, number> = { info: 2, warning: 3, critical: 5 };
const tags: Record<Severity, string[]> = { info: [], warning: ['warning'], critical: ['rotating_light'] };
/** A longer message would be turned into a file. */
const maxMessageBytes = 4000;

const publishedSchema = z.object({ id: z.string(), event: z.literal('message') });

/** A topic at ntfy.sh or at a server of one's own. */
export const createNtfyChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'ntfy',
    name: 'ntfy',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      const topic = /^\/([-\w]{1,64})\/?$/.exec(url.value.pathname)?.[1];
      if (topic === undefined || url.value.search !== '')
        return badInput('The address must be that of one topic, such as https://ntfy.sh/your-topic.');
      const token = fields.accessToken?.trim() ?? '';
      if (!/^[\x21-\x7e]{0,256}$/.test(token))
        return badInput('The access token holds characters that cannot be sent. Copy it again.');
      return ok({ url: url.value, topic, token });
    },
    write: ({ id, severity, title, body }, { url, topic, token }) => ({
      url: new URL('/', url),
      ...(token !== '' && { headers: { authorization: `Bearer ${token}` } }),
      body: JSON.stringify({
        topic,
        title: withinBytes(oneLine(title), 250),
        message: withinBytes(body.toWellFormed(), maxMessageBytes),
        priority: priorities[severity],
        tags: tags[severity],
        sequence_id: plainId(id),
      }),
    }),
    judge(answer, receiver) {
      const who = `ntfy (${receiver.host})`;
      if (answer.status === 401 || answer.status === 403)
        return channelFailure(
          `${who} does not let you publish to this topic. Check the access token and its rights.`,
          { retry: false },
        );
      const judged = judgeStatus(answer, receiver);
      // Another web server may take any POST and say 200.
      if (judged.ok && !isPublished(answer.text))
        return channelFailure(`${receiver.host} does not answer as an ntfy server does. Check the address.`, {
          retry: false,
        });
      return judged;
    },
  });

function isPublished(text: string): boolean {
  try {
    return publishedSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
