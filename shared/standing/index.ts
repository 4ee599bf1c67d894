export {
  balanceTone,
  barTone,
  type Level,
  mainPool,
  needsTopUp,
  poolsInUse,
  type Reason,
  type Standing,
  standingOf,
  standingOfPool,
} from './account.ts';
export { type Group, groupOf, groups } from './group.ts';
export { grantOf, type Lapse, lapsesOf, willLapse } from './lapses.ts';
export {
  compareStanding,
  compareStandingKeys,
  type StandingKey,
  shareLeft,
  sortByStanding,
  standingKey,
} from './order.ts';
export {
  type BalanceOutlook,
  type CapAhead,
  type ComingStop,
  type PoolStanding,
  poolStanding,
  runOutOf,
  runOutTone,
  runsOutBeforeRefill,
  type Tone,
  watchable,
  worstOf,
} from './pool.ts';
export { hiddenWords, pinnedFirst, visibleAccounts } from './shown.ts';
