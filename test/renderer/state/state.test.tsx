// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react';
import { memo, Profiler } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  useAccount,
  useAccountIds,
  useAppState,
  usePreferences,
  useStatePart,
  useStore,
} from '../../../renderer/state/index.ts';
import type { AppState } from '../../../shared/model/index.ts';
import { account, appState, pool, seven } from '../../helpers/states.ts';
import { connect, type TestEngine } from '../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  see(true);
});

/** As it comes from the engine: nothing of it is an object that the page knows. */
const push = (state: AppState) => act(() => engine.push(structuredClone(state)));
const changed = (state: AppState, id: string) =>
  appState(
    state.accounts.map((one) => (one.id === id ? { ...one, pools: [pool(7)] } : one)),
    { at: state.at + 60_000 },
  );

function see(visible: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('a state push', () => {
  it('repaints only the row whose account changed', () => {
    const many = appState(
      Array.from({ length: 500 }, (_, at) => account(`m${at}`, 'crustdata', `project ${at}`)),
    );
    engine = connect(many);
    const drawn: string[] = [];
    const Row = memo(({ id }: { id: string }) => {
      const shown = useAccount(id);
      return (
        <Profiler id={id} onRender={() => drawn.push(id)}>
          <li>{shown?.pools[0]?.remaining}</li>
        </Profiler>
      );
    });
    const List = () => useAccountIds().map((id) => <Row key={id} id={id} />);
    render(<List />);
    expect(drawn).toHaveLength(500);
    drawn.length = 0;
    push(changed(many, 'm250'));
    expect(drawn).toEqual(['m250']);
  });

  it('does not render users of another part, and renders users of the whole', () => {
    engine = connect(seven);
    const drawn: string[] = [];
    const uses = {
      ids: useAccountIds,
      preferences: usePreferences,
      catalogue: () => useStatePart('providers'),
      hosts: () => useStatePart('hosts'),
      all: useAppState,
    };
    const Use = memo(({ name }: { name: keyof typeof uses }) => {
      uses[name]();
      drawn.push(name);
      return null;
    });
    render(
      <>
        <Use name="ids" />
        <Use name="preferences" />
        <Use name="catalogue" />
        <Use name="hosts" />
        <Use name="all" />
      </>,
    );
    drawn.length = 0;
    push(changed(seven, 'a4'));
    expect(drawn).toEqual(['all']);
    drawn.length = 0;
    push({ ...changed(seven, 'a4'), accounts: seven.accounts.toReversed() });
    expect(drawn).toEqual(expect.arrayContaining(['ids', 'all']));
    expect(drawn).not.toContain('catalogue');
  });

  it('that brings nothing but another instant repaints nothing', () => {
    engine = connect(seven);
    const drawn = vi.fn();
    const All = () => {
      useAppState();
      drawn();
      return null;
    };
    render(<All />);
    drawn.mockClear();
    push({ ...seven, at: seven.at + 60_000 });
    expect(drawn).not.toHaveBeenCalled();
  });
});

describe('a hidden page', () => {
  const remaining = () =>
    useStore.getState().state?.accounts.find(({ id }) => id === 'a4')?.pools[0]?.remaining;

  it('follows nothing, and shows the newest state when it is visible again', () => {
    engine = connect(seven);
    expect(engine.watchers()).toBe(1);
    const before = useStore.getState();
    see(false);
    expect(engine.watchers()).toBe(0);
    push(changed(seven, 'a4'));
    expect(useStore.getState()).toBe(before);
    see(true);
    expect(engine.watchers()).toBe(1);
    expect(remaining()).toBe(7);
    expect(useStore.getState().connection).toBe('live');
  });

  it('that was never visible waits until it is', () => {
    see(false);
    engine = connect(seven);
    expect(engine.watchers()).toBe(0);
    expect(useStore.getState().state).toBeNull();
    see(true);
    expect(remaining()).toBe(58_127);
  });

  it('tries nothing after a broken stream until it is visible', () => {
    vi.useFakeTimers();
    engine = connect(seven);
    engine.send({ nonsense: true });
    expect(useStore.getState().connection).toBe('lost');
    expect(vi.getTimerCount()).toBe(1);
    see(false);
    expect(vi.getTimerCount()).toBe(0);
    see(true);
    expect(useStore.getState().connection).toBe('live');
    vi.useRealTimers();
  });
});

describe('the stream', () => {
  it('does not take a change for its own that was sent before it began', () => {
    engine = connect(seven);
    see(false);
    engine.beforeNext({ kind: 'change', at: 0, accounts: [], order: ['a1'], parts: {} });
    see(true);
    expect(useStore.getState().state?.accounts).toHaveLength(7);
    expect(useStore.getState().connection).toBe('live');
  });

  it('begins anew when a change does not fit, and keeps what is known meanwhile', () => {
    vi.useFakeTimers();
    engine = connect(seven);
    engine.send({ kind: 'change', at: 0, accounts: [], order: ['nobody'], parts: {} });
    expect(useStore.getState().connection).toBe('lost');
    expect(useStore.getState().state).toEqual(seven);
    vi.advanceTimersByTime(1000);
    expect(useStore.getState().connection).toBe('live');
    vi.useRealTimers();
  });
});
