import type { Page } from 'playwright-core';
import { appStateSchema, type DesktopState } from '../../shared/model/index.ts';

/** What the page knows of the desktop app. */
export async function desktopOf(page: Page): Promise<DesktopState | null> {
  const answer: unknown = await page.evaluate(
    `window.fuelgauge.call('state', 'query').then(({ data }) => data)`,
  );
  return appStateSchema.parse(answer).desktop;
}
