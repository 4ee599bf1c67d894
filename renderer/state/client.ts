import {
  createTRPCClient,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { EventSource } from 'eventsource';
import type { AppRouter } from '../../main/engine/api/router.ts';
import { callAnswerSchema } from '../../shared/bridge.ts';
import type { CommandError, Result } from '../../shared/model/index.ts';
import { isSignedOut, sessionFetch } from './session.ts';

/** Carries commands and the state stream over Electron's preload bridge. */
const bridgeLink: TRPCLink<AppRouter> =
  () =>
  ({ op }) =>
    observable((observer) => {
      const bridge = window.fuelgauge;
      if (bridge === undefined) {
        observer.error(new TRPCClientError('Fuelgauge is not running.'));
        return () => {};
      }
      if (op.type === 'subscription') {
        observer.next({ result: { type: 'started' } });
        return bridge.onState((push) => observer.next({ result: { type: 'data', data: push } }));
      }
      let isClosed = false;
      const failed = (message: string) => {
        if (!isClosed) observer.error(new TRPCClientError(message));
      };
      bridge.call(op.path, op.type, op.input).then(
        (answer) => {
          const parsed = callAnswerSchema.safeParse(answer);
          if (!parsed.success) failed('Fuelgauge sent an invalid answer.');
          else if (!parsed.data.ok) failed(parsed.data.message);
          else if (!isClosed) {
            observer.next({ result: { type: 'data', data: parsed.data.data } });
            observer.complete();
          }
        },
        () => failed('Fuelgauge is not responding.'),
      );
      return () => {
        isClosed = true;
      };
    });

const url = '/trpc';

/** The engine's commands, typed by its router: over Electron's bridge if there is one, otherwise over HTTP. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: () => window.fuelgauge !== undefined,
      true: bridgeLink,
      false: splitLink({
        condition: (op) => op.type === 'subscription',
        // The browser’s own EventSource sends no headers.
        true: httpSubscriptionLink({ url, EventSource, eventSourceOptions: { fetch: sessionFetch } }),
        false: httpLink({ url, fetch: sessionFetch }),
      }),
    }),
  ],
});

/** A command's outcome; a call that failed to get through also becomes an error with a message. */
export async function outcome<Value>(
  call: Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  try {
    return await call;
  } catch {
    return {
      ok: false,
      error: {
        kind: 'not-supported',
        message: isSignedOut()
          ? 'This browser is not signed in. Run `fuelgauge open`, then try again.'
          : 'Fuelgauge is not responding. Check that it is still running, then try again.',
      },
    };
  }
}
