import { createHmac } from 'node:crypto';
import { badInput, ok } from '../../../shared/model/index.ts';
import type { ChannelDriver, OutgoingNotification } from './define.ts';
import { type Poster, parseAddress } from './post.ts';
import { createPostChannel } from './post-channel.ts';
import { plainId } from './texts.ts';

// Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, read November 2026), so
// receivers can verify with any of its libraries. Each attempt has the same id and its own timestamp.

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

/** docs/channels.md documents each field. */
function payload({ id, at, severity, account, episode, billingPage, title, body }: OutgoingNotification) {
  return {
    schemaVersion: 1,
    type: 'alert.told',
    timestamp: new Date(at).toISOString(),
    data: {
      id,
      severity,
      account: account === null ? null : { id: account },
      episode,
      title,
      text: body,
      billingPage,
    },
  };
}

/** The headers of one attempt, signed if there is a key. `now` in epoch milliseconds. */
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

/** A key as the specification writes it (`whsec_` and base64), or any other text as it is. Null: none was entered. */
function parseSigningKey(entered: string | undefined) {
  const text = entered?.trim() ?? '';
  if (text === '') return ok(null);
  if (!text.startsWith('whsec_')) return ok(Buffer.from(text));
  const encoded = text.slice('whsec_'.length);
  const key = Buffer.from(encoded, 'base64');
  const faithful = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  return faithful && key.length >= 24 && key.length <= 64
    ? ok(key)
    : badInput('After whsec_, the signing key must be 24 to 64 bytes in base64.');
}
