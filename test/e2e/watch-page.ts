import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';

const countsSchema = z.object({
  /** How often React has drawn, how many rows of accounts and components it drew in all. */
  commits: z.number(),
  rows: z.number(),
  components: z.number(),
  /** Messages of the state stream. */
  messages: z.number(),
  /** Timers that wait, and streams that are open, now. */
  timers: z.number(),
  streams: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;

/** Lets what the context's pages draw, wait for and are sent be counted; before a page is opened. */
export const watchPages = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ path: join(import.meta.dirname, 'in-page.js') });

export const countsOf = async (page: Page): Promise<Counts> =>
  countsSchema.parse(await page.evaluate('watched.counts()'));

/** As when the window is hidden or shown again: Playwright's own pages never are. */
export const see = (page: Page, visible: boolean): Promise<unknown> =>
  page.evaluate(`watched.see(${visible})`);

/** Scrolls the page's list through so many frames; milliseconds between them, and how far it came. */
export const scroll = async (page: Page, frames: number, step: number) =>
  z
    .object({ gaps: z.array(z.number()), scrolled: z.number() })
    .parse(await page.evaluate(`watched.scroll(${frames}, ${step})`));
