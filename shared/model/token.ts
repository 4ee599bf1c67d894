import { z } from 'zod';
import { instantSchema } from './unit.ts';

/**
 * What a token lets a script do. `usage`: report use with POST /v1/usage. `read`: ask for everything under /v1 and for
 * /metrics. `calendar`: read the calendar alone, because its address holds the token.
 */
export const tokenKindSchema = z.enum(['usage', 'read', 'calendar']);
export type TokenKind = z.infer<typeof tokenKindSchema>;

/** A token as it is kept: never itself. */
export const storedTokenSchema = z.object({
  kind: tokenKindSchema.exclude(['usage']),
  /** Names it, whatever its kind. */
  label: z.string(),
  /** SHA-256 of the token, in hex. */
  hash: z.string(),
  /** Its last four characters. */
  end: z.string(),
  madeAt: instantSchema,
});
export type StoredToken = z.infer<typeof storedTokenSchema>;

/** A token as it is listed. */
export const tokenStateSchema = z.object({
  label: z.string(),
  kind: tokenKindSchema,
  end: z.string(),
  /** Null: by an older version, which did not note it. */
  madeAt: instantSchema.nullable(),
  /** To about a minute; null: never. */
  lastUsedAt: instantSchema.nullable(),
});
export type TokenState = z.infer<typeof tokenStateSchema>;
