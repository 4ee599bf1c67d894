import type { Episode, QuietHours } from '../model/index.ts';
import { decideAlerts } from './decide.ts';
import { isLive, markNotified } from './episode.ts';
import { evaluateAccount } from './evaluate.ts';
import type { AccountEvaluation, AccountSnapshot, Decision } from './types.ts';

/** All accounts as they were at one moment. */
export interface ReplayMoment {
  now: number;
  accounts: readonly AccountSnapshot[];
  asleepMs?: number;
}

/** The outcome of the rules at one moment. */
export interface ReplayStep {
  now: number;
  evaluations: readonly AccountEvaluation[];
  decision: Decision;
}

/**
 * Runs the rules over ascending moments as the engine would have: whatever is raised is notified at once. The first moment
 * seeds. Only the last evaluation and the live episodes are kept from step to step.
 */
export function createReplay({ quietHours, zone }: { quietHours: QuietHours; zone: string }): {
  step(moment: ReplayMoment): ReplayStep;
} {
  let previous: readonly AccountEvaluation[] | null = null;
  let live = new Map<string, Episode>();
  return {
    step({ now, accounts, asleepMs = 0 }) {
      const earlier = new Map(previous?.map((evaluation) => [evaluation.id, evaluation]));
      const evaluations = accounts.map((account) =>
        evaluateAccount(account, earlier.get(account.id) ?? null, { now, zone }),
      );
      const open = [...live.values()];
      const decision = decideAlerts({
        previous,
        accounts: evaluations,
        open,
        quietHours,
        now,
        zone,
        asleepMs,
      });
      for (const episode of [...decision.episodes, ...markNotified(decision.raise)])
        live.set(episode.id, episode);
      live = new Map([...live].filter(([, episode]) => isLive(episode, now)));
      previous = evaluations;
      return { now, evaluations, decision };
    },
  };
}

/** The same for known moments: one step for each. */
export function* replayAlerts(
  moments: Iterable<ReplayMoment>,
  options: { quietHours: QuietHours; zone: string },
): Generator<ReplayStep, void, undefined> {
  const replay = createReplay(options);
  for (const moment of moments) yield replay.step(moment);
}
