import { createParser } from 'eventsource-parser';
import { fieldOf } from '../../shared/field-of.ts';
import { sessionFetch } from './session.ts';

// The router in browser mode, over tRPC's HTTP: a query is a GET, a mutation a POST, a subscription server-sent events
// (trpc.io/docs/rpc, read in November 2026). Its own client is not used, because it is six times as large.

const json = { 'content-type': 'application/json' };

/** Carries out a command. Fails if it does not get through. */
export async function callOverHttp(
  path: string,
  type: 'query' | 'mutation',
  input: unknown,
): Promise<unknown> {
  const text = input === undefined ? '' : JSON.stringify(input);
  const response = await (type === 'mutation'
    ? sessionFetch(`/trpc/${path}`, { method: 'POST', headers: json, body: text })
    : sessionFetch(`/trpc/${path}${text && `?input=${encodeURIComponent(text)}`}`));
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error('Fuelgauge refused it.');
  return fieldOf(fieldOf(answer, 'result'), 'data');
}

/** A connection that is silent for longer is dead: the server sends a ping every 15 seconds. */
const longestSilenceMs = 40_000;

/** Follows a stream until the returned function is called. Calls `onBroken` once if it ends by itself. */
export function followOverHttp(
  path: string,
  onData: (data: unknown) => void,
  onBroken: () => void,
): () => void {
  const controller = new AbortController();
  let hasLeft = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  // tRPC's own events, such as pings, have a name; data has none.
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === undefined && !hasLeft) onData(JSON.parse(data));
    },
  });
  const follow = async () => {
    const response = await sessionFetch(`/trpc/${path}`, {
      headers: { accept: 'text/event-stream' },
      signal: controller.signal,
    });
    const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
    for (;;) {
      clearTimeout(silence);
      silence = setTimeout(() => controller.abort(), longestSilenceMs);
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      parser.feed(part.value);
    }
  };
  const ended = () => {
    clearTimeout(silence);
    controller.abort();
    if (!hasLeft) onBroken();
  };
  follow().then(ended, ended);
  return () => {
    hasLeft = true;
    clearTimeout(silence);
    controller.abort();
  };
}
