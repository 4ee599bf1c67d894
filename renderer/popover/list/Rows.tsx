import {
  lazy,
  type Ref,
  type RefObject,
  Suspense,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { PlainList } from './PlainList.tsx';
import { Row } from './Row.tsx';

/** Moves the focus among the rows. */
export interface RowsHandle {
  /** Moves by this many rows from the one with the focus, or to the current row; false at the end of the list. */
  move(by: number): boolean;
  moveTo(end: 'first' | 'last'): boolean;
}

interface RowsProps {
  ids: readonly string[];
  /** The filter; another text makes the first row current again. */
  wanted: string;
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>;
  handle: Ref<RowsHandle>;
}

/** With more rows than this, only those in sight are rendered. */
const many = 30;
const VirtualList = lazy(async () => ({ default: (await import('./VirtualList.tsx')).VirtualList }));

/** The accounts, most urgent first. Tab focuses one of them, the arrow keys the others. */
export function Rows({ ids, wanted, scroller, handle }: RowsProps) {
  const [chosen, setChosen] = useState<{ id: string; wanted: string } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const reveal = useRef<(at: number) => void>(null);
  const current = Math.max(0, chosen?.wanted === wanted ? ids.indexOf(chosen.id) : 0);
  const choose = useCallback((id: string) => setChosen({ id, wanted }), [wanted]);

  const focus = (at: number): boolean => {
    const id = ids[at];
    if (id === undefined) return false;
    // The current row is always rendered, even out of sight.
    flushSync(() => choose(id));
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const row = rows.find(({ dataset }) => dataset.row === id);
    row?.focus({ preventScroll: true });
    if (reveal.current) reveal.current(at);
    else row?.scrollIntoView({ block: 'nearest' });
    return row !== undefined;
  };
  useImperativeHandle(handle, () => ({
    move: (by) => focus(list.current?.contains(document.activeElement) ? current + by : current),
    moveTo: (end) => focus(end === 'first' ? 0 : ids.length - 1),
  }));

  const row = (id: string, at: number) => <Row id={id} current={at === current} onFocus={choose} />;
  const props = { ids, list, row };
  if (ids.length <= many) return <PlainList {...props} />;
  return (
    <Suspense fallback={<PlainList {...props} ids={ids.slice(0, many)} />}>
      <VirtualList {...props} scroller={scroller} current={current} reveal={reveal} />
    </Suspense>
  );
}
