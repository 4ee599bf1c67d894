import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCheck } from '../../main/cli/check.ts';
import { findProvider } from '../../main/providers/index.ts';
import type { AccountState, Cap, ReadErrorKind } from '../../shared/model/index.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const provider = findProvider('scraperapi');

const cap = (changes: Partial<Cap>): Cap => ({
  id: 'daily',
  label: 'Daily credits',
  window: 'day',
  limit: 1000,
  used: 640,
  resetsAt: now + 3_600_000,
  zone: 'UTC',
  hard: true,
  provenance: 'entered',
  ...changes,
});

function answer(
  need: number,
  {
    remaining = 5000 as number | null,
    caps = [] as Cap[],
    readAt = now as number | null,
    error = null as ReadErrorKind | null,
    undated = false,
    hasPool = true,
  },
) {
  if (!provider) throw new Error('no such provider');
  const account: AccountState = {
    alertSettings: { rules: {}, mutedUntil: null },
    id: 'a1',
    provider: 'scraperapi',
    label: 'x',
    tags: [],
    note: '',
    pinned: false,
    hidden: false,
    credential: { since: null, expiresAt: null },
    credentialEnd: null,
    credentialKept: 'environment',
    paused: false,
    intervalMs: 300_000,
    health: {
      state: 'ok',
      readAt,
      ...(undated && { undated }),
      error: error && { kind: error, message: 'It said so.', retryAt: null, advice: '' },
      nextAt: null,
    },
    plan: null,
    scope: 'account',
    pools: hasPool
      ? [
          {
            id: 'credits',
            label: 'Credits',
            unit: { kind: 'credits' },
            remaining,
            used: null,
            limit: null,
            provenance: {},
            cycle: null,
            grants: [],
            forecast: null,
            burnByDay: [],
          },
        ]
      : [],
    caps: caps.map((cap) => ({ ...cap, forecast: null })),
    alerts: [],
    notes: [],
    disagreements: [],
    entered: { plan: null, cycleStart: null, refill: null, rollover: null, grants: [] },
    refreshing: false,
  };
  return answerCheck(account, provider, need, now);
}

const check = (...asked: Parameters<typeof answer>) => answer(...asked).code;

describe('check', () => {
  it('compares what is left with what is needed', () => {
    expect(check(5000, {})).toBe(0);
    expect(check(5000.1, {})).toBe(1);
    expect(check(0, { remaining: 0 })).toBe(0);
  });

  it('counts every hard cap on use, and no other', () => {
    expect(check(360, { caps: [cap({})] })).toBe(0);
    expect(check(361, { caps: [cap({})] })).toBe(1);
    expect(check(361, { caps: [cap({ hard: false })] })).toBe(0);
    expect(check(361, { caps: [cap({ window: 'concurrent' })] })).toBe(0);
    expect(check(1, { caps: [cap({ used: 1200 })] })).toBe(1);
  });

  it('compares no percentage with an amount, and needs no pool beside a cap', () => {
    expect(check(4000, { caps: [cap({ unit: { kind: 'percent' }, limit: 100, used: 97 })] })).toBe(0);
    expect(check(360, { caps: [cap({})], hasPool: false })).toBe(0);
    expect(check(361, { caps: [cap({})], hasPool: false })).toBe(1);
    expect(check(1, { caps: [], hasPool: false })).toBe(4);
    expect(answer(361, { caps: [cap({})], hasPool: false }).sentence).toBe(
      'Not enough: the cap “Daily credits” leaves 360, 361 needed.',
    );
  });

  it('does not claim enough where the use of a long cap is not known', () => {
    expect(check(10, { caps: [cap({ used: null })] })).toBe(4);
    expect(check(1001, { caps: [cap({ used: null })] })).toBe(1);
    expect(check(10, { caps: [cap({ used: null, window: 'minute' })] })).toBe(0);
  });

  it('is unknown without a balance, with an old one, and with a rejected credential', () => {
    expect(check(1, { remaining: null })).toBe(4);
    expect(check(1, { readAt: null })).toBe(4);
    expect(check(1, { readAt: now - 600_001 })).toBe(4);
    expect(check(1, { readAt: now - 600_000 })).toBe(0);
    expect(check(1, { readAt: now, undated: true })).toBe(4);
    expect(check(1, { error: 'bad-credential' })).toBe(4);
    expect(check(1, { error: 'limited-scope' })).toBe(4);
  });

  it('trusts a young reading through a passing fault, and exhaustion at once', () => {
    expect(check(1, { error: 'unavailable' })).toBe(0);
    expect(check(1, { error: 'exhausted' })).toBe(1);
  });
});

describe('its sentence shows why', () => {
  it.each([
    [0.999, 1, 'Not enough: 0.99 credits left, 1 needed.'],
    [7999.996, 8000, 'Not enough: 7,999.99 credits left, 8,000 needed.'],
    [1.004, 1, 'Enough: 1 credit left, 1 needed.'],
    [0.9995, 0.9993, 'Enough: 0.9995 credits left, 0.9993 needed.'],
    [0.999, 0.999, 'Enough: 0.999 credits left, 0.999 needed.'],
    [0.1 + 0.2, 0.3, 'Enough: 0.3 credits left, 0.3 needed.'],
    [-39, 1, 'Not enough: overdrawn by 39 credits, 1 needed.'],
    [-0.00001, 1, 'Not enough: overdrawn by 0.00001 credits, 1 needed.'],
  ])('%d left, %d needed', (remaining, need, sentence) => {
    expect(answer(need, { remaining }).sentence).toBe(sentence);
  });

  it('never contradicts the answer', () => {
    const amounts = fc.oneof(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: 1e6 }).map((some) => some / 1e5),
    );
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 1e-5, -1e-5, 1e-3, -1e-3, 3), (need, more) => {
        const { code, sentence } = answer(need, { remaining: need + more });
        const [left, needed] = [...sentence.matchAll(/-?[\d,.]*\d/g)].map(([text]) =>
          Number(text.replaceAll(',', '')),
        );
        if (sentence.includes('overdrawn')) return;
        expect(Number(left) >= Number(needed), sentence).toBe(code === 0);
      }),
    );
  });
});
