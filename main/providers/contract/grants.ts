import type { GrantParts } from './reading.ts';
import { tidy } from './time.ts';

/** What a balance consists of: what was given for free, which is spent first, and what was paid. Parts of nothing are left out. */
export const givenAndPaid = (given: number | null, paid: number | null): GrantParts[] =>
  [
    { kind: 'promotion' as const, label: 'Free credit', remaining: given ?? 0 },
    { kind: 'topup' as const, label: 'Topped up', remaining: paid ?? 0 },
  ].filter(({ remaining }) => remaining > 0);

/** What is left of all grants together. */
export const leftOf = (grants: readonly GrantParts[]): number =>
  tidy(grants.reduce((sum, { remaining }) => sum + remaining, 0));
