import { randomUUID } from 'node:crypto';
import type { AnswerUse } from '../../shared/metering/read-answer.ts';
import type { MeterCounts, UnreadReason } from '../../shared/model/index.ts';
import type { Engine } from '../engine/engine.ts';
import { type Log, reasonOf } from '../engine/log.ts';

/** Uses that are logged together: a transaction for each would take longer than the answers themselves. */
const togetherMs = 100;
/** Until the next try, if the disk is full. */
const againMs = 5000;
/** Uses that wait for the disk. */
const mostWaiting = 100_000;

/** Logs what the answers cost, in batches, and counts what happens. Has no timer while nothing does. */
export interface Book {
  asked(): void;
  use(account: string, use: AnswerUse): void;
  unread(reason: UnreadReason): void;
  counts(): MeterCounts;
  /** Logs what is left, and stops. */
  close(): void;
}

export interface BookOptions {
  engine: Pick<Engine, 'reportUses'>;
  log: Pick<Log, 'warn'>;
  now(): number;
  /** Called after each batch, and after anything else that `counts` tells. */
  onChange(counts: MeterCounts): void;
}

export function createBook({ engine, log, now, onChange }: BookOptions): Book {
  let counts: MeterCounts = { since: now(), requests: 0, lastAt: null, logged: {}, waiting: 0, unread: {} };
  const waiting = new Map<string, AnswerUse[]>();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const soon = (ms = togetherMs) => {
    if (!isClosed) timer ??= setTimeout(flush, ms);
  };
  const countUnread = (reason: UnreadReason, answers = 1) => {
    const before = counts.unread[reason]?.answers ?? 0;
    const unread = { ...counts.unread, [reason]: { answers: before + answers, lastAt: now() } };
    counts = { ...counts, unread };
  };
  const logOne = (account: string, uses: readonly AnswerUse[]) => {
    const done = engine.reportUses(account, uses);
    if (!done.ok) return countUnread('not-stored', uses.length);
    const { amount, refused } = done.value;
    counts = { ...counts, logged: { ...counts.logged, [account]: (counts.logged[account] ?? 0) + amount } };
    if (refused > 0) countUnread('not-stored', refused);
  };
  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const [account, uses] of waiting)
      try {
        logOne(account, uses);
        waiting.delete(account);
      } catch (error) {
        log.warn('use could not be logged', { account, reason: reasonOf(error) });
        soon(againMs);
      }
    counts = { ...counts, waiting: [...waiting.values()].reduce((sum, uses) => sum + uses.length, 0) };
    onChange(counts);
  };

  return {
    asked() {
      counts = { ...counts, requests: counts.requests + 1, lastAt: now() };
      soon();
    },
    use(account, use) {
      const uses = waiting.get(account) ?? [];
      waiting.set(account, uses);
      if (uses.length < mostWaiting) uses.push({ id: randomUUID(), at: now(), ...use });
      else countUnread('not-stored');
      soon();
    },
    unread(reason) {
      countUnread(reason);
      soon();
    },
    counts: () => counts,
    close() {
      if (isClosed) return;
      isClosed = true;
      flush();
      for (const uses of waiting.values()) countUnread('not-stored', uses.length);
    },
  };
}
