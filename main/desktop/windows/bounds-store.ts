import ElectronStore from 'electron-store';
import { z } from 'zod';
import type { BoundsStore } from './dashboard.ts';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

/** Keeps the dashboard's bounds in a small file of their own: losing it loses nothing. */
export function createBoundsStore(home: string): BoundsStore {
  const store = new ElectronStore({ cwd: home, name: 'window', clearInvalidConfig: true });
  return {
    load() {
      const kept = boundsSchema.safeParse(store.get('dashboard'));
      return kept.success ? kept.data : null;
    },
    save: (bounds) => store.set('dashboard', bounds),
  };
}
