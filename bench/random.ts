/** Seeded randomness for benchmarks and torture (mulberry32, Tommy Ettinger 2017; public domain). */
export interface Random {
  next(): number;
  between(low: number, high: number): number;
  /** Uniform on a logarithmic scale. */
  spread(low: number, high: number): number;
  chance(part: number): boolean;
  normal(): number;
  exponential(mean: number): number;
  pick<T>(items: readonly T[]): T;
}

export function seeded(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  const between = (low: number, high: number) => low + (high - low) * next();
  return {
    next,
    between,
    spread: (low, high) => low * (high / low) ** next(),
    chance: (part) => next() < part,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
