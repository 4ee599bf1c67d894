import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api, outcome } from '../state/client.ts';
import { useAccounts, useStore, useVisibleAccounts } from '../state/store.ts';
import { useTheme } from '../state/theme.ts';
import { Foot } from './Foot.tsx';
import { Frame, StillFrame, Window } from './Frame.tsx';
import { Head } from './Head.tsx';
import { Empty } from './list/Empty.tsx';
import { Filter } from './list/Filter.tsx';
import { Rows, type RowsHandle } from './list/Rows.tsx';
import { useFound } from './list/useFound.ts';
import { Waiting } from './list/Waiting.tsx';
import styles from './Popover.module.css';
import { Spoken } from './Spoken.tsx';
import { hidePopover, openDashboard } from './shell.ts';
import { Strips } from './strips/Strips.tsx';
import { usePopoverKeys } from './usePopoverKeys.ts';

/** The popover: one sentence on your accounts, then every account that is not hidden: pinned ones, then the most urgent first. */
export function Popover() {
  const ready = useStore((store) => store.state !== null);
  useTheme();
  return <Window>{ready ? <Standing /> : <Opening />}</Window>;
}

function Opening() {
  usePopoverKeys({ ...noKeys, escape: hidePopover });
  // Keeps the window's height for the moment until the state arrives.
  return (
    <StillFrame>
      <Waiting />
    </StillFrame>
  );
}

const nothing = () => {};
const noKeys = {
  move: nothing,
  moveTo: nothing,
  filter: nothing,
  isFiltered: () => false,
  openFirst: nothing,
  refresh: nothing,
};

/** With more accounts than this, the filter is always visible. */
const few = 8;

function Standing() {
  const accounts = useAccounts();
  const visible = useVisibleAccounts();
  const [wanted, setWanted] = useState('');
  const [filtering, setFiltering] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { refresh, busy } = useRefresh(setProblem);
  const rows = useRef<RowsHandle>(null);
  const filter = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useFound(wanted);

  const want = useCallback((text: string) => {
    setWanted(text);
    scroller.current?.scrollTo?.(0, 0);
  }, []);
  const clear = useCallback(() => {
    want('');
    setFiltering(false);
  }, [want]);
  // When it opens again, it shows all accounts from the top.
  useEffect(() => {
    const left = () => {
      if (!document.hidden) return;
      clear();
      setProblem(null);
    };
    document.addEventListener('visibilitychange', left);
    return () => document.removeEventListener('visibilitychange', left);
  }, [clear]);

  usePopoverKeys({
    move: (by) => {
      if (rows.current?.move(by) !== true && by < 0) filter.current?.focus();
    },
    moveTo: (end) => void rows.current?.moveTo(end),
    filter: () => {
      if (accounts.length === 0) return;
      flushSync(() => setFiltering(true));
      filter.current?.focus();
    },
    isFiltered: () => wanted !== '',
    openFirst: () => {
      const [first] = ids;
      if (first !== undefined) openDashboard(`/account/${encodeURIComponent(first)}`);
    },
    refresh,
    escape: () => (wanted === '' ? hidePopover() : clear()),
  });

  if (accounts.length === 0)
    return (
      <Frame scroller={scroller} foot={<Foot refresh={refresh} busy={busy} onProblem={setProblem} />}>
        <Empty onProblem={setProblem} />
        <Strips problem={problem} onProblem={setProblem} />
      </Frame>
    );
  const hasFilter = filtering || wanted !== '' || visible.length > few;
  return (
    <>
      <Frame
        scroller={scroller}
        isHeld={wanted !== ''}
        head={
          <>
            <Head />
            <Strips problem={problem} onProblem={setProblem} />
            {hasFilter && (
              <Filter ref={filter} wanted={wanted} onChange={want} onLeave={() => setFiltering(false)} />
            )}
          </>
        }
        foot={<Foot refresh={refresh} busy={busy} onProblem={setProblem} />}
      >
        {ids.length > 0 ? (
          <Rows ids={ids} wanted={wanted} scroller={scroller} handle={rows} />
        ) : wanted === '' ? null : (
          <div className={styles.nothing}>
            <p role="status">No match for “{wanted.trim()}”</p>
            <button type="button" className={styles.plain} onClick={clear}>
              Show all accounts
            </button>
          </div>
        )}
      </Frame>
      <Spoken />
    </>
  );
}

/** Checks all providers now; `busy` until they have answered. */
function useRefresh(onOutcome: (problem: string | null) => void): { refresh: () => void; busy: boolean } {
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    if (busy) return;
    setBusy(true);
    const result = await outcome(api.refresh.mutate({}));
    setBusy(false);
    onOutcome(result.ok ? null : result.error.message);
  };
  return { refresh: () => void refresh(), busy };
}
