import { createHmac } from 'node:crypto';
import { createServer as createTlsServer } from 'node:https';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  deliver,
  driver,
  type Fields,
  failureOf,
  type Kind,
  kinds,
  now,
  secrets,
  usualAnswer,
} from '../../helpers/away-channels.ts';
import { outgoing } from '../../helpers/notifications.ts';
import { answer, type Reply, startReceiver } from '../../helpers/receiver.ts';
import { selfSigned } from '../../helpers/self-signed.ts';

// The whole way over real HTTP: what the receiver got, and what its answer means.

const billingPage = 'https://dashboard.capsolver.com/dashboard/overview';
it.each<[Kind, string]>([
  ['webhook', `"billingPage":"${billingPage}"`],
  ['ntfy', `{"action":"view","label":"Billing page","url":"${billingPage}"}`],
  ['slack', `<${billingPage}|Billing page>`],
  ['discord', `\\nBilling page: <${billingPage}>"`],
])('%s gets the page where to buy credits, if there is one', async (kind, wanted) => {
  const { received } = await deliver(kind, { notification: outgoing({ billingPage }) });
  expect(received[0]?.body).toContain(wanted);
});

describe('a webhook', () => {
  it('gets JSON with the three headers of Standard Webhooks, and the signature holds', async () => {
    const { result, received } = await deliver('webhook');
    expect(result).toEqual({ ok: true, value: undefined });
    const [one] = received;
    expect(one).toMatchObject({
      method: 'POST',
      url: `/in/${secrets.path}?q=${secrets.hook}`,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'n-1',
        'webhook-timestamp': String(now / 1000),
      },
    });
    const body = one?.body ?? '';
    expect(JSON.parse(body)).toEqual({
      schemaVersion: 1,
      type: 'alert.told',
      timestamp: '2026-11-21T09:00:00.000Z',
      data: {
        id: 'n-1',
        severity: 'warning',
        account: { id: 'a1' },
        episode: 'e1',
        title: 'production runs out on Thursday',
        text: '940 credits left, likely until 26 November 2026, 14:00.',
        billingPage: null,
      },
    });
    const key = Buffer.from(secrets.key.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key)
      .update(`n-1.${now / 1000}.${body}`)
      .digest('base64');
    expect(one?.headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('is not signed without a key, and any other key is taken as it stands', async () => {
    const without = await deliver('webhook', { fields: (origin) => ({ url: `${origin}/` }) });
    expect(without.received[0]?.headers).not.toHaveProperty('webhook-signature');
    const { received } = await deliver('webhook', {
      fields: (origin) => ({ url: origin, signingKey: 'plain words' }),
    });
    const expected = createHmac('sha256', 'plain words').update(`n-1.${now / 1000}.${received[0]?.body}`);
    expect(received[0]?.headers['webhook-signature']).toBe(`v1,${expected.digest('base64')}`);
  });

  it('gets the same plain id for the same notification, whatever stands in it', async () => {
    const notification = outgoing({ id: 'a.b c\nd', account: null, episode: null });
    const first = await deliver('webhook', { notification });
    const again = await deliver('webhook', { notification });
    expect(first.received[0]?.headers['webhook-id']).toMatch(/^[\w-]{1,64}$/);
    expect(again.received[0]?.headers['webhook-id']).toBe(first.received[0]?.headers['webhook-id']);
    expect(JSON.parse(first.received[0]?.body ?? '')).toMatchObject({
      data: { account: null, id: 'a.b c\nd' },
    });
  });
});

describe('ntfy', () => {
  it('gets JSON at its root, with the token, a priority and an id that replaces', async () => {
    const notification = outgoing({ severity: 'critical', title: 'Zürich 💥\nproduction', id: 'n.1' });
    const { result, received } = await deliver('ntfy', { notification });
    expect(result.ok).toBe(true);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/',
      headers: { authorization: `Bearer ${secrets.token}` },
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      topic: secrets.path,
      title: 'Zürich 💥 production',
      message: notification.body,
      priority: 5,
      tags: ['rotating_light'],
      sequence_id: expect.stringMatching(/^[\w-]{1,64}$/),
    });
  });

  it('needs no token, and a long message is cut before it would become a file', async () => {
    const notification = outgoing({ severity: 'info', body: '💥'.repeat(3000) });
    const { received } = await deliver('ntfy', {
      notification,
      fields: (origin) => ({ url: `${origin}/topic` }),
    });
    expect(received[0]?.headers).not.toHaveProperty('authorization');
    const { message, priority, tags } = JSON.parse(received[0]?.body ?? '');
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4000);
    expect(message).toMatch(/^(💥)+…$/u);
    expect({ priority, tags }).toEqual({ priority: 2, tags: [] });
  });

  it('is not believed when another web server says 200', async () => {
    expect(await failureOf('ntfy', { reply: answer(200, '<html>hello</html>') })).toMatchObject({
      message: expect.stringMatching(/does not answer like an ntfy server/),
      retry: false,
    });
  });

  it.each([401, 403])('says that the topic is protected (%i)', async (status) => {
    expect(await failureOf('ntfy', { reply: answer(status, '{"code":40301}') })).toMatchObject({
      message: expect.stringMatching(/access token/),
      retry: false,
    });
  });
});

