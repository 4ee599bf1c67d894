import { createHmac } from 'node:crypto';
import { badInput, ok } from '../../../shared/model/index.ts';
import type { ChannelDriver, OutgoingNotification } from './define.ts';
import { type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { plainId } from './texts.ts';

// Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, read November 2026): the
// receiver may check with any of its libraries. The id is the same in each attempt, the timestamp is the attempt's own.

/** Any receiver of JSON over https. `now` in epoch milliseconds. */
export const createWebhookChannel = (post: Poster, now: () => number): ChannelDriver =>
  createPostChannel(post, {
    kind: 'webhook',
    name: 'the webhook',
    read(fields) {
      const url = parseAddress(fields.url);
      if (!url.ok) return url;
      const key = parseSigningKey(fields.signingKey);
      return key.ok ? ok({ url: url.value, key: key.value }) : key;
    },
    write(notification, { key }) {
      const body = JSON.stringify(payload(notification));
      return { headers: webhookHeaders(plainId(notification.id), body, key, now()), body };
    },
  });

/** docs/channels.md describes each field. */
function payload({ id, at, severity, account, episode, title, body }: OutgoingNotification) {
  return {
    schemaVersion: 1,
    type: 'alert.told',
    timestamp: new Date(at).toISOString(),
    data: { id, severity, account: account === null ? null : { id: account }, episode, title, text: body },
  };
}

/** The headers of one attempt; a signature only if there is a key. `now` in epoch milliseconds. */
export function webhookHeaders(
  id: string,
  body: string,
  key: Buffer | null,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (key === null) return headers;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

/** `whsec_` and base64, as the specification writes keys; any other text is taken as it stands. Null: none was entered. */
function parseSigningKey(entered: string | undefined) {
  const text = entered?.trim() ?? '';
  if (text === '') return ok(null);
  if (!text.startsWith('whsec_')) return ok(Buffer.from(text));
  const encoded = text.slice('whsec_'.length);
  const key = Buffer.from(encoded, 'base64');
  const faithful = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  return faithful && key.length >= 24 && key.length <= 64
    ? ok(key)
    : badInput('After whsec_ the signing key must hold 24 to 64 bytes in base64.');
}
