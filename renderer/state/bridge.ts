import { z } from 'zod';

/** What Electron's preload gives the page as `window.fuelgauge`; absent in browser mode. */
export interface Bridge {
  /** Answers `{ok: true, data}` or `{ok: false, message}`; `path` is a procedure of the router. */
  call(path: string, type: 'query' | 'mutation', input: unknown): Promise<unknown>;
  /** The state at once, then what changes of it (`StatePush`), until the returned function is called: then nothing is sent. */
  onState(listener: (push: unknown) => void): () => void;
  /** Opens the dashboard's window at a page of it, such as `/account/a1`, and hides the popover. */
  openDashboard(path: string): void;
  hidePopover(): void;
  /** Grows or shrinks the popover's window to its content; CSS pixels. */
  setPopoverHeight(height: number): void;
}

declare global {
  interface Window {
    fuelgauge?: Bridge;
  }
}

export const bridgeAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
