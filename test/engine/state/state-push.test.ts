import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openStateStream,
  type StateSource,
  type StateStream,
} from '../../../main/engine/api/state-stream.ts';
import { createAnnouncer } from '../../../main/engine/state/announcer.ts';
import { type AppState, type StatePush, statePushSchema } from '../../../shared/model/index.ts';
import { applyPush, pushOf } from '../../../shared/state-push.ts';
import { createTestClock, settle } from '../../helpers/clock.ts';
import { empty, forty, now, pool, providers, seven, troubled } from '../../helpers/states.ts';

const accounts = [...seven.accounts, ...troubled.accounts, ...forty.accounts.slice(0, 5)];

/** Any state: some of the accounts in any order, some of them with another balance, and other parts beside them. */
const anyState: fc.Arbitrary<AppState> = fc
  .record({
    at: fc.integer({ min: now, max: now + 86_400_000 }),
    base: fc.constantFrom(empty, seven, troubled),
    chosen: fc.shuffledSubarray(accounts),
    balances: fc.dictionary(
      fc.constantFrom(...accounts.map(({ id }) => id)),
      fc.constantFrom(null, 0, 1, 0.5),
      { maxKeys: 3 },
    ),
    notices: fc.subarray(['one', 'two']),
    catalogue: fc.subarray(providers),
    usageEndpoint: fc.constantFrom(null, { address: 'http://127.0.0.1:1/v1/usage', tokenEnd: null }),
  })
  .map(({ base, chosen, balances, catalogue, ...rest }) => ({
    ...base,
    ...rest,
    providers: catalogue,
    accounts: chosen.map((account) =>
      account.id in balances ? { ...account, pools: [pool(balances[account.id] ?? null)] } : account,
    ),
  }));

/** As it comes out of a stream: through JSON, or Electron's cloning, and the page's own check. */
const outgoing = (push: unknown) => statePushSchema.parse(JSON.parse(JSON.stringify(push)));

describe('pushes of the state', () => {
  it('bring a watcher to exactly the state, through any sequence of states', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 8 }), (states) => {
        let told: AppState | null = null;
        let shown: AppState | null = null;
        for (const state of states) {
          const push = pushOf(told, state);
          if (push) {
            told = state;
            shown = applyPush(shown, outgoing(push));
          }
          expect({ ...shown, at: 0 }).toEqual({ ...state, at: 0 });
          if (push) expect(shown?.at).toBe(state.at);
        }
      }),
    );
  });

  it('leave every account and part that is as before the same object, even when the state comes whole', () => {
    fc.assert(
      fc.property(anyState, anyState, fc.boolean(), (before, after, wholly) => {
        const push = wholly ? ({ kind: 'whole', state: after } as const) : pushOf(before, after);
        const shown = push === null ? before : applyPush(before, outgoing(push));
        for (const account of before.accounts) {
          const same = after.accounts.find(({ id }) => id === account.id);
          const kept = shown?.accounts.find(({ id }) => id === account.id);
          if (same !== undefined && JSON.stringify(same) === JSON.stringify(account))
            expect(kept).toBe(account);
        }
        if (JSON.stringify(before.accounts) === JSON.stringify(after.accounts))
          expect(shown?.accounts).toBe(before.accounts);
        if (JSON.stringify(before.preferences) === JSON.stringify(after.preferences))
          expect(shown?.preferences).toBe(before.preferences);
      }),
    );
  });

  it('name only the account that changed', () => {
    const [first, ...others] = seven.accounts;
    if (!first) throw new Error('no account');
    const changed = { ...first, pools: [pool(1)] };
    const push = pushOf(seven, { ...seven, at: now + 1, accounts: [changed, ...others] });
    expect(push).toEqual({ kind: 'change', at: now + 1, accounts: [changed], order: null, parts: {} });
  });

  it('say nothing when only the time went on', () => {
    expect(pushOf(seven, { ...seven, at: now + 1 })).toBeNull();
  });

  it('are refused where they do not follow from what is known', () => {
    const change = (order: string[] | null): StatePush => ({
      kind: 'change',
      at: now,
      accounts: [],
      order,
      parts: {},
    });
    expect(applyPush(seven, change(['a1', 'nobody']))).toBeNull();
    expect(applyPush(null, change(null))).toBeNull();
  });
});

