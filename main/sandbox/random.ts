/** A sequence of numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** A 32-bit number from a text (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}

/**
 * Sequences that depend only on the seed, the name and a number (mulberry32), so that any step can be repeated without
 * the steps before it.
 */
export function randomSequences(seed: number, name: string): (step: number) => Random {
  const base = hash(`${seed}/${name}`);
  return (step) => {
    let state = base + Math.imul(step + 1, 0x9e3779b1);
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };
}