describe('Slack', () => {
  it('gets a text in which no label can call anyone', async () => {
    const notification = outgoing({ title: '<!channel> & co', body: 'See <https://example.com|here>' });
    const { result, received } = await deliver('slack', { notification });
    expect(result.ok).toBe(true);
    expect(received[0]?.url).toBe(`/services/T0/B0/${secrets.hook}`);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '⚠️ <!channel> & co', emoji: false } },
        {
          type: 'section',
          text: { type: 'plain_text', text: 'See <https://example.com|here>', emoji: false },
        },
      ],
      text: '⚠️ &lt;!channel&gt; &amp; co\nSee &lt;https://example.com|here&gt;',
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it.each([
    [404, 'no_service', /no longer accepts this address/],
    [403, 'invalid_token', /no longer accepts this address/],
    [403, 'action_prohibited', /Ask an administrator/],
    [404, 'channel_not_found', /archived or deleted/],
    [410, 'channel_is_archived', /archived or deleted/],
    [400, 'invalid_payload', /refused the message \(400 Bad Request\)/],
  ])('gives up on %i %s with a sentence', async (status, word, message) => {
    expect(await failureOf('slack', { reply: answer(status, word) })).toMatchObject({
      message: expect.stringMatching(message),
      retry: false,
    });
  });
});

describe('Discord', () => {
  it('is asked to wait for the outcome, and nobody is called', async () => {
    const notification = outgoing({
      severity: 'info',
      title: '@everyone **my_key**',
      body: '# [x](https://example.com)',
    });
    const { result, received } = await deliver('discord', { notification });
    expect(result.ok).toBe(true);
    expect(received[0]?.url).toBe(`/api/webhooks/123/${secrets.hook}?wait=true`);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      content: '**\\@everyone \\*\\*my\\_key\\*\\***\n\\# \\[x\\]\\(https\\://example.com\\)',
      allowed_mentions: { parse: [] },
      flags: 4,
    });
  });

  it('takes at most 2000 characters', async () => {
    const notification = outgoing({ title: '*'.repeat(3000), body: '_'.repeat(3000) });
    const { received } = await deliver('discord', { notification });
    expect(JSON.parse(received[0]?.body ?? '').content.length).toBeLessThanOrEqual(2000);
  });

  it('is given the time that its body asks for', async () => {
    const reply = answer(429, '{"message":"…","retry_after":64.57,"global":false}', { 'retry-after': '65' });
    expect(await failureOf('discord', { reply })).toMatchObject({ retry: true, retryAfterMs: 65_000 });
    const longer = answer(429, '{"retry_after":120.5}', { 'retry-after': '65' });
    expect(await failureOf('discord', { reply: longer })).toMatchObject({
      retry: true,
      retryAfterMs: 120_500,
    });
    const without = answer(429, 'You are being blocked');
    expect(await failureOf('discord', { reply: without })).toMatchObject({ retry: true, retryAfterMs: null });
  });

  it.each([401, 404])('gives up when the address is gone (%i)', async (status) => {
    expect(await failureOf('discord', { reply: answer(status, '{"code":10015}') })).toMatchObject({
      message: 'Discord no longer accepts this address. Create a new webhook.',
      retry: false,
    });
  });
});

