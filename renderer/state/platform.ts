import { z } from 'zod';
import type { Platform } from '../../shared/tray/pictures.ts';

// Only Chromium has it, and only in secure contexts.
const hintsSchema = z.object({ userAgentData: z.object({ platform: z.string() }) });

/** The system that shows the page; every other Unix counts as Linux. */
export function systemOf(navigator: { platform: string }): Platform {
  const hints = hintsSchema.safeParse(navigator);
  const name = (hints.success && hints.data.userAgentData.platform) || navigator.platform;
  if (/^mac/i.test(name)) return 'darwin';
  return /^win/i.test(name) ? 'win32' : 'linux';
}
