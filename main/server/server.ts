import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CommandError, fail, ok, type Result } from '../../shared/model/index.ts';
import type { ApiContext } from '../engine/api/procedures.ts';
import { randomToken } from './guard.ts';
import { type Listening, listen } from './listen.ts';
import { loadPages } from './pages.ts';
import { originOf, type Place } from './place.ts';
import { tellRunning, untellRunning } from './running.ts';
import type { ScriptParts } from './scripts.ts';
import { openSessions } from './sessions.ts';
import { createStreams } from './streams.ts';
import { createTokens } from './tokens.ts';

export interface ServerOptions extends ScriptParts, Omit<Partial<Place>, 'port'> {
  /** The data folder, which keeps the signed-in browsers. */
  home: string;
  context: ApiContext;
  /** The renderer's build. */
  rendererDir: string;
  /** Default: the default port, or any free one if that is in use. 0: any free one. */
  port?: number | undefined;
  /** Signs browsers in at every start. Without it, each start makes a token of its own. */
  signInToken?: string | null;
}

export interface RunningServer extends Listening {
  /** The address to open, with the token that signs a browser in, unless that is one that you keep. */
  address: string;
}

/** The folder of the renderer's build, both in a checkout and in the built command. */
export function rendererFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'out', 'renderer');
}

/** Starts browser mode: the pages, the router and what scripts ask, on 127.0.0.1 unless told otherwise. Never rejects. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, CommandError>> {
  const pages = loadPages(options.rendererDir);
  if (!pages)
    return fail({
      kind: 'not-supported',
      message: 'The app’s pages have not been built. Run `npm run build` in the checkout first.',
    });
  // The token in the printed address stays valid while the process runs, so that you can sign in with a second browser.
  const kept = options.signInToken ?? null;
  const token = kept ?? randomToken();
  const streams = createStreams();
  const { address, names } = options;
  const listening = await listen({ port: options.port, address }, (port) => {
    const place = { port, address, names };
    const sessions = openSessions(options.home, port, Date.now);
    const tokens = createTokens(token, (once) =>
      tellRunning(options.home, { pid: process.pid, origin: originOf(place), token: once }),
    );
    streams.follow(sessions);
    return async () => {
      const { createApp } = await import('./app.ts');
      return createApp({ ...options, pages, sessions, tokens, streams }, place);
    };
  });
  if (!listening.ok) return listening;
  return ok({
    ...listening.value,
    // What is printed may end up in a log, and a token that you keep is valid for longer than this start.
    address: `${listening.value.origin}/${kept === null ? `?token=${token}` : ''}`,
    async close() {
      untellRunning(options.home);
      streams.end();
      await listening.value.close();
    },
  });
}
