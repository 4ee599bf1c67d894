import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../shared/metering/read-answer.ts';
import { loggedWords, meterAddress, passedWords, unreadWords } from '../../../shared/metering/words.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const read = (answer: unknown) => readAnswer(answer, (code) => code === 'credits_exhausted', now);

describe('an answer', () => {
  it.each([
    [{ usage: { credits: 0 } }, { tells: 'use', use: { amount: 0 } }],
    [
      { request_id: 7, usage: { credits: 2 } },
      { tells: 'use', use: { amount: 2, id: '7' } },
    ],
    [
      { request_id: 'r', job_id: null, usage: { credits: 2 } },
      { tells: 'use', use: { amount: 2, id: 'r' } },
    ],
    [
      { request_id: 'r', job_id: 'j', status: 'cancelled', usage: { credits: 2 } },
      { tells: 'use', use: { amount: 2, id: 'j' } },
    ],
    [
      { job_id: 'j', status: 'partial', usage: { credits: 2 }, error: { code: 'credits_exhausted' } },
      { tells: 'use', use: { amount: 2, id: 'j', error: 'credits_exhausted' } },
    ],
    [
      { job_id: 'j', usage: { credits: 2 }, completed_at: '2026-11-21T09:00:05Z' },
      { tells: 'use', use: { amount: 2, id: 'j', at: now } },
    ],
    [
      { usage: { credits: 2 }, error: 'odd', status: 3 },
      { tells: 'use', use: { amount: 2 } },
    ],
    [{ request_id: 'r'.repeat(201), usage: { credits: 2 } }, { tells: 'unknown-form' }],
    [{ job_id: 'j', status: 'completed', created_at: '2026-11-01T00:00:00Z' }, { tells: 'untold' }],
    [{ job_id: 'j', usage: { credits: 2 }, created_at: '2026-11-01T00:00:00Z' }, { tells: 'old-job' }],
    [{ error: { code: 'unheard_of' } }, { tells: 'nothing' }],
    [undefined, { tells: 'nothing' }],
  ])('%o', (answer, expected) => {
    expect(read(answer)).toEqual(expected);
  });

  it('of any form never throws, and tells use only with an amount of 0 or more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (usage, rest) => {
        const told = read({ usage, error: rest, request_id: 'r' });
        if (told.tells === 'use') expect(told.use.amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the words', () => {
  it('tell what passed and what was not counted, most frequent first', () => {
    const unread = { cut: { answers: 1, lastAt: now }, 'not-json': { answers: 1200, lastAt: now } };
    expect(unreadWords({ unread })).toEqual(['1,200 answers (not JSON)', '1 answer (broken off)']);
    expect(unreadWords({ unread: {} })).toEqual([]);
    expect(passedWords({ requests: 1 })).toBe('Passed on 1 request.');
    expect(passedWords({ requests: 10_000 })).toBe('Passed on 10,000 requests.');
    const logged = { a1: 1.5 };
    const unit = { kind: 'credits' as const };
    expect(loggedWords({ logged }, { id: 'a1', label: 'news' }, unit)).toBe('Logged 1.5 credits for “news”.');
    expect(loggedWords({ logged }, { id: 'a2', label: 'x' }, unit)).toBeNull();
  });

  it('tell an address without a path as long as there is one account', () => {
    expect(meterAddress('http://127.0.0.1:47616', 'a1', 1)).toBe('http://127.0.0.1:47616');
    expect(meterAddress('http://127.0.0.1:47616', 'a1', 2)).toBe('http://127.0.0.1:47616/a1');
  });
});
