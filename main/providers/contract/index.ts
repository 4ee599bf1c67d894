// Everything a provider's file may import. For an example, see “How to add a provider” in CONTRIBUTING.md.

export { z } from 'zod';
export { headers, text, xml } from './answer.ts';
export { after, ask, each, firstOf, optional, pages, timed } from './ask.ts';
export { percent, windowOf } from './caps.ts';
export { captchaErrors } from './captcha.ts';
export { costOf, costReport } from './costs.ts';
export { apiKey, fields } from './credential.ts';
export { defineProvider } from './define.ts';
export { givenAndPaid, leftOf } from './grants.ts';
export { creditOrDebt, summed } from './money.ts';
export {
  booleanish,
  cents,
  countdown,
  currency,
  day,
  entriesOf,
  epochMillis,
  epochSeconds,
  isoInstant,
  listOf,
  maybe,
  maybes,
  numeric,
  someOf,
  unlimited,
} from './parts.ts';
export {
  type CapParts,
  type GrantParts,
  type PoolParts,
  type ReadingParts,
  type Refused,
  refuse,
} from './reading.ts';
export type { ErrorRules } from './refusals.ts';
export { basic, bearer, form, get, header, json, pick, post, query } from './request.ts';
export { labelFrom } from './text.ts';
export { calendarMonth, dayMs, dayOf, daysBefore, hourMs, minuteMs, tidy } from './time.ts';
export { trajectAccount } from './traject.ts';
