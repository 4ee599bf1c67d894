import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryAt } from '../../../main/engine/alerts/outbox.ts';
import { isGone, takeName } from '../../../main/engine/alerts/process-name.ts';

const day = 86_400_000;
const soft = { retry: true, retryAfterMs: null };

it('tries again after 30 s, 2 min, 10 min, 1 h, 6 h, and never after a day', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempts) => retryAt(soft, { attempts, createdAt: 0 }, 0, 0));
  expect(waits).toEqual([30_000, 120_000, 600_000, 3_600_000, 6 * 3_600_000, 6 * 3_600_000]);
  expect(retryAt(soft, { attempts: 6, createdAt: 0 }, day - 3_600_000, 0)).toBeNull();
  expect(retryAt({ ...soft, retry: false }, { attempts: 1, createdAt: 0 }, 0, 0)).toBeNull();
});

it('never tries before the receiver allows it, nor at once, nor after a day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 2 * day }),
      fc.option(fc.integer({ min: 0, max: 2 * day })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, now, retryAfterMs, random) => {
        const at = retryAt({ retry: true, retryAfterMs }, { attempts, createdAt: 0 }, now, random);
        if (at === null) return;
        expect(at).toBeGreaterThanOrEqual(now + Math.max(1000, retryAfterMs ?? 0));
        // Fewer attempts cannot have taken a day, whatever the clock says.
        if (attempts > 5) expect(at).toBeLessThanOrEqual(day);
      },
    ),
  );
});

it('knows whether whoever took something is still there', () => {
  const { name, release } = takeName();
  expect(isGone(name)).toBe(false);
  release();
  expect(isGone(name)).toBe(true);
  expect(isGone(`${process.ppid}:x`)).toBe(false);
  // Above any process number that a system gives.
  expect(isGone('99999999:x')).toBe(true);
});
