import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../main/engine/api/router.ts';
import { isCallAnswer } from '../../shared/bridge.ts';
import type { CommandError, Result } from '../../shared/model/index.ts';
import { callOverHttp, followOverHttp } from './http.ts';
import { isSignedOut } from './session.ts';

/** The engine's commands, typed by its router: over Electron's bridge if there is one, otherwise over HTTP. */
export const api = procedureAt([]);

/** What a path such as `alerts.snooze.mutate` leads to: more names, or a call of the procedure before the last one. */
function procedureAt(names: readonly string[]): TRPCClient<AppRouter>;
function procedureAt(names: readonly string[]): object {
  return new Proxy(() => {}, {
    get: (_target, name) => procedureAt([...names, String(name)]),
    apply: (_target, _self, [input, listeners]: [unknown, Listeners]) => {
      const path = names.slice(0, -1).join('.');
      if (names.at(-1) === 'subscribe') return { unsubscribe: follow(path, listeners) };
      return call(path, names.at(-1) === 'query' ? 'query' : 'mutation', input);
    },
  });
}

interface Listeners {
  onData(data: unknown): void;
  onError(error: Error): void;
}

async function call(path: string, type: 'query' | 'mutation', input: unknown): Promise<unknown> {
  if (window.fuelgauge === undefined) return await callOverHttp(path, type, input);
  const answer = await window.fuelgauge.call(path, type, input);
  if (!isCallAnswer(answer)) throw new Error('Fuelgauge sent an invalid answer.');
  if (!answer.ok) throw new Error(answer.message);
  return answer.data;
}

function follow(path: string, { onData, onError }: Listeners): () => void {
  // The bridge has one stream.
  if (window.fuelgauge !== undefined) return window.fuelgauge.onState(onData);
  return followOverHttp(path, onData, () => onError(new Error('The connection is gone.')));
}

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
