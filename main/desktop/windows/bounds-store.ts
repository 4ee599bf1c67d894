import ElectronStore, { type Schema } from 'electron-store';
import type { BoundsStore, SavedBounds } from './dashboard.ts';

interface WindowFile {
  dashboard: SavedBounds | null;
}

const schema: Schema<WindowFile> = {
  dashboard: {
    type: ['object', 'null'],
    properties: {
      x: { type: 'integer' },
      y: { type: 'integer' },
      width: { type: 'integer', minimum: 1 },
      height: { type: 'integer', minimum: 1 },
      maximized: { type: 'boolean' },
    },
    required: ['x', 'y', 'width', 'height'],
  },
};

/**
 * Keeps the dashboard's bounds, and whether it is maximized, in a small file of their own. It holds nothing of value: a damaged
 * one is cleared, and where there can be none, nothing is kept.
 */
export function createBoundsStore(home: string): BoundsStore {
  const store = openStore(home);
  return {
    load: () => store?.get('dashboard') ?? null,
    save: (bounds) => {
      try {
        store?.set('dashboard', bounds);
      } catch {
        // The disk may be full.
      }
    },
  };
}

/** Null: it cannot be read, such as a folder in its place. */
function openStore(home: string): ElectronStore<WindowFile> | null {
  try {
    return new ElectronStore<WindowFile>({
      cwd: home,
      name: 'window',
      schema,
      defaults: { dashboard: null },
      clearInvalidConfig: true,
    });
  } catch {
    return null;
  }
}
