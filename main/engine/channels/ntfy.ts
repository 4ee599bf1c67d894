import { z } from 'zod';
import { badInput, ok, type Severity } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { channelFailure, judgeStatus, type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { oneLine, plainId, plainLines, withinBytes } from './texts.ts';

// docs.ntfy.sh/publish, "Publish as JSON" (read November 2026): posted to the server's root, so the title can have any
// character. Servers since 2.16 replace a notification with the same sequence id; older ones show it twice.

const priorities: Record<Severity, number> = { info: 2, warning: 3, critical: 5 };
const tags: Record<Severity, string[]> = { info: [], warning: ['warning'], critical: ['rotating_light'] };
/** ntfy turns longer messages into attachments. */
const maxMessageBytes = 4000;

const publishedSchema = z.object({ id: z.string(), event: z.literal('message') });

/** A topic on ntfy.sh or on the user's own server. */
export const createNtfyChannel = (post: Poster): ChannelDriver =>
  createPostChannel(post, {
    kind: 'ntfy',
    name: 'ntfy',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      const topic = /^\/([-\w]{1,64})\/?$/.exec(url.value.pathname)?.[1];
      if (topic === undefined || url.value.search !== '')
        return badInput('Give the address of one topic, such as https://ntfy.sh/your-topic.');
      const token = fields.accessToken?.trim() ?? '';
      if (!/^[\x21-\x7e]{0,256}$/.test(token))
        return badInput('The access token has characters that cannot be sent. Copy it again.');
      return ok({ url: url.value, topic, token });
    },
    write: ({ id, severity, title, body, billingPage }, { url, topic, token }) => ({
      url: new URL('/', url),
      ...(token !== '' && { headers: { authorization: `Bearer ${token}` } }),
      body: JSON.stringify({
        topic,
        title: withinBytes(oneLine(title), 250),
        message: withinBytes(plainLines(body), maxMessageBytes),
        priority: priorities[severity],
        tags: tags[severity],
        sequence_id: plainId(id),
        ...(billingPage !== null && {
          actions: [{ action: 'view', label: 'Billing page', url: billingPage }],
        }),
      }),
    }),
    judge(answer, receiver) {
      const who = `ntfy (${receiver.host})`;
      if (answer.status === 401 || answer.status === 403)
        return channelFailure(
          `${who} does not let you publish to this topic. Check the access token and its permissions.`,
          { retry: false },
        );
      const judged = judgeStatus(answer, receiver);
      // Another web server may answer any POST with 200.
      if (judged.ok && !isPublished(answer.text))
        return channelFailure(`${receiver.host} does not answer like an ntfy server. Check the address.`, {
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