describe('the stream of one watcher', () => {
  const told = (stream: StateStream) => {
    const push = stream.next();
    if (!push) throw new Error('nothing was told');
    return push;
  };
  /** Two engines whose states are set by hand, and the switch between them. */
  function twoEngines() {
    const live = handMade(seven);
    const demo = handMade(forty);
    let inCharge = live;
    const switched = new Set<() => void>();
    const source: StateSource = {
      engine: () => inCharge.engine,
      demo: {
        onChange(listener) {
          switched.add(listener);
          return () => switched.delete(listener);
        },
      },
    };
    return {
      source,
      live,
      startDemo() {
        inCharge = demo;
        for (const listener of switched) listener();
      },
      watchers: () => live.listeners.size + demo.listeners.size + switched.size,
    };
  }
  function handMade(first: AppState) {
    let state = first;
    const listeners = new Set<(state: AppState) => void>();
    const engine = {
      state: () => state,
      subscribe(listener: (state: AppState) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return {
      engine,
      listeners,
      set(next: AppState) {
        state = next;
        for (const listener of listeners) listener(next);
      },
    };
  }

  it('begins whole, goes on with changes, and gives a slow watcher all of them at once', () => {
    const { source, live } = twoEngines();
    let woken = 0;
    const stream = openStateStream(source, () => {
      woken += 1;
    });
    expect(stream.next()).toMatchObject({ kind: 'whole' });
    expect(stream.next()).toBeNull();
    live.set({ ...seven, notices: ['one'] });
    live.set({ ...seven, notices: ['one', 'two'], dataFolder: '/elsewhere' });
    expect(woken).toBe(2);
    expect(stream.next()).toMatchObject({
      kind: 'change',
      accounts: [],
      parts: { notices: ['one', 'two'], dataFolder: '/elsewhere' },
    });
    expect(stream.next()).toBeNull();
  });

  it('follows the switch to the demo, and leaves nothing behind', () => {
    const { source, live, startDemo, watchers } = twoEngines();
    const stream = openStateStream(source, () => {});
    let shown = applyPush(null, told(stream));
    startDemo();
    shown = applyPush(shown, told(stream));
    expect(shown).toEqual(forty);
    live.set(empty);
    expect(stream.next()).toBeNull();
    stream.leave();
    expect(watchers()).toBe(0);
  });
});

describe('the announcer', () => {
  const silent = { error: () => {} };

  function announcer() {
    const time = createTestClock();
    const told: number[] = [];
    const start = time.clock.now();
    const { changed, end } = createAnnouncer({
      clock: time.clock,
      log: silent,
      announce: () => told.push(time.clock.now() - start),
    });
    return { time, told, changed, end };
  }

  it('tells at once after a quiet time, once for all changes of a turn', async () => {
    const { told, changed } = announcer();
    changed();
    changed();
    expect(told).toEqual([]);
    await settle();
    expect(told).toEqual([0]);
  });

  it('tells a lasting flood every 100 ms, and always of its last change', async () => {
    const { time, told, changed } = announcer();
    for (let ms = 0; ms < 250; ms += 10) {
      changed();
      await settle();
      await time.advance(10);
    }
    expect(told).toEqual([0, 100, 200]);
    await time.advance(1000);
    expect(told).toEqual([0, 100, 200, 300]);
    changed();
    await settle();
    expect(told).toEqual([0, 100, 200, 300, 1250]);
  });

  it('rests from the end of an announcement, and four times as long as that took', async () => {
    let now = 0;
    const tookMs = 300;
    const rests: number[] = [];
    const { changed } = createAnnouncer({
      clock: {
        now: () => now,
        after(ms) {
          rests.push(ms);
          return () => {};
        },
      },
      log: silent,
      announce() {
        now += tookMs;
      },
    });
    changed();
    await settle();
    changed();
    now += 50;
    expect(rests).toEqual([1200]);
  });

  it('logs a fault and goes on with the next announcement', async () => {
    const time = createTestClock();
    const told: number[] = [];
    const faults: unknown[] = [];
    const { changed } = createAnnouncer({
      clock: time.clock,
      log: { error: (event) => void faults.push(event) },
      announce() {
        told.push(told.length);
        if (told.length === 1) throw new Error('one account was too much');
      },
    });
    changed();
    await settle();
    changed();
    await time.advance(100);
    expect(told).toEqual([0, 1]);
    expect(faults).toEqual(['a change could not be announced']);
  });

  it('is not silenced by a clock that was set back', async () => {
    let at = 1_000_000;
    let told = 0;
    const { changed } = createAnnouncer({
      clock: { now: () => at, after: () => () => {} },
      log: silent,
      announce: () => {
        told += 1;
      },
    });
    changed();
    await settle();
    at -= 500_000;
    changed();
    await settle();
    expect(told).toBe(2);
  });

  it('tells nothing after its end', async () => {
    const { time, told, changed, end } = announcer();
    changed();
    await settle();
    changed();
    end();
    await time.advance(1000);
    changed();
    await time.advance(1000);
    expect(told).toEqual([0]);
    expect(time.pending()).toEqual([]);
  });
});
