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

/** Keeps the dashboard's bounds, and whether it is maximized, in a small file of their own. It holds nothing of value, so a damaged one is cleared. */
export function createBoundsStore(home: string): BoundsStore {
  const store = new ElectronStore<WindowFile>({
    cwd: home,
    name: 'window',
    schema,
    defaults: { dashboard: null },
    clearInvalidConfig: true,
  });
  return {
    load: () => store.get('dashboard'),
    save: (bounds) => store.set('dashboard', bounds),
  };
}
