import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { sessionPattern } from '../../shared/browser-session.ts';
import { dayMs } from '../../shared/time/index.ts';
import { readWhole, writeWhole } from '../engine/store/files.ts';
import { sameSecret } from './guard.ts';

/** A session that nobody used for so long lets nobody in; it is not forgotten, because the clock may be wrong. Milliseconds. */
const longestUnused = 30 * dayMs;
/** More are not kept; the one unused for longest goes first. */
const mostSessions = 50;

const sessionSchema = z.object({
  id: z.string(),
  /** SHA-256 of the session, in hex: whoever reads this file cannot sign in with it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The port it was made on. A page of another port is another program's. */
  port: z.number().int(),
  /** Epoch milliseconds, to about a day. */
  usedAt: z.number(),
});
const fileSchema = z.object({ version: z.literal(1), sessions: z.array(sessionSchema) });
type Session = z.infer<typeof sessionSchema>;

/** The signed-in browsers of a data folder. They survive a restart. */
export interface Sessions {
  /** Lets a session in. The caller has checked the token. */
  add(session: string): void;
  /** Whether it is let in. */
  has(session: string): boolean;
  /** Whether a session with this id is let in. */
  hasId(id: string): boolean;
  /** HMAC-SHA256 of the nonce under the session's hash, in hex; null: there is no such session. */
  prove(id: string, nonce: string): string | null;
}

const fileIn = (home: string) => join(home, 'browser-sessions.json');
const hashOf = (session: string) => createHash('sha256').update(session).digest('hex');
const idOf = (session: string) => sessionPattern.exec(session)?.[1] ?? null;

/** `now` in epoch milliseconds. The file is read for each question, so that signing out works at once. */
export function openSessions(home: string, port: number, now: () => number): Sessions {
  const file = fileIn(home);
  /** What could not be written; it counts until the process ends. */
  let unwritten: readonly Session[] | null = null;

  const all = (): readonly Session[] => unwritten ?? read(file);
  const write = (sessions: readonly Session[]) => {
    try {
      writeWhole(file, JSON.stringify({ version: 1, sessions }));
      unwritten = null;
    } catch {
      unwritten = sessions;
    }
  };
  const find = (id: string | null) =>
    all().find(
      (each) => each.id === id && each.port === port && Math.abs(now() - each.usedAt) < longestUnused,
    );
  const keep = (session: Session) => {
    const others = all().filter(({ id }) => id !== session.id);
    write(
      [{ ...session, usedAt: now() }, ...others.toSorted((a, b) => b.usedAt - a.usedAt)].slice(
        0,
        mostSessions,
      ),
    );
  };

  return {
    add(session) {
      const id = idOf(session);
      if (id !== null) keep({ id, hash: hashOf(session), port, usedAt: now() });
    },
    has(session) {
      const found = find(idOf(session));
      if (found === undefined || !sameSecret(hashOf(session), found.hash)) return false;
      if (Math.abs(now() - found.usedAt) > dayMs) keep(found);
      return true;
    },
    hasId: (id) => find(id) !== undefined,
    prove(id, nonce) {
      const found = find(id);
      return found ? createHmac('sha256', Buffer.from(found.hash, 'hex')).update(nonce).digest('hex') : null;
    },
  };
}

/** Signs every browser out. Throws file system errors. */
export const signOutAll = (home: string): void =>
  writeWhole(fileIn(home), JSON.stringify({ version: 1, sessions: [] }));

/** A file that is missing or damaged holds no sessions: its browsers sign in again. */
function read(file: string): readonly Session[] {
  try {
    return fileSchema.parse(JSON.parse(readWhole(file)?.toString('utf8') ?? '')).sessions;
  } catch {
    return [];
  }
}
