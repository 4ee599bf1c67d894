import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

/** A program that electron-builder made, with Electron's own runtime in it; null: none is named. */
export const program = process.env.FUELGAUGE_PACKAGED ?? null;

/** An AppImage and a portable app hold the program compressed. */
export const isWrapped = /\.AppImage$|-portable\.exe$/.test(program ?? '');

export interface Started {
  ended: Promise<number | null>;
  output(): string;
  /** Ends it and all that it started. */
  kill(): Promise<void>;
}

/** Starts a program. Its fuses keep Playwright's driver out, so it is looked at through Chromium's debugging port. */
export function startProgram(file: string, args: string[], env: Record<string, string>): Started {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return {
    ended,
    output: () => output,
    async kill() {
      // The portable app is a program that starts another.
      if (process.platform === 'win32') spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}
