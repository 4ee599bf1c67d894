// Written by `npm run providers`; do not edit.

import type { RateCard } from '../../shared/model/index.ts';

/** Provider id → its rate card. */
export const rateCards: Readonly<Record<string, () => Promise<{ rateCard: RateCard }>>> = {
  crustdata: () => import('./rates/crustdata.ts'),
  scraperapi: () => import('./rates/scraperapi.ts'),
  scrapio: () => import('./rates/scrapio.ts'),
  spidra: () => import('./rates/spidra.ts'),
};
