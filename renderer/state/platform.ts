import type { Platform } from '../../shared/tray/pictures.ts';

interface Hinted {
  platform: string;
  /** Only Chromium has it, and only in secure contexts. */
  userAgentData?: { platform: string };
}

/** The system that shows the page; every other Unix counts as Linux. */
export function systemOf(navigator: Hinted): Platform {
  const name = navigator.userAgentData?.platform || navigator.platform;
  if (/^mac/i.test(name)) return 'darwin';
  return /^win/i.test(name) ? 'win32' : 'linux';
}
