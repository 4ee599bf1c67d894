import type { WritingContext } from '../format.ts';
import type { AccountState } from '../model/index.ts';
import { dayMs, eventClock, eventDay, expiry } from '../time/index.ts';
import type { AccountEvent } from './event.ts';

/** So close, a key wants to be replaced. */
const closeMs = 14 * dayMs;

/** When the key itself stops working, where the provider tells it. */
export function keyExpiry(
  { credential: { expiresAt } }: Pick<AccountState, 'credential'>,
  context: WritingContext,
  end: number,
): AccountEvent[] {
  if (expiresAt === null || expiresAt <= context.now || expiresAt > end) return [];
  const event = expiry(expiresAt);
  return [
    {
      id: 'key-expiry',
      kind: 'key-expiry',
      at: expiresAt,
      day: eventDay(event, context),
      range: null,
      daily: false,
      title: 'The key expires',
      detail: 'Replace it before then.',
      time: eventClock(event, context),
      tone: expiresAt - context.now <= closeMs ? 'watch' : 'ok',
    },
  ];
}
