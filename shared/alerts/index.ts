export { composeNotifications } from './compose.ts';
export { conditionsOf } from './conditions.ts';
export { decideAlerts } from './decide.ts';
export {
  acknowledged,
  alertsOf,
  awaitsNotification,
  isEvent,
  isLive,
  isOfBudget,
  markNotified,
  snoozed,
} from './episode.ts';
export { evaluateAccount } from './evaluate.ts';
export { type LowLevel, levelWords, lowBelowWords, lowLevels, usualFloor, withFloor } from './floors.ts';
export { isQuiet, quietUntil } from './quiet.ts';
export { createReplay, type ReplayMoment, type ReplayStep, replayAlerts } from './replay.ts';
export { type Audience, isFor, type Routed, routeNotifications } from './routing.ts';
export { effectiveRules, isMild } from './rules.ts';
export type * from './types.ts';
