import type { Context } from 'hono';
import { z } from 'zod';
import type { EventJson } from '../../../shared/json/read-api.ts';
import type { AppState, StatePush } from '../../../shared/model/index.ts';
import { applyPush } from '../../../shared/state-push.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { secondMs } from '../../../shared/time/index.ts';
import { openStateStream } from '../../engine/api/state-stream.ts';
import { refusal } from '../answers.ts';
import { tokenOf } from '../bearer.ts';
import { type ReadParts, readRoute } from './route.ts';

/** Of all scripts together. Each holds a connection. */
export const mostStreams = 20;
/** A comment, so that both sides notice a connection that is gone, and a token that was revoked. */
const beatMs = 15 * secondMs;

/** What a script is told of a push: in the first event all accounts, later those that changed. Null: nothing of it is shown. */
function eventOf(push: StatePush, state: AppState): EventJson | null {
  const whole = push.kind === 'whole';
  const ids = whole ? null : new Set(push.accounts.map(({ id }) => id));
  if (!whole && push.accounts.length === 0 && push.order === null && push.parts.budgets === undefined)
    return null;
  const accounts = state.accounts.filter(({ id }) => ids?.has(id) ?? true);
  return {
    ...statusJson({ ...state, accounts }),
    whole,
    order: state.accounts.map(({ id }) => id),
  };
}

/**
 * The events of one script, as bytes: each when it is asked for, so that a slow one gets what it missed in one. Ends when its
 * token is revoked. Its timer lasts as long as the stream.
 */
function streamFor(
  token: string,
  { shown, tokens }: ReadParts,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const engine = shown();
  let wake: () => void = () => {};
  let number = 0;
  let isBeat = true;
  let state: AppState | null = null;
  const stream = openStateStream({ engine: () => engine, demo: null }, () => wake());
  const timer = setInterval(() => {
    isBeat = true;
    wake();
  }, beatMs).unref();
  const end = () => {
    clearInterval(timer);
    stream.leave();
    onEnd();
  };
  const next = (): string | null => {
    const push = stream.next();
    if (push) {
      state = applyPush(state, push);
      const event = state && eventOf(push, state);
      if (event) {
        number += 1;
        return `id: ${number}\nevent: state\ndata: ${JSON.stringify(event)}\n\n`;
      }
    }
    if (!isBeat) return null;
    isBeat = false;
    return ': still here\n\n';
  };
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          // The demo ended, or the token was revoked.
          if (shown() !== engine || !tokens.verifyToken('read', token)) {
            end();
            controller.close();
            return;
          }
          const text = next();
          if (text !== null) {
            controller.enqueue(encoder.encode(text));
            return;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/** The address, with the count of its streams. */
export function createEvents() {
  let open = 0;
  return readRoute(
    {
      path: '/events',
      summary: 'Every change, as it happens',
      description:
        'Server-sent events of the type `state`. The first has all accounts, each later one those that changed, with all ids in `order`. Lines that begin with a colon are comments. The stream ends when its token is revoked. After it broke off, connect again: the first event has everything.',
      query: z.object({}),
      answers: { 'text/event-stream': 'event' },
      errors: { 503: `There are ${mostStreams} streams already.` },
    },
    (c, _, parts) => {
      if (open >= mostStreams) return tooMany(c);
      open += 1;
      let isOpen = true;
      const onEnd = () => {
        if (isOpen) open -= 1;
        isOpen = false;
      };
      return c.body(streamFor(tokenOf(c) ?? '', parts, onEnd), 200, {
        'Content-Type': 'text/event-stream',
        // For nginx, which would collect events first.
        'X-Accel-Buffering': 'no',
      });
    },
  );
}

function tooMany(c: Context): Response {
  const message = `There are ${mostStreams} streams already. Close one, then try again.`;
  return c.json(refusal('too-many-streams', message), 503, { 'Retry-After': '60' });
}
