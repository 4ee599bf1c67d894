import { useSyncExternalStore } from 'react';

// The marks of brands are loaded after the first paint, so that it does not wait for them.
let marks: Readonly<Record<string, string>> = {};
let isAsked = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAsked) {
    isAsked = true;
    import('./brand-marks.ts').then(
      ({ brandMarks }) => {
        marks = brandMarks;
        for (const one of listeners) one();
      },
      // Two letters will do.
      () => {},
    );
  }
  return () => listeners.delete(listener);
}

/** The path of the mark of a provider's brand, in a square of 24; undefined: it has none, or it is not there yet. */
export const useBrandMark = (provider: string): string | undefined =>
  useSyncExternalStore(subscribe, () => marks[provider]);
