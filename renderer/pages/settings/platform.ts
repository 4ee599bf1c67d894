import { z } from 'zod';
import type { Platform } from '../../../shared/tray/pictures.ts';

// Chromium alone tells it, and only to pages it trusts.
const hintsSchema = z.object({ userAgentData: z.object({ platform: z.string() }) });

/** The system that the page is shown on, where every other Unix counts as Linux. */
export function systemOf(navigator: { platform: string }): Platform {
  const hints = hintsSchema.safeParse(navigator);
  const name = (hints.success && hints.data.userAgentData.platform) || navigator.platform;
  if (/^mac/i.test(name)) return 'darwin';
  return /^win/i.test(name) ? 'win32' : 'linux';
}
