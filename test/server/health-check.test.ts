import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { usualPort } from '../../main/server/listen.ts';
import { healthCheck } from '../deploy/dockerfile.ts';
import { firstLine, startCli, temporaryHome } from '../helpers/run-cli.ts';

// The health check of the container, as deploy/Dockerfile has it, against another port.

async function exitCodeFor(port: number, patienceMs = 5000): Promise<unknown> {
  const [, ...args] = healthCheck();
  const given = args.map((arg) =>
    arg.replace(String(usualPort), String(port)).replace('5000', String(patienceMs)),
  );
  const child = spawn(process.execPath, given, { stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code;
}

it('finds a locked Fuelgauge well, and one that is suspended or has ended not', async () => {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  const child = startCli(home, ['serve', '--port', '0']);
  const port = Number(new URL((await firstLine(child)) ?? '').port);
  expect(await exitCodeFor(port)).toBe(0);
  child.kill('SIGSTOP');
  expect(await exitCodeFor(port, 300)).toBe(1);
  child.kill('SIGCONT');
  expect(await exitCodeFor(port)).toBe(0);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await exitCodeFor(port)).toBe(1);
});

it('finds another program in its place not well', async () => {
  const other = createServer((socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'));
  onTestFinished(() => void other.close());
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  expect(await exitCodeFor(typeof address === 'object' ? (address?.port ?? 0) : 0)).toBe(1);
});
