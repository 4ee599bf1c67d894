import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, type RefObject, useCallback, useImperativeHandle } from 'react';
import { usePreferences } from '../../state/store.ts';
import styles from './PlainList.module.css';
import { type ListProps, listLabel } from './PlainList.tsx';

/** The height of a row with a bar and without chips; each rendered row is measured. */
const usualHeight = { comfortable: 87, compact: 39 };

interface VirtualListProps extends ListProps {
  scroller: RefObject<HTMLElement | null>;
  current: number;
  /** Scrolls to a row, even if the rows before it are not measured yet. */
  reveal: Ref<(at: number) => void>;
}

/** Renders the rows in sight, and the current one wherever it is. */
export function VirtualList({ ids, list, row, scroller, current, reveal }: VirtualListProps) {
  const { density } = usePreferences();
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight[density],
    getItemKey: useCallback((at: number) => ids[at] ?? at, [ids]),
    overscan: 6,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const drawn = Array.from({ length: to - from + 1 }, (_, at) => from + at);
      if (current < from) drawn.unshift(current);
      if (current > to && current < count) drawn.push(current);
      return drawn;
    },
  });
  useImperativeHandle(reveal, () => (at) => rows.scrollToIndex(at, { align: 'auto' }), [rows]);
  return (
    <ul ref={list} className={styles.list} aria-label={listLabel} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ key, index, start }) => (
        <li
          key={key}
          ref={rows.measureElement}
          data-index={index}
          className={[styles.item, styles.placed].join(' ')}
          style={{ transform: `translateY(${start}px)` }}
          aria-setsize={ids.length}
          aria-posinset={index + 1}
        >
          {row(ids[index] ?? '', index)}
        </li>
      ))}
    </ul>
  );
}
