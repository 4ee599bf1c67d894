import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { builtCli, runBuiltCli, temporaryHome } from '../helpers/run-cli.ts';

// The bare protocol: what no well-behaved client sends.

vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryHome();
afterAll(() => folder.remove());

const messageSchema = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.number().optional(),
  result: z.looseObject({}).optional(),
  error: z.looseObject({ code: z.number() }).optional(),
});

function start(): {
  child: ChildProcess;
  send(line: string): void;
  answerTo(id: number): Promise<z.infer<typeof messageSchema>>;
} {
  const child = spawn(process.execPath, [builtCli, 'mcp'], {
    env: { PATH: process.env.PATH, HOME: folder.home, FUELGAUGE_HOME: folder.home },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting = new Map<number, (message: z.infer<typeof messageSchema>) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = messageSchema.parse(JSON.parse(line));
    waiting.get(message.id ?? -1)?.(message);
  });
  return {
    child,
    send: (line) => child.stdin.write(`${line}\n`),
    answerTo: (id) => new Promise((resolve) => waiting.set(id, resolve)),
  };
}

const request = (id: number, method: string, params: object = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });
const hello = request(0, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

it('no broken line ends it, and it ends with its input', async () => {
  const { child, send, answerTo } = start();
  const first = answerTo(0);
  send('no JSON');
  send('{"jsonrpc":"2.0","id":7}');
  send('[]');
  send('\u0000\u0001\ufffd');
  send('x'.repeat(3 * 1024 * 1024));
  send(hello);
  expect(await first).toMatchObject({ result: { serverInfo: { name: 'fuelgauge' } } });

  const unknown = answerTo(1);
  send(request(1, 'tools/burn'));
  expect(await unknown).toMatchObject({ error: { code: -32601 } });

  // The first call is under way when the second is cancelled, which then has no answer.
  const [called, cancelled, last] = [answerTo(2), answerTo(3), answerTo(4)];
  // In one piece, so that the end of the second is heard before its turn comes.
  send(
    [
      request(2, 'tools/call', { name: 'balances', arguments: {} }),
      request(3, 'tools/call', { name: 'balances', arguments: {} }),
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}',
      request(4, 'tools/call', { name: 'spend', arguments: {} }),
    ].join('\n'),
  );
  expect(await called).toMatchObject({ result: { structuredContent: { accounts: [] } } });
  expect(await Promise.race([cancelled, last])).toMatchObject({ id: 4 });

  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin?.end();
  expect(await ended).toBe(0);
});

it('answers what was asked before its input ended', async () => {
  const { code, stdout, stderr } = await runBuiltCli(folder.home, ['mcp'], {
    input: `${hello}\n${request(1, 'tools/call', { name: 'balances', arguments: {} })}\n`,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toHaveLength(2);
});

it('needs no passphrase', async () => {
  const home = temporaryHome();
  try {
    const added = await runBuiltCli(home.home, ['add', 'scraperapi', '--no-test', '--label', 'kept'], {
      input: 'invented-key-0001\n',
      env: { FUELGAUGE_PASSPHRASE: 'a long invented passphrase' },
    });
    expect(added.code).toBe(0);
    const { stdout } = await runBuiltCli(home.home, ['mcp'], {
      input: `${hello}\n${request(1, 'tools/call', { name: 'balances', arguments: {} })}\n`,
    });
    expect(stdout).toContain('"label":"kept"');
    expect(stdout).not.toContain('0001');
  } finally {
    home.remove();
  }
});

it('a data folder that cannot be used is an error of each call', async () => {
  const { code, stdout } = await runBuiltCli(folder.home, ['mcp'], {
    input: `${hello}\n${request(1, 'tools/call', { name: 'balances', arguments: {} })}\n`,
    env: { FUELGAUGE_HOME: '/dev/null/nowhere' },
  });
  expect(code).toBe(0);
  expect(stdout).toContain('"isError":true');
});
