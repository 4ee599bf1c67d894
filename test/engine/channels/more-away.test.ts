import { describe, expect, it } from 'vitest';
import { deliver, driver, type Fields, failureOf, type Kind, secrets } from '../../helpers/away-channels.ts';
import { outgoing } from '../../helpers/notifications.ts';
import { answer } from '../../helpers/receiver.ts';

// The whole way over real HTTP: what the receiver got, and what its answer means.

const bodyOf = (received: { body: string }[]): unknown => JSON.parse(received[0]?.body ?? '');
const billingPage = 'https://dashboard.capsolver.com/dashboard/overview';

describe('Telegram', () => {
  it('gets plain text without previews, which nothing can format', async () => {
    const notification = outgoing({ title: '*a* <b>\n_c_', body: 'one\ntwo', billingPage });
    const { result, received } = await deliver('telegram', { notification });
    expect(result.ok).toBe(true);
    expect(received[0]).toMatchObject({ method: 'POST', url: `/bot${secrets.bot}/sendMessage` });
    expect(bodyOf(received)).toEqual({
      chat_id: '-100123',
      text: `⚠️ *a* <b> _c_\none\ntwo\nBilling page: ${billingPage}`,
      link_preview_options: { is_disabled: true },
      disable_notification: false,
    });
  });

  it('takes at most 4096 characters', async () => {
    const notification = outgoing({ title: 'ä'.repeat(5000), body: '💥'.repeat(5000) });
    const { received } = await deliver('telegram', { notification });
    expect(JSON.parse(received[0]?.body ?? '').text.length).toBeLessThanOrEqual(4096);
  });

  it('is given the time that its body asks for', async () => {
    const reply = answer(429, '{"ok":false,"error_code":429,"parameters":{"retry_after":34}}');
    expect(await failureOf('telegram', { reply })).toMatchObject({ retry: true, retryAfterMs: 34_000 });
  });

  it.each([
    [401, 'Unauthorized', {}, /does not know this bot/],
    [404, 'Not Found', {}, /does not know this bot/],
    [403, 'Forbidden: bot was blocked by the user', {}, /may not write to this chat/],
    [400, 'Bad Request: chat not found', {}, /does not find this chat/],
    [400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1001 }, /Enter the new one/],
    [400, 'Bad Request: message is too long', {}, /refused the message \(400/],
    [200, 'odd', {}, /does not answer like Telegram/],
  ])('gives up on %i %s with a sentence', async (status, description, parameters, message) => {
    const reply = answer(status, JSON.stringify({ ok: false, error_code: status, description, parameters }));
    expect(await failureOf('telegram', { reply })).toMatchObject({
      message: expect.stringMatching(message),
      retry: false,
    });
  });
});

describe('Gotify', () => {
  it('gets its token in a header and plain text with a priority', async () => {
    const notification = outgoing({ severity: 'critical', title: '**x**', billingPage });
    const { result, received } = await deliver('gotify', { notification });
    expect(result.ok).toBe(true);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/push/message',
      headers: { 'x-gotify-key': secrets.token },
    });
    expect(bodyOf(received)).toEqual({
      title: '**x**',
      message: notification.body,
      priority: 8,
      extras: {
        'client::display': { contentType: 'text/plain' },
        'client::notification': { click: { url: billingPage } },
      },
    });
  });

  it.each([401, 403])('says that it wants the token of an app (%i)', async (status) => {
    expect(await failureOf('gotify', { reply: answer(status) })).toMatchObject({
      message: expect.stringMatching(/not of a client/),
      retry: false,
    });
  });

  it('is not believed when another web server says 200', async () => {
    expect(await failureOf('gotify', { reply: answer(200, '<html>hello</html>') })).toMatchObject({
      message: expect.stringMatching(/does not answer like a Gotify server/),
      retry: false,
    });
  });
});

