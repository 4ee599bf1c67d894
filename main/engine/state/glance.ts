import { barAccounts } from '../../../shared/bars/bar-accounts.ts';
import type { AppState } from '../../../shared/model/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { dayMs, minuteMs, systemZone } from '../../../shared/time/index.ts';
import type { GlanceTexts } from '../store/glance.ts';

/** As long as a forecast is reused without new readings (`forecasts.ts`). */
const longestMs = 10 * minuteMs;
/** How long before a run-out its tone changes (`shared/standing/pool.ts`). */
const toneSteps = [0, dayMs, 3 * dayMs];

/** What is kept of a state for bars and prompts. `withBars`: also the words for them, which take a while. */
export function glanceTexts(state: AppState, { withBars }: { withBars: boolean }): GlanceTexts {
  const { at, accounts, providers, budgets, preferences, notices } = state;
  return {
    at,
    until: untilOf(state),
    notices,
    json: JSON.stringify(statusJson(state)),
    state: JSON.stringify({ at, accounts, providers, budgets, preferences, notices }),
    bars: withBars ? JSON.stringify(barAccounts(state, systemZone())) : '',
  };
}

/** When time alone may change what is shown. Times until then are counted when they are shown. */
function untilOf({ at, accounts, budgets }: AppState): number {
  const turns = [
    ...budgets.map(({ until }) => until),
    ...accounts.flatMap(({ health, intervalMs, caps, pools }) => [
      health.readAt === null ? null : health.readAt + 2 * intervalMs + 1,
      ...caps.flatMap(({ resetsAt, forecast }) => [resetsAt, forecast?.reachedAt.likely ?? null]),
      ...pools.flatMap(({ cycle, grants, forecast }) => [
        cycle?.renewsAt ?? null,
        ...grants.map(({ expiresAt }) => expiresAt),
        ...toneSteps.map((ms) => (forecast?.runsOutAt.likely ?? Number.NaN) - ms),
      ]),
    ]),
  ];
  const ahead = turns.flatMap((turn) => (turn !== null && turn > at ? [turn] : []));
  return Math.min(at + longestMs, ...ahead);
}
