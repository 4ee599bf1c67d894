import { connect } from 'node:net';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { listen } from '../../main/server/listen.ts';
import { expectDocument } from '../helpers/printed-json.ts';

/** All that is answered to these bytes until the connection ends. */
async function answerTo(bytes: string): Promise<string> {
  const started = await listen({ port: 0 }, () => () => new Hono());
  if (!started.ok) throw new Error(started.error.message);
  onTestFinished(() => started.value.close());
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(started.value.port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

it.each([
  ['what is no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    '400 Bad Request',
  ],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
])('refuses %s with an answer that is not stored', async (_, bytes, status) => {
  const answer = await answerTo(bytes);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.split('\r\n')).toEqual([
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]);
  expectDocument('error', JSON.parse(body));
});

it.each([
  ['without a Host', 'GET /v1/status HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['with a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
  ['without a path', 'GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
])('says what is wrong with a request %s', async (_, bytes) => {
  const [head = '', body = ''] = (await answerTo(bytes)).split('\r\n\r\n');
  expect(head).toContain('HTTP/1.1 400 Bad Request');
  expect(head.toLowerCase()).toContain('cache-control: no-store');
  expectDocument('error', JSON.parse(body));
});
