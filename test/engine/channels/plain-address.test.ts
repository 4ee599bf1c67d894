import { expect, it } from 'vitest';
import { createPoster } from '../../../main/engine/channels/post.ts';
import { createWebhookChannel } from '../../../main/engine/channels/webhook.ts';
import type { FetchResponse } from '../../../main/engine/network/requester.ts';
import { outgoing } from '../../helpers/notifications.ts';

// What goes out without encryption: only what stays in your own network, wherever a name leads today.

const names: Record<string, string[]> = {
  'nas.lan': ['192.168.1.5', 'fd12::7'],
  'cafe.lan': ['93.184.216.34'],
  'half.lan': ['10.0.0.5', '93.184.216.34'],
  'cloud.lan': ['169.254.169.254'],
  'mapped.lan': ['::ffff:93.184.216.34'],
  'unknown.lan': [],
};

const accepted: FetchResponse = {
  status: 204,
  headers: { get: () => null, forEach: () => {} },
  body: null,
};

async function delivered(url: string) {
  const asked: string[] = [];
  const looked: string[] = [];
  const post = createPoster({
    fetch: async (address) => {
      asked.push(address);
      return accepted;
    },
    now: () => 0,
    look: async (hostname) => {
      looked.push(hostname);
      return names[hostname] ?? [];
    },
  });
  const result = await createWebhookChannel(post, () => 0).deliver(
    outgoing(),
    { url },
    new AbortController().signal,
  );
  return { result, asked, looked };
}

it.each(['http://nas.lan/x', 'http://unknown.lan/x', 'http://10.1.2.3/x', 'http://[fd12::7]/x'])(
  'goes to %s',
  async (url) => {
    expect(await delivered(url)).toMatchObject({ result: { ok: true }, asked: [url] });
  },
);

it.each(['cafe.lan', 'half.lan', 'cloud.lan', 'mapped.lan'])('does not go to %s', async (host) => {
  const { result, asked } = await delivered(`http://${host}/secret-path`);
  expect(asked).toEqual([]);
  expect(result).toMatchObject({
    ok: false,
    error: { retry: true, message: expect.stringContaining(`${host}) is not in your own network now`) },
  });
  expect(JSON.stringify(result)).not.toContain('secret-path');
});

it.each(['https://cafe.lan/x', 'http://127.0.0.1:8080/x', 'http://localhost/x'])(
  'looks up nothing for %s',
  async (url) => {
    expect(await delivered(url)).toMatchObject({ result: { ok: true }, asked: [url], looked: [] });
  },
);
