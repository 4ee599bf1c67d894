import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../main/server/listen.ts';
import { startScriptListener } from '../../main/server/script-listener.ts';
import { maxBodyBytes } from '../../main/server/usage.ts';
import { type House, openHouse } from './helpers.ts';

let house: House;
let server: Listening;
let token: string;

beforeEach(async () => {
  house = openHouse();
  await house.engine.addAccount({
    provider: 'scrapio',
    label: 's',
    credential: { from: 'values', values: {} },
  });
  await house.engine.editAccount({ account: 's', refill: 1000 });
  const made = await house.engine.makeUsageToken();
  const started = await startScriptListener({
    live: house.engine,
    shown: () => house.engine,
    port: 0,
    log: house.log,
  });
  if (!made.ok || !started.ok) throw new Error('The endpoint could not be started.');
  token = made.value.token;
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await house.close();
});

/** Writes bytes as they are, and returns all that is answered until the connection ends. */
function send(lines: readonly string[], parts: readonly string[]): Promise<string> {
  const head = [
    'POST /v1/usage HTTP/1.1',
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Connection: close',
    ...lines,
  ];
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      for (const part of parts) socket.write(part);
    });
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });
}
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const chunked = ['Transfer-Encoding: chunked'];
const body = '{"account":"s","credits":2}';

describe('the body of a report', () => {
  it('may come in chunks', async () => {
    const answer = await send(chunked, [chunk(body.slice(0, 5)), chunk(body.slice(5)), '0\r\n\r\n']);
    expect(answer).toContain('HTTP/1.1 200');
    expect(answer).toContain('"remaining":998');
  });

  it('may come with its length', async () => {
    expect(await send([`Content-Length: ${body.length}`], [body])).toContain('"remaining":998');
  });

  it('may be missing', async () => {
    expect(await send(['Content-Length: 0'], [])).toContain('HTTP/1.1 400');
    expect(await send(chunked, ['0\r\n\r\n'])).toContain('HTTP/1.1 400');
  });

  it('is refused if it is too large, in chunks too', async () => {
    const large = `{"account":"s","credits":2,"id":"${'x'.repeat(maxBodyBytes)}"}`;
    expect(await send([`Content-Length: ${large.length}`], [large])).toContain('HTTP/1.1 413');
    expect(await send(chunked, [chunk(large), '0\r\n\r\n'])).toContain('HTTP/1.1 413');
  });

  it('is refused if its chunks are broken', async () => {
    const answer = await send(chunked, [chunk(body.slice(0, 5)), 'zz\r\nnonsense\r\n']);
    expect(answer).toContain('HTTP/1.1 400');
  });
});
