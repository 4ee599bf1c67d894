import { describe, expect, it } from 'vitest';
import { createPoller, type Target } from '../../../main/engine/polling/poller.ts';
import { createTestClock, settle } from '../../helpers/clock.ts';

/** A poller over accounts that answer when told to, with a log of what was under way. */
function setUp(targets: Target[], endsWhenStopped = false) {
  const time = createTestClock();
  const answers = new Map<string, () => void>();
  const asked: string[] = [];
  const ran: string[] = [];
  let looks = 0;
  const poller = createPoller({
    clock: time.clock,
    targets() {
      looks += 1;
      return targets;
    },
    targetOf: (id) => targets.find((target) => target.id === id) ?? null,
    ask: (id, stopped) => {
      asked.push(id);
      return new Promise<void>((resolve) => {
        answers.set(id, resolve);
        if (endsWhenStopped) stopped.addEventListener('abort', () => resolve());
      });
    },
    onRun: (id) => ran.push(`${id} ${poller.isRunning(id)}`),
  });
  const answer = async (id: string) => {
    answers.get(id)?.();
    answers.delete(id);
    await settle();
  };
  return { time, poller, asked, ran, answers, answer, looks: () => looks };
}

const start = Date.parse('2026-11-21T09:00:00Z');
const at = (id: string, host: string, seconds: number | null): Target => ({
  id,
  host,
  dueAt: seconds === null ? null : start + seconds * 1000,
});

