// Everything a provider's file may import. For an example, see “How to add a provider” in CONTRIBUTING.md.

export { z } from 'zod';
export { headers, text, xml } from './answer.ts';
export { after, ask, firstOf, optional } from './ask.ts';
export { apiKey, fields } from './credential.ts';
export { defineProvider } from './define.ts';
export { creditOrDebt } from './money.ts';
export {
  booleanish,
  cents,
  currency,
  day,
  epochMillis,
  epochSeconds,
  isoInstant,
  listOf,
  maybe,
  numeric,
  someOf,
  unlimited,
} from './parts.ts';
export { type GrantParts, type PoolParts, type ReadingParts, refuse } from './reading.ts';
export { basic, bearer, both, form, get, header, json, pick, post, query } from './request.ts';
export { dayMs, hourMs, inDays, tidy } from './time.ts';
export { trajectAccount } from './traject.ts';
