import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Item } from './arrange.ts';

/** Up to this many rows are all drawn, so that the browser's own search finds every one. */
const fewRows = 60;
const usualHeight = { row: 82, group: 42 };

/** An item to draw, below the room of those before it that are not drawn; in pixels. */
export interface Drawn {
  item: Item;
  index: number;
  room: number;
}

export interface Rows {
  drawn: Drawn[];
  /** The room of those after the last one; in pixels. */
  roomBelow: number;
  /** The row that Tab comes to. */
  current: string | null;
  /** For the table's body, whose place on the page counts. */
  body: (element: HTMLElement | null) => void;
  /** For every row, with `data-index`: its height counts. */
  measure: (element: Element | null) => void;
  onFocus: (key: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  focusFirst: () => void;
}

/** Only the rows in sight, and the one that has the focus; arrow keys, Home, End and Page keys go from row to row. */
export function useRows(items: readonly Item[]): Rows {
  const [chosen, setChosen] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const body = useRef<HTMLElement | null>(null);
  const at = items.findIndex(({ key }) => key === chosen);
  const current = at >= 0 ? at : items.findIndex(({ kind }) => kind === 'row');
  const { virtual, margin } = useVirtualRows(items, current, body);

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
  };
}

/** Which rows are drawn: those in sight and the current one. `margin`: how far down the page they begin. */
function useVirtualRows(items: readonly Item[], current: number, body: RefObject<HTMLElement | null>) {
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
    estimateSize: (index) => usualHeight[items[index]?.kind ?? 'row'],
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
    scrollMargin: margin,
    // The header stays on top.
    scrollPaddingStart: 40,
    scrollPaddingEnd: 12,
    rangeExtractor,
  });
  // What stands above the table comes and goes; without a place of its own it would be drawn for another one.
  useLayoutEffect(() => {
    setMargin(pageTop(body.current));
  });
  return { virtual, margin };
}

/** How far down the page an element begins, in whole pixels: the same wherever the page is scrolled to. */
function pageTop(element: HTMLElement | null): number {
  let top = 0;
  for (let at: Element | null = element; at instanceof HTMLElement; at = at.offsetParent) top += at.offsetTop;
  return top;
}

/** The key of the first row from an index on in a direction; null where there is none. */
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

/** The items to draw, each where it would stand among all. */
function withRoom(items: readonly Item[], placed: readonly Placed[], margin: number): Drawn[] {
  return placed.flatMap(({ index, start }, nth) => {
    const item = items[index];
    return item === undefined
      ? []
      : [{ item, index, room: Math.max(0, start - (placed[nth - 1]?.end ?? margin)) }];
  });
}