describe('PagerDuty', () => {
  it('opens an incident for an episode, and resolves it under the same key', async () => {
    const told = await deliver('pagerduty', { notification: outgoing({ billingPage }) });
    expect(told.result.ok).toBe(true);
    expect(told.received[0]).toMatchObject({ method: 'POST', url: '/v2/enqueue' });
    expect(bodyOf(told.received)).toEqual({
      routing_key: secrets.routing,
      dedup_key: 'e1',
      event_action: 'trigger',
      payload: {
        summary: 'production runs out on Thursday: 940 credits left, likely until 26 November 2026, 14:00.',
        source: 'Fuelgauge',
        severity: 'warning',
        timestamp: '2026-11-21T09:00:00.000Z',
        component: 'a1',
        custom_details: {
          text: '940 credits left, likely until 26 November 2026, 14:00.',
          notification: 'n-1',
        },
      },
      client: 'Fuelgauge',
      links: [{ href: billingPage, text: 'Billing page' }],
    });
    const over = await deliver('pagerduty', { notification: outgoing({ id: 'n-2', ends: 'e1' }) });
    expect(bodyOf(over.received)).toEqual({
      routing_key: secrets.routing,
      dedup_key: 'e1',
      event_action: 'resolve',
    });
  });

  it('keeps a summary under a key of its own, which is short enough', async () => {
    const notification = outgoing({ id: `sum/${'x'.repeat(400)}`, episode: null, account: null });
    const { received } = await deliver('pagerduty', { notification });
    expect(bodyOf(received)).toMatchObject({ dedup_key: expect.stringMatching(/^[\w-]{1,64}$/) });
  });

  it('is told that its key is wrong', async () => {
    const reply = answer(400, '{"status":"invalid event","errors":["Invalid routing key"]}');
    expect(await failureOf('pagerduty', { reply })).toMatchObject({
      message: expect.stringMatching(/Copy the integration key/),
      retry: false,
    });
  });
});

describe('a health check', () => {
  it('is asked by GET, with nothing in it', async () => {
    const { result, received } = await deliver('healthcheck');
    expect(result.ok).toBe(true);
    expect(received).toMatchObject([{ method: 'GET', url: `/${secrets.path}`, body: '' }]);
    expect(JSON.stringify(received[0]?.headers)).not.toMatch(/fuelgauge/i);
  });

  it('is not believed when healthchecks.io does not have it', async () => {
    expect(await failureOf('healthcheck', { reply: answer(200, 'OK (not found)') })).toMatchObject({
      message: expect.stringMatching(/does not have this check/),
      retry: false,
    });
  });
});

describe('what is entered', () => {
  it.each<[Kind, Fields, string]>([
    ['telegram', { botToken: ` ${secrets.bot} `, chatId: ' 4711 ' }, 'api.telegram.org'],
    ['telegram', { botToken: secrets.bot, chatId: '@my_channel' }, 'api.telegram.org'],
    ['gotify', { url: 'https://push.example:8443/gotify/', appToken: 'Abc' }, 'push.example:8443'],
    ['gotify', { url: 'http://127.0.0.1:8080/message', appToken: 'Abc' }, '127.0.0.1:8080'],
    ['pagerduty', { routingKey: secrets.routing }, 'events.pagerduty.com'],
    ['healthcheck', { url: 'https://hc-ping.com/0c5e' }, 'hc-ping.com'],
  ])('is good: %s %o', (kind, fields, host) => {
    expect(driver(kind).check(fields)).toEqual({ ok: true, value: { host } });
  });

  it.each<[Kind, Fields, RegExp]>([
    ['telegram', { botToken: '4711:abc', chatId: '1' }, /bot token/],
    ['telegram', { botToken: `${secrets.bot}/../x`, chatId: '1' }, /bot token/],
    ['telegram', { botToken: secrets.bot, chatId: 'me' }, /chat id/],
    ['gotify', { url: 'http://push.example', appToken: 'Abc' }, /https:/],
    ['gotify', { url: 'https://push.example?token=x', appToken: 'Abc' }, /field of its own/],
    ['gotify', { url: 'https://push.example', appToken: 'a b' }, /cannot be sent/],
    ['pagerduty', { routingKey: 'short' }, /32/],
    ['healthcheck', { url: 'http://hc.example/1' }, /https:/],
  ])('is wrong: %s %o', (kind, fields, message) => {
    const checked = driver(kind).check(fields);
    expect(checked).toEqual({
      ok: false,
      error: { kind: 'bad-input', message: expect.stringMatching(message) },
    });
  });
});
