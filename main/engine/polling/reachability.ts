import { minuteMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';

/** How a request ended: with any answer at all, without one, or before it left this computer's network. */
export type Contact = 'answered' | 'unanswered' | 'offline';

/** Whether this computer's network works, judged by whether anybody answers. */
export interface Reachability {
  /** A poll of this account, begun at `beganAt`, has ended. */
  heard(account: string, contact: Contact, beganAt: number): void;
  /**
   * When to ask an account again that got no answer because of the network, although it backs off; null: there is no such
   * reason.
   */
  asksAgainAt(account: string): number | null;
  /** Removes an account that is gone. */
  forget(account: string): void;
}

/** So many polls in a row without an answer, from whomever, mean that the network is down. */
const manyMisses = 8;
/** The pause between two accounts that are asked again, so that no provider sees a herd. */
const spreadMs = 20;
/** While this computer is offline, one account is asked this often, to see when it no longer is. */
const probeMs = minuteMs;

interface Parts {
  clock: Pick<Clock, 'now'>;
  /** Other accounts may have become due. */
  onReturn(): void;
  /** Every account that was polled. */
  known: Set<string>;
  /** Those whose last poll got no answer, in that order. */
  lost: Set<string>;
  again: Map<string, number>;
  missesInARow: number;
  /** When this computer was last seen to be offline; null: it is not. */
  offlineAt: number | null;
  returnedAt: number;
}

export function createReachability(options: Pick<Parts, 'clock' | 'onReturn'>): Reachability {
  const parts: Parts = {
    ...options,
    known: new Set(),
    lost: new Set(),
    again: new Map(),
    missesInARow: 0,
    offlineAt: null,
    returnedAt: Number.NEGATIVE_INFINITY,
  };
  return {
    heard: (account, contact, beganAt) =>
      contact === 'answered' ? answered(parts, account) : missed(parts, account, contact, beganAt),
    asksAgainAt(account) {
      const { again, lost, offlineAt } = parts;
      const [probe] = lost;
      return again.get(account) ?? (offlineAt !== null && account === probe ? offlineAt + probeMs : null);
    },
    forget(account) {
      for (const accounts of [parts.known, parts.lost, parts.again]) accounts.delete(account);
    },
  };
}

function answered(parts: Parts, account: string): void {
  const { known, lost, again, clock, onReturn } = parts;
  known.add(account);
  const wasDown = parts.missesInARow >= manyMisses || (lost.size > 1 && lost.size === known.size);
  lost.delete(account);
  again.delete(account);
  parts.missesInARow = 0;
  parts.offlineAt = null;
  if (!wasDown) return;
  const now = clock.now();
  parts.returnedAt = now;
  // First those that got no answer; then the others that back off, whose failures may have had the same reason.
  const all = [...lost, ...[...known].filter((id) => !lost.has(id))];
  for (const [index, id] of all.entries()) again.set(id, now + index * spreadMs);
  again.delete(account);
  onReturn();
}

function missed(parts: Parts, account: string, contact: Contact, beganAt: number): void {
  const { known, lost, again, returnedAt } = parts;
  const now = parts.clock.now();
  known.add(account);
  lost.delete(account);
  lost.add(account);
  parts.missesInARow += 1;
  if (contact === 'offline') parts.offlineAt = now;
  // It was sent before the network worked again.
  if (beganAt < returnedAt && returnedAt <= now) again.set(account, now);
  else again.delete(account);
}
