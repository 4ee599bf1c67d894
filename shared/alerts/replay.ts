import type { Episode, QuietHours } from '../model/index.ts';
import { decideAlerts } from './decide.ts';
import { isLive, markTold } from './episode.ts';
import type { AccountLook, AccountView, Decision } from './types.ts';
import { viewOf } from './view.ts';

/** All accounts as they were at one moment. */
export interface ReplayMoment {
  now: number;
  accounts: readonly AccountLook[];
  asleepMs?: number;
}

/** What the rules said at one moment. */
export interface ReplayStep {
  now: number;
  views: readonly AccountView[];
  decision: Decision;
}

/**
 * Runs the rules over moments, ascending, as the engine would have: everything that is raised is told at once. The first
 * moment primes. Nothing is kept from step to step but the last look and what is still live.
 */
export function createReplay({ quietHours, zone }: { quietHours: QuietHours; zone: string }): {
  step(moment: ReplayMoment): ReplayStep;
} {
  let before: readonly AccountView[] | null = null;
  let live = new Map<string, Episode>();
  return {
    step({ now, accounts, asleepMs = 0 }) {
      const earlier = new Map(before?.map((view) => [view.id, view]));
      const views = accounts.map((account) =>
        viewOf(account, earlier.get(account.id) ?? null, { now, zone }),
      );
      const open = [...live.values()];
      const decision = decideAlerts({ before, accounts: views, open, quietHours, now, zone, asleepMs });
      for (const episode of [...decision.episodes, ...markTold(decision.raise)])
        live.set(episode.id, episode);
      live = new Map([...live].filter(([, episode]) => isLive(episode, now)));
      before = views;
      return { now, views, decision };
    },
  };
}

/** The same for moments that are all at hand: one step for each. */
export function* replayAlerts(
  moments: Iterable<ReplayMoment>,
  options: { quietHours: QuietHours; zone: string },
): Generator<ReplayStep, void, undefined> {
  const replay = createReplay(options);
  for (const moment of moments) yield replay.step(moment);
}
