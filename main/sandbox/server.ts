import { once } from 'node:events';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createServer } from '../engine/network/http.ts';
import { createSandboxApp } from './app.ts';
import { createSandboxClock } from './clock.ts';
import type { SandboxProvider } from './scenarios.ts';
import { loadStandIns, type StandIns } from './stand-ins.ts';
import { createWorld, type World } from './world.ts';

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, for all providers: their paths do not collide. */
  origin: string;
  endpoints: Record<SandboxProvider, string> & Record<string, string>;
  /** The providers that are only stood in for, with the credential that gets their answer. */
  standIns: StandIns;
  world: World;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Default: 0, any free port. */
  port?: number;
  seed: number;
  /** How many times as fast as real time the calendar runs; 1 is real time. */
  speed: number;
  /** A factor for consumption from the start on, while the calendar keeps its pace. Default: 1. */
  burn?: number;
  /** The sandbox's time when it starts (epoch ms). Default: now. */
  startAt?: number;
  /** Real time in epoch milliseconds. */
  now(): number;
}

/** Serves the emulated providers on loopback. Rejects with Node's error and its `code` if the port is not available. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const startAt = options.startAt ?? options.now();
  const world = createWorld({ seed: options.seed, startAt, burn: options.burn ?? 1 });
  const clock = createSandboxClock({ speed: options.speed, startAt, now: options.now });
  const standIns = await loadStandIns();
  const app = createSandboxApp({ world, clock, standIns });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    origin,
    endpoints: {
      ...Object.fromEntries(Object.keys(standIns).map((id) => [id, origin])),
      ...endpointsAt(origin),
    },
    standIns,
    world,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function endpointsAt(origin: string): Record<SandboxProvider, string> {
  return {
    crustdata: origin,
    scraperapi: origin,
    capsolver: origin,
    spidra: origin,
    scrapio: origin,
    openrouter: origin,
    deepseek: origin,
    twilio: origin,
    deepl: origin,
    zai: origin,
    decodo: origin,
    'api-football': origin,
  };
}
