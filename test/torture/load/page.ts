import { z } from 'zod';
import { type AppState, appStateSchema, statePushSchema } from '../../../shared/model/index.ts';
import { applyPush } from '../../../shared/state-push.ts';
import { pageHeaders } from '../../helpers/browser-session.ts';

const answerSchema = z.object({ result: z.object({ data: appStateSchema }) });

/** What an open page does: it signs in, follows the state stream, and asks for more now and then. */
export async function openLoadPage(address: string) {
  const origin = new URL(address).origin;
  const headers = await pageHeaders(address);
  const leaving = new AbortController();
  let shown: AppState | null = null;
  let bytes = 0;
  let pushes = 0;
  const stream = await fetch(`${origin}/trpc/onState`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  const follow = async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) {
      bytes += chunk.byteLength;
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const data = message.split('\n').find((line) => line.startsWith('data: ')) ?? '';
        const push = statePushSchema.safeParse(data === '' ? null : JSON.parse(data.slice(6)));
        if (!push.success) continue;
        pushes += 1;
        shown = applyPush(shown, push.data) ?? shown;
      }
    }
  };
  const followed = follow().catch(() => {});
  return {
    shown: (): AppState | null => shown,
    figures: () => ({ megabytes: bytes / 1e6, pushes }),
    async state(): Promise<AppState> {
      const answer = await fetch(`${origin}/trpc/state`, { headers });
      return answerSchema.parse(await answer.json()).result.data;
    },
    /** How long a page takes, in milliseconds. */
    async latency(): Promise<number> {
      const began = performance.now();
      await (await fetch(`${origin}/`, { headers })).text();
      return performance.now() - began;
    },
    async leave() {
      leaving.abort();
      await followed;
    },
  };
}
