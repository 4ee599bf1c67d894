import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CommandError } from '../../shared/model/index.ts';

/** How a script is told what was wrong: a kind for it and a sentence for its author. */
export const refusal = (kind: string, message: string) => ({ ok: false as const, error: { kind, message } });

export const statusOf: Record<CommandError['kind'], ContentfulStatusCode> = {
  'bad-input': 400,
  'unknown-provider': 404,
  'unknown-account': 404,
  'ambiguous-account': 400,
  'unknown-plan': 400,
  locked: 400,
  'wrong-passphrase': 400,
  'not-writable': 500,
  'not-delivered': 502,
  'not-supported': 400,
  'needs-consent': 400,
};

/** The answer to a command that failed. */
export const refuse = (c: Context, { kind, message }: CommandError) =>
  c.json(refusal(kind, message), statusOf[kind]);

/** The answer to a method that an address has not. */
export const wrongMethod = (c: Context, allowed: string) =>
  c.json(refusal('wrong-method', `Only ${allowed} is supported here.`), 405, { Allow: allowed });
