import { type Notification, notificationSchema, type StatePush } from '../../../shared/model/index.ts';
import type { ApiContext } from './procedures.ts';
import { openStateStream } from './state-stream.ts';

/** The whole state, then its changes, until the signal is aborted. */
export async function* stateChanges(
  context: ApiContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<StatePush, void> {
  let wake: () => void = () => {};
  const stream = openStateStream(context, () => wake());
  signal?.addEventListener('abort', () => wake());
  try {
    while (!signal?.aborted) {
      const push = stream.next();
      if (push) yield push;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stream.leave();
  }
}

/** Each notification for open pages to show, until the signal is aborted. */
export async function* notifications(
  context: ApiContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<Notification, void> {
  const waiting: Notification[] = [];
  let wake: () => void = () => {};
  const leave = context.engine().alerts.onNotification((notification) => {
    waiting.push(notification);
    wake();
  });
  signal?.addEventListener('abort', () => wake());
  try {
    while (!signal?.aborted) {
      for (const next of waiting.splice(0)) yield notificationSchema.parse(next);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.length > 0 || signal?.aborted) resolve();
      });
    }
  } finally {
    leave();
  }
}
