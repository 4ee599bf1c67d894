import type { View } from './view.ts';
import { accountViews } from './views-account.ts';
import { addingViews } from './views-adding.ts';
import { alertViews } from './views-alerts.ts';
import { overviewViews } from './views-overview.ts';
import { pageViews } from './views-pages.ts';
import { popoverViews } from './views-popover.ts';
import { spendViews } from './views-spend.ts';
import { testedViews } from './views-tested.ts';

/** Everything there is to be looked at. */
export const views: readonly View[] = [
  ...popoverViews,
  ...overviewViews,
  ...accountViews,
  ...addingViews,
  ...alertViews,
  ...pageViews,
  ...spendViews,
  ...testedViews,
];
