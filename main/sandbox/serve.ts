import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { SimulatedAccount } from './account.ts';
import { type ErrorAnswer, retryAfterSeconds } from './errors.ts';
import type { SandboxProvider } from './scenarios.ts';

/** Node's connection, if the app is served over one; without it, the `cut` fault cannot work. */
export interface Env {
  Bindings: Partial<HttpBindings>;
}

export type Answer = (account: SimulatedAccount, at: number) => Response | Promise<Response>;

/**
 * What every provider's route does: faults first, then the credential, then the request's own `answer`. `key` is null if
 * the request has none.
 */
export type Serve = (
  c: Context<Env>,
  provider: SandboxProvider,
  key: string | null,
  answer: Answer,
) => Promise<Response>;

export function sendError(c: Context<Env>, { status, body }: ErrorAnswer): Response {
  if (status === 429) c.header('Retry-After', String(retryAfterSeconds));
  return c.json(body, status);
}

export function bearer(c: Context<Env>): string | null {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
}

export async function jsonOf(c: Context<Env>): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return null;
  }
}
