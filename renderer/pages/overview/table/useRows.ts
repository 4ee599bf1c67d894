import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Item } from './arrange.ts';

/** Up to this many rows are all rendered, so that the browser's own search finds each. */
const fewRows = 60;
const usualHeight = { row: 82, compact: 38, group: 42 };

/** An item to render, and the height in pixels of those before it that are not rendered. */
export interface Drawn {
  item: Item;
  index: number;
  room: number;
}

export interface Rows {
  drawn: Drawn[];
  /** The height in pixels of the items after the last one. */
  roomBelow: number;
  /** The row that Tab focuses. */
  current: string | null;
  /** The ref of the table's body, to measure its position. */
  body: (element: HTMLElement | null) => void;
  /** The ref of every row, which needs `data-index`, to measure its height. */
  measure: (element: Element | null) => void;
  onFocus: (key: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  focusFirst: () => void;
  /** Focuses a row, by its key. */
  focus: (key: string) => void;
}

/** Virtualizes the rows: renders those in sight and the current one. Arrow, Page, Home and End keys move between them. */
export function useRows(items: readonly Item[], compact: boolean): Rows {
  const [chosen, setChosen] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const body = useRef<HTMLElement | null>(null);
  const at = items.findIndex(({ key }) => key === chosen);
  const current = at >= 0 ? at : items.findIndex(({ kind }) => kind === 'row');
  const { virtual, margin } = useVirtualRows(items, current, body, compact);

  useLayoutEffect(() => {
    if (!wantsFocus.current || current < 0) return;
    wantsFocus.current = false;
    body.current?.querySelector<HTMLElement>(`[data-index="${current}"] a`)?.focus({ preventScroll: true });
    virtual.scrollToIndex(current, { align: 'auto' });
  });

  const go = (index: number, step: 1 | -1) => {
    const clamped = Math.min(items.length - 1, Math.max(0, index));
    const row = rowFrom(items, clamped, step) ?? rowFrom(items, clamped, step === 1 ? -1 : 1);
    if (row === null) return;
    wantsFocus.current = true;
    setChosen(row);
  };
  const page = Math.max(1, (virtual.range?.endIndex ?? 0) - (virtual.range?.startIndex ?? 0) - 1);
  const moves: Record<string, () => void> = {
    ArrowDown: () => go(current + 1, 1),
    ArrowUp: () => go(current - 1, -1),
    PageDown: () => go(current + page, 1),
    PageUp: () => go(current - page, -1),
    Home: () => go(0, 1),
    End: () => go(items.length - 1, -1),
  };

  const placed = virtual.getVirtualItems();
  return {
    drawn: withRoom(items, placed, margin),
    roomBelow: Math.max(0, virtual.getTotalSize() + margin - (placed.at(-1)?.end ?? margin)),
    current: items[current]?.key ?? null,
    body: useCallback((element: HTMLElement | null) => {
      body.current = element;
    }, []),
    measure: virtual.measureElement,
    onFocus: setChosen,
    onKeyDown: (event) => {
      const move = moves[event.key];
      if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move();
    },
    focusFirst: () => go(0, 1),
    focus: (key) => {
      wantsFocus.current = true;
      setChosen(key);
    },
  };
}

/** The rendered rows: those in sight and the current one. `margin`: how far down the page they start. */
function useVirtualRows(
  items: readonly Item[],
  current: number,
  body: RefObject<HTMLElement | null>,
  compact: boolean,
) {
  const [margin, setMargin] = useState(0);
  const rangeExtractor = useCallback(
    (range: Range) => {
      if (range.count <= fewRows) return Array.from({ length: range.count }, (_, index) => index);
      const indexes = defaultRangeExtractor(range);
      return current < 0 || indexes.includes(current) ? indexes : [...indexes, current].sort((a, b) => a - b);
    },
    [current],
  );
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) =>
      usualHeight[items[index]?.kind === 'group' ? 'group' : compact ? 'compact' : 'row'],
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
    scrollMargin: margin,
    // Room for the sticky header.
    scrollPaddingStart: 40,
    scrollPaddingEnd: 12,
    rangeExtractor,
  });
  // Whatever is above the table may come and go, so measure after each render.
  useLayoutEffect(() => {
    setMargin(pageTop(body.current));
  });
  return { virtual, margin };
}

/** How far down the page an element starts, in whole pixels, regardless of scrolling. */
function pageTop(element: HTMLElement | null): number {
  let top = 0;
  for (let at: Element | null = element; at instanceof HTMLElement; at = at.offsetParent) top += at.offsetTop;
  return top;
}

/** The key of the first row from an index on, in a direction; null if there is none. */
function rowFrom(items: readonly Item[], from: number, step: 1 | -1): string | null {
  for (let index = from; index >= 0 && index < items.length; index += step) {
    const item = items[index];
    if (item?.kind === 'row') return item.key;
  }
  return null;
}

interface Placed {
  index: number;
  start: number;
  end: number;
}

/** The items to render, each with the height before it. */
function withRoom(items: readonly Item[], placed: readonly Placed[], margin: number): Drawn[] {
  return placed.flatMap(({ index, start }, nth) => {
    const item = items[index];
    return item === undefined
      ? []
      : [{ item, index, room: Math.max(0, start - (placed[nth - 1]?.end ?? margin)) }];
  });
}