describe('createPoller', () => {
  it('asks nobody before it is started, nor before they are due', async () => {
    const { time, poller, asked } = setUp([at('a1', 'h', 10), at('a2', 'h', 20), at('a3', 'h', null)]);
    await time.advance(15_000);
    expect(asked).toEqual([]);
    poller.start();
    await time.advance(0);
    expect(asked).toEqual(['a1']);
    await time.advance(4_999);
    expect(asked).toEqual(['a1']);
    await time.advance(1);
    expect(asked).toEqual(['a1', 'a2']);
  });

  it('asks at most two at once per host and eight in all', async () => {
    const targets = Array.from({ length: 30 }, (_, index) => at(`a${index}`, `h${index % 6}`, 0));
    const { time, poller, asked, answers, answer } = setUp(targets);
    poller.start();
    await time.advance(0);
    let most = 0;
    while (answers.size > 0) {
      most = Math.max(most, answers.size);
      const hosts = [...answers.keys()].map((id) => targets.find((target) => target.id === id)?.host);
      for (const host of hosts) expect(hosts.filter((other) => other === host).length).toBeLessThanOrEqual(2);
      const [first = ''] = answers.keys();
      const target = targets.find(({ id }) => id === first);
      if (target) target.dueAt = null;
      await answer(first);
    }
    expect(most).toBe(8);
    expect(new Set(asked).size).toBe(30);
    expect(asked).toHaveLength(30);
  });

  it('joins a request that is under way instead of asking twice', async () => {
    const { poller, asked, answer } = setUp([at('a1', 'h', null)]);
    const both = Promise.all([poller.ask([{ id: 'a1', host: 'h' }]), poller.ask([{ id: 'a1', host: 'h' }])]);
    await settle();
    expect(poller.isAsking('a1')).toBe(true);
    await answer('a1');
    await both;
    expect(asked).toEqual(['a1']);
    expect(poller.isAsking('a1')).toBe(false);
  });

  it('holds one timer, and none once stopped; goes on after another start', async () => {
    const targets = [at('a1', 'h', 60)];
    const { time, poller, asked } = setUp(targets);
    poller.start();
    poller.wake();
    expect(time.pending()).toEqual([start + 60_000]);
    await poller.stop();
    expect(time.pending()).toEqual([]);
    await time.advance(120_000);
    expect(asked).toEqual([]);
    poller.start();
    await time.advance(0);
    expect(asked).toEqual(['a1']);
  });

  it('drops what still waits for its turn when stopped', async () => {
    const targets = ['a1', 'a2', 'a3'].map((id) => at(id, 'h', 0));
    const { time, poller, asked, answer } = setUp(targets);
    poller.start();
    await time.advance(0);
    const stopped = poller.stop();
    await answer('a1');
    await answer('a2');
    await stopped;
    expect(asked).toEqual(['a1', 'a2']);
  });

  it('breaks off what is running when stopped', async () => {
    const { time, poller, asked } = setUp([at('a1', 'h', 0), at('a2', 'i', 0)], true);
    poller.start();
    await time.advance(0);
    await poller.stop();
    expect(asked).toEqual(['a1', 'a2']);
    expect(poller.isAsking('a1')).toBe(false);
  });

  it('lets others pass those that hang, of the same host and of others, up to a bound', async () => {
    const hanging = Array.from({ length: 100 }, (_, index) => at(`x${index}`, 'hangs', 0));
    const well = Array.from({ length: 20 }, (_, index) => at(`w${index}`, 'well', 1));
    const { time, poller, asked, answer } = setUp([...hanging, ...well]);
    poller.start();
    await time.advance(0);
    expect(asked).toEqual(['x0', 'x1']);
    for (let second = 0; second < 60; second += 1) {
      await time.advance(1000);
      for (const id of asked.filter((id) => id.startsWith('w'))) await answer(id);
    }
    expect(asked.filter((id) => id.startsWith('w')).length).toBeGreaterThanOrEqual(20);
    // Two that have a slot and sixteen that gave it up.
    expect(asked.filter((id) => id.startsWith('x'))).toHaveLength(18);
    await answer('x0');
    await time.advance(2000);
    expect(asked.filter((id) => id.startsWith('x'))).toHaveLength(19);
  });

  it('sends the next request once an answer is there, before it is stored', async () => {
    const targets = ['a1', 'a2', 'a3'].map((id) => at(id, 'h', null));
    const answered = new Map<string, () => void>();
    const poller = createPoller({
      clock: createTestClock().clock,
      targets: () => targets,
      targetOf: () => null,
      ask: (id, _stopped, leave) => {
        answered.set(id, leave);
        return new Promise<void>(() => {});
      },
      onRun: () => {},
    });
    void poller.ask(targets);
    await settle();
    expect([...answered.keys()]).toEqual(['a1', 'a2']);
    answered.get('a1')?.();
    await settle();
    expect([...answered.keys()]).toEqual(['a1', 'a2', 'a3']);
    expect(poller.isAsking('a1')).toBe(true);
  });

  it('says that it asks only those whose request runs', async () => {
    const { time, poller, ran, answer } = setUp(['a1', 'a2', 'a3'].map((id) => at(id, 'h', 0)));
    poller.start();
    await time.advance(0);
    expect(ran).toEqual(['a1 true', 'a2 true']);
    expect(poller.isAsking('a3')).toBe(true);
    expect(poller.isRunning('a3')).toBe(false);
    await answer('a1');
    expect(ran).toEqual(['a1 true', 'a2 true', 'a1 false', 'a3 true']);
  });

  it('looks at all accounts when it starts and once a minute, not after every answer', async () => {
    const targets = Array.from({ length: 50 }, (_, index) => at(`a${index}`, `h${index}`, 0));
    const { time, poller, asked, answers, answer, looks } = setUp(targets);
    poller.start();
    await time.advance(0);
    while (answers.size > 0)
      for (const id of [...answers.keys()]) {
        const target = targets.find((one) => one.id === id);
        if (target) target.dueAt = start + 3_600_000;
        await answer(id);
      }
    expect(asked).toHaveLength(50);
    expect(looks()).toBe(1);
    await time.advance(60_000);
    expect(looks()).toBe(2);
  });

  it('is not silenced by a clock that was set back, nor asks in a rush', async () => {
    const targets = [at('a1', 'h', 3_600)];
    const { time, poller, asked } = setUp(targets);
    poller.start();
    time.jump(-7_200_000);
    targets[0] = { id: 'a1', host: 'h', dueAt: time.clock.now() };
    await time.advance(60_000);
    expect(asked).toEqual(['a1']);
  });

  it('rests for a second even if an account stays due', async () => {
    const { time, poller, asked, answer } = setUp([at('a1', 'h', 0)]);
    poller.start();
    await time.advance(0);
    await answer('a1');
    await time.advance(999);
    expect(asked).toEqual(['a1']);
    await time.advance(1);
    expect(asked).toEqual(['a1', 'a1']);
  });

  it('looks again after a wake', async () => {
    const targets = [at('a1', 'h', null)];
    const { time, poller, asked } = setUp(targets);
    poller.start();
    await time.advance(1000);
    targets[0] = at('a1', 'h', 0);
    poller.wake();
    await time.advance(0);
    expect(asked).toEqual(['a1']);
  });
});