describe.each(kinds)('any receiver: %s', (kind) => {
  it.each([408, 500, 502, 503])('is tried again after %i', async (status) => {
    expect(await failureOf(kind, { reply: answer(status, 'x', { 'retry-after': '7' }) })).toMatchObject({
      retry: true,
      retryAfterMs: 7000,
    });
  });

  it('is tried again when it asks to wait, also until a date', async () => {
    const reply = answer(429, 'x', { 'retry-after': new Date(now + 90_000).toUTCString() });
    expect(await failureOf(kind, { reply })).toMatchObject({
      message: expect.stringMatching(/asks you to wait/),
      retry: true,
      retryAfterMs: 90_000,
    });
  });

  it.each([400, 413])('is not tried again after %i', async (status) => {
    expect(await failureOf(kind, { reply: answer(status) })).toMatchObject({ retry: false });
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = await startReceiver(usualAnswer(kind));
    const reply = answer(307, '', { location: `${elsewhere.origin}/there` });
    expect(await failureOf(kind, { reply })).toMatchObject({
      message: expect.stringMatching(/redirects to another address/),
      retry: false,
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('is given up on when it hangs', async () => {
    expect(await failureOf(kind, { reply: () => {}, timeoutMs: 100 })).toMatchObject({
      message: expect.stringMatching(/did not answer within/),
      retry: true,
    });
  });

  it('is left at once when Fuelgauge stops', async () => {
    const stop = new AbortController();
    const { message, retry } = await failureOf(kind, { reply: () => stop.abort(), signal: stop.signal });
    expect({ message, retry }).toEqual({ message: expect.stringMatching(/^Fuelgauge stopped/), retry: true });
  });

  it('may cut the line', async () => {
    expect(await failureOf(kind, { reply: (response) => response.destroy() })).toMatchObject({ retry: true });
  });

  it('is judged by its status when it never stops talking', async () => {
    const reply: Reply = (response) => {
      response.writeHead(500);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    };
    expect(await failureOf(kind, { reply })).toMatchObject({ retry: true });
  });

  it('never gets its address, keys or text into a failure, even when it repeats them', async () => {
    const statuses = fc.constantFrom(301, 400, 401, 403, 404, 410, 418, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(statuses, async (status) => {
        const reply: Reply = (response, { url, headers, body }) =>
          response
            .writeHead(status, { location: url, 'retry-after': encodeURIComponent(url) })
            .end(`${url} ${JSON.stringify(headers)} ${body}`);
        await failureOf(kind, { reply });
      }),
      { numRuns: 12 },
    );
  });

  it('works on every system', async () => {
    expect(await driver(kind).unavailable()).toBeNull();
  });
});

describe('what is entered', () => {
  it.each<[Kind, Fields, string]>([
    ['webhook', { url: ' https://example.com:8443/in?x=1 ' }, 'example.com:8443'],
    ['webhook', { url: 'http://127.0.0.1:4000/x' }, '127.0.0.1:4000'],
    ['webhook', { url: 'http://192.168.1.5:8080/hook?x=1' }, '192.168.1.5:8080'],
    ['webhook', { url: 'http://[fd12::7]:9093/' }, '[fd12::7]:9093'],
    ['ntfy', { url: 'http://ntfy.home.arpa/topic' }, 'ntfy.home.arpa'],
    ['ntfy', { url: 'https://ntfy.sh/my_topic-1/' }, 'ntfy.sh'],
    ['slack', { url: 'https://hooks.slack.com/services/T/B/x' }, 'hooks.slack.com'],
    ['discord', { url: 'https://discord.com/api/webhooks/1/a-b_c' }, 'discord.com'],
    ['discord', { url: 'https://discordapp.com/api/v10/webhooks/1/abc?thread_id=2' }, 'discordapp.com'],
  ])('is good: %s %o', (kind, fields, host) => {
    expect(driver(kind).check(fields)).toEqual({ ok: true, value: { host } });
  });

  it.each<[Kind, Fields, RegExp]>([
    ['webhook', {}, /Enter the address/],
    ['webhook', { url: 'hook' }, /not an address/],
    ['webhook', { url: 'http://example.com/x' }, /https:/],
    ['webhook', { url: 'http://127.0.0.1.example.com/x' }, /https:/],
    ['webhook', { url: 'http://8.8.8.8/x' }, /https:.*your own network/],
    ['webhook', { url: 'http://[2001:db8::1]/x' }, /https:/],
    ['webhook', { url: 'http://10.0.0.1.example.com/x' }, /https:/],
    ['webhook', { url: 'http://nas/x' }, /https:/],
    ['webhook', { url: 'http://169.254.169.254/latest' }, /https:/],
    ['webhook', { url: 'https://metadata.google.internal/x' }, /never asked/],
    ['discord', { url: 'http://192.168.1.5/api/webhooks/1/abc' }, /discord\.com/],
    ['webhook', { url: 'file:///etc/passwd' }, /https:/],
    ['webhook', { url: 'https://me:pass@example.com/' }, /user name/],
    ['webhook', { url: 'https://example.com/', signingKey: 'whsec_dG9vIHNob3J0' }, /24 to 64 bytes/],
    ['webhook', { url: 'https://example.com/', signingKey: 'whsec_***' }, /24 to 64 bytes/],
    ['ntfy', { url: 'https://ntfy.example/' }, /one topic/],
    ['ntfy', { url: 'https://ntfy.sh/a/b' }, /one topic/],
    ['ntfy', { url: 'https://ntfy.sh/a?auth=x' }, /one topic/],
    ['ntfy', { url: 'https://ntfy.sh/a', accessToken: 'tk_ä' }, /access token/],
    ['slack', { url: 'https://hooks.slack.com.example.com/services/T/B/x' }, /hooks\.slack\.com/],
    ['slack', { url: 'https://hooks.slack.com/triggers/x' }, /hooks\.slack\.com/],
    ['slack', { url: 'http://127.0.0.1/services/T/B/x' }, /hooks\.slack\.com/],
    ['discord', { url: 'https://discord.com/channels/1/2' }, /discord\.com/],
    ['discord', { url: 'https://discord.com/api/webhooks/1/abc/slack' }, /discord\.com/],
    ['discord', { url: 'https://evil.example/api/webhooks/1/abc' }, /discord\.com/],
  ])('is wrong: %s %o', (kind, fields, message) => {
    const checked = driver(kind).check(fields);
    expect(checked).toEqual({
      ok: false,
      error: { kind: 'bad-input', message: expect.stringMatching(message) },
    });
    if (!checked.ok && fields.url !== undefined) expect(checked.error.message).not.toContain(fields.url);
  });

  it('must lead to a receiver whose certificate is trusted', async () => {
    const server = createTlsServer(selfSigned, (_, response) => response.end());
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const fields = { url: `https://127.0.0.1:${port}/${secrets.path}` };
    const result = await driver('webhook').deliver(outgoing(), fields, new AbortController().signal);
    expect(result).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/self-signed/), retry: true },
    });
    expect(JSON.stringify(result)).not.toContain(secrets.path);
  });

  it('is not asked anything when it is wrong after all', async () => {
    const { result } = await deliver('webhook', { fields: () => ({ url: 'http://example.com/' }) });
    expect(result).toMatchObject({ ok: false, error: { retry: false } });
  });
});
