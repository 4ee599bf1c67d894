import type { AppState } from '../../../shared/model/index.ts';

/** What the engine knows while it runs, and neither settings nor history keep. */
export interface Session {
  polling: boolean;
  /** When polling first began; infinite before. */
  startedAt: number;
  /** The factor by which intervals are stretched, 1 or more. */
  pace: number;
  /** Accounts whose state is no old news; see `isSettled`. */
  settled: Set<string>;
  /** Sentences that the person should read once. */
  notices: Set<string>;
  dismissed: Set<string>;
  /** Where POST /v1/usage is served; null: nowhere. */
  usageAddress: string | null;
  desktop: AppState['desktop'];
  listeners: Set<(state: AppState) => void>;
  cancelCompaction(): void;
}

export function createSession(notices: readonly string[]): Session {
  return {
    polling: false,
    startedAt: Number.POSITIVE_INFINITY,
    pace: 1,
    settled: new Set(),
    notices: new Set(notices),
    dismissed: new Set(),
    usageAddress: null,
    desktop: null,
    listeners: new Set(),
    cancelCompaction: () => {},
  };
}
