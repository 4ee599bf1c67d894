import type { KeyboardEvent } from 'react';
import { useToasts } from '../../../components/index.ts';
import { api, outcome, useStatePart } from '../../../state/index.ts';
import type { Item } from './arrange.ts';
import { moved, type Way } from './moves.ts';
import { useView } from './view.ts';

const ways: Record<string, Way> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'top', End: 'bottom' };

/** Moves rows in your own order: by their menu, or with Alt and an arrow key, Home or End. */
export function useMoves(items: readonly Item[], focus: (key: string) => void) {
  const order = useStatePart('order');
  const { sort } = useView();
  const { push } = useToasts();
  const move = async (key: string, way: Way) => {
    const accounts = moved(order, items, key, way);
    if (accounts === null) return;
    focus(key);
    const result = await outcome(api.orderAccounts.mutate({ accounts }));
    if (!result.ok) push({ text: result.error.message });
  };
  return {
    move: (key: string, way: Way) => void move(key, way),
    /** Whether the key moved a row. */
    onKeyDown(event: KeyboardEvent, current: string | null): boolean {
      const way = ways[event.key];
      const isMove = event.altKey && !event.ctrlKey && !event.metaKey && way !== undefined;
      if (!isMove || current === null || sort?.column !== 'mine') return false;
      event.preventDefault();
      void move(current, way);
      return true;
    },
  };
}
