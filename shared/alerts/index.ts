export { composeNotifications } from './compose.ts';
export { conditionsOf } from './conditions.ts';
export { decideAlerts } from './decide.ts';
export { acknowledged, alertsOf, isLive, isNews, isUntold, markTold, snoozed } from './episode.ts';
export { isQuiet, quietUntil } from './quiet.ts';
export { createReplay, type ReplayMoment, type ReplayStep, replayAlerts } from './replay.ts';
export { effectiveRules, isMild } from './rules.ts';
export type * from './types.ts';
export { viewOf } from './view.ts';
