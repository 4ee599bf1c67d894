import { type AppState, preferencesSchema } from '../../shared/model/index.ts';
import { account, appState, now, pool } from './states.ts';

/** The meter runs for two accounts, and could not count everything. */
export const metered: AppState = {
  ...appState([
    account('s1', 'scrapio', 'prices', { credentialKept: 'none', pools: [pool(412, { limit: 1000 })] }),
    account('s2', 'scrapio', 'news', { credentialKept: 'none', pools: [pool(23_118, { limit: 25_000 })] }),
  ]),
  preferences: preferencesSchema.parse({ meter: true }),
  meter: {
    origin: 'http://127.0.0.1:47616',
    problem: null,
    counts: {
      since: now - 26 * 3_600_000,
      requests: 1284,
      lastAt: now - 40_000,
      logged: { s1: 588, s2: 1882 },
      waiting: 0,
      unread: { 'not-json': { answers: 12, lastAt: now }, cut: { answers: 1, lastAt: now } },
    },
  },
};
export const notMetering: AppState = {
  ...metered,
  meter: { origin: null, problem: 'Port 47616 is in use by another program.', counts: null },
};
