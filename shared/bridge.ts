import { z } from 'zod';
import { isPage } from './desktop/pages.ts';
import { fieldOf } from './field-of.ts';

// The IPC between pages and Electron's main process, declared once for the preload, the main process and pages.

/** `window.fuelgauge`, from Electron's preload; absent in browser mode. */
export interface Bridge {
  /** Answers with a `CallAnswer`; `path` is a procedure of the router. */
  call(path: string, type: 'query' | 'mutation', input: unknown): Promise<unknown>;
  /** Sends the state at once, then its changes (`StatePush`), until the returned function is called. */
  onState(listener: (push: unknown) => void): () => void;
  /** Opens the dashboard at a page, such as `/account/a1`, and hides the popover. */
  openDashboard(page: string): void;
  hidePopover(): void;
  /** Fits the popover's window to its content; CSS pixels. */
  setPopoverHeight(height: number): void;
  /** While you press a new global shortcut, the present one does not act. */
  recordShortcut(isRecording: boolean): void;
}

export const channels = {
  /** To the main process. */
  call: 'fuelgauge:call',
  watch: 'fuelgauge:watch',
  unwatch: 'fuelgauge:unwatch',
  openDashboard: 'fuelgauge:open-dashboard',
  hidePopover: 'fuelgauge:hide-popover',
  popoverHeight: 'fuelgauge:popover-height',
  recordShortcut: 'fuelgauge:record-shortcut',
  /** To the page. */
  state: 'fuelgauge:state',
} as const;

/** What a page may send on each channel; the main process drops everything else. */
export const payloads = {
  call: z.tuple([z.string().max(100), z.enum(['query', 'mutation']), z.unknown()]),
  watch: z.tuple([]),
  unwatch: z.tuple([]),
  openDashboard: z.tuple([z.string().refine(isPage)]),
  hidePopover: z.tuple([]),
  popoverHeight: z.tuple([z.number().min(1).max(10_000)]),
  recordShortcut: z.tuple([z.boolean()]),
} satisfies Record<Exclude<keyof typeof channels, 'state'>, z.ZodType<unknown[]>>;

export type CallAnswer = { ok: true; data: unknown } | { ok: false; message: string };

/** Whether this is an answer to a call. */
export const isCallAnswer = (answer: unknown): answer is CallAnswer =>
  fieldOf(answer, 'ok') === true ||
  (fieldOf(answer, 'ok') === false && typeof fieldOf(answer, 'message') === 'string');
