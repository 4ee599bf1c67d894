import type { Random } from './random.ts';

/** A slot of a series lasts five minutes. */
export const SLOT = 300_000;
const DAY_SLOTS = 288;

/** The true burn of one account per slot, and the slots at which something changes. */
export interface Series {
  kind: string;
  burn: Float64Array;
  /** Ranges of slots in which something unusual happens, so that cut-offs in them are of special interest. */
  marks: { from: number; until: number }[];
}

type Shape = (random: Random, slots: number) => { rate: Float64Array; marks?: Series['marks'] };

/** Persistent multiplicative noise: log-normal, first-order autoregressive, with occasional far outliers. */
function noise(random: Random, slots: number, size: number, memoryHours: number): Float64Array {
  const keep = Math.exp(-1 / (12 * memoryHours));
  const fresh = size * Math.sqrt(1 - keep * keep);
  const values = new Float64Array(slots);
  let state = size * random.normal();
  for (let slot = 0; slot < slots; slot += 1) {
    state = keep * state + fresh * random.normal();
    if (random.chance(0.0004)) state += random.between(0.5, 2) * (random.chance(0.7) ? 1 : -1);
    values[slot] = Math.exp(state - (size * size) / 2);
  }
  return values;
}

/** A level that wanders from day to day. */
function wander(random: Random, slots: number, perDay: number): Float64Array {
  const values = new Float64Array(slots);
  let state = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    state += (perDay / Math.sqrt(DAY_SLOTS)) * random.normal();
    values[slot] = Math.exp(state);
  }
  return values;
}

const hourOf = (slot: number, shift: number): number => (((slot / 12 + shift) % 24) + 24) % 24;
const dayOf = (slot: number, shift: number): number => Math.floor((slot / 12 + shift) / 24) % 7;

function dayShape(random: Random): (hour: number) => number {
  const peak = random.between(0, 24);
  const low = random.between(0.02, 0.6);
  if (random.chance(0.5)) {
    const width = random.between(6, 12);
    return (hour) => {
      const away = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
      return low + (1 - low) / (1 + Math.exp((away - width / 2) * 2));
    };
  }
  const second = random.between(0, 0.4);
  return (hour) => {
    const angle = ((hour - peak) / 24) * 2 * Math.PI;
    return low + (1 - low) * Math.max(0, 0.5 + 0.5 * Math.cos(angle) + second * Math.cos(2 * angle));
  };
}

const steady: Shape = (random, slots) => {
  const level = wander(random, slots, random.between(0, 0.08));
  const shape = noise(random, slots, random.between(0.05, 0.6), random.spread(0.3, 12));
  return { rate: level.map((value, slot) => value * (shape[slot] ?? 1)) };
};

const dayNight: Shape = (random, slots) => {
  const { rate } = steady(random, slots);
  const shape = dayShape(random);
  const jitter = random.between(0, 0.7);
  let late = 0;
  return {
    rate: rate.map((value, slot) => {
      if (slot % DAY_SLOTS === 0) late = jitter * random.normal();
      return value * shape(hourOf(slot, late));
    }),
  };
};

const weekdays: Shape = (random, slots) => {
  const { rate } = random.chance(0.8) ? dayNight(random, slots) : steady(random, slots);
  const shift = random.between(0, 168);
  const weekend = random.between(0, 0.5);
  const factors = [1, 1, 1, 1, 1, weekend, random.chance(0.7) ? weekend : 1].map(
    (each) => each * random.between(0.8, 1.2),
  );
  return { rate: rate.map((value, slot) => value * (factors[dayOf(slot, shift)] ?? 1)) };
};

const nightlyBatch: Shape = (random, slots) => {
  const rate = steady(random, slots).rate.map((value) => value * 1);
  const rest = random.pick([0, 0.02, 0.1, 0.3]);
  const begin = random.between(0, 24);
  const hours = random.spread(0.3, 4);
  const jitter = random.between(0, 0.6);
  const spread = random.between(0.05, 0.5);
  const skip = random.pick([0, 0, 0.05, 0.2]);
  for (let slot = 0; slot < slots; slot += 1) rate[slot] = (rate[slot] ?? 0) * rest;
  for (let day = 0; day * DAY_SLOTS < slots; day += 1) {
    if (random.chance(skip)) continue;
    const from = Math.round(day * DAY_SLOTS + 12 * (begin + jitter * random.normal()));
    const length = Math.max(1, Math.round(12 * hours * Math.exp(0.15 * random.normal())));
    const size = (24 / hours) * Math.exp(spread * random.normal());
    for (let slot = Math.max(0, from); slot < Math.min(slots, from + length); slot += 1)
      rate[slot] = (rate[slot] ?? 0) + size * random.between(0.7, 1.3);
  }
  return { rate };
};

const bursts: Shape = (random, slots) => {
  const rate = new Float64Array(slots).fill(random.pick([0, 0, 0.02]));
  const idle = random.spread(1, 30);
  const active = random.spread(0.2, 8);
  const tail = random.between(1.5, 4);
  const office = random.chance(0.4) ? dayShape(random) : () => 1;
  let slot = 0;
  while (slot < slots) {
    const wait = random.exponential(idle) / Math.max(0.1, office(hourOf(slot, 0)));
    slot += Math.max(1, Math.round(12 * Math.min(wait, 4 * idle)));
    const length = Math.max(1, Math.round(12 * random.exponential(active)));
    const size = Math.min(20, (1 - random.next()) ** (-1 / tail));
    for (let at = slot; at < Math.min(slots, slot + length); at += 1)
      rate[at] = (rate[at] ?? 0) + size * random.between(0.5, 1.5);
    slot += length;
  }
  return { rate };
};

const ramp: Shape = (random, slots) => {
  const { rate } = random.pick([steady, dayNight, weekdays])(random, slots);
  const growth = random.between(0.015, 0.09) / DAY_SLOTS;
  const until = random.between(0.7, 1.2) * slots;
  return { rate: rate.map((value, slot) => value * Math.exp(growth * Math.min(slot, until))) };
};

const launch: Shape = (random, slots) => {
  const { rate } = random.pick([steady, dayNight, weekdays, bursts])(random, slots);
  const at = Math.round(random.between(0.2, 0.9) * slots);
  const factor = random.spread(2, 8);
  const rise = 12 * random.spread(0.2, 48);
  return {
    rate: rate.map((value, slot) =>
      slot < at ? value : value * (1 + (factor - 1) * (1 - Math.exp((at - slot) / rise))),
    ),
    marks: [{ from: Math.min(slots - 1, Math.round(at + rise)), until: slots }],
  };
};

const decay: Shape = (random, slots) => {
  const { rate } = random.pick([steady, dayNight, weekdays])(random, slots);
  const halfLife = DAY_SLOTS * random.spread(4, 25);
  const floor = random.between(0.02, 0.3);
  return { rate: rate.map((value, slot) => value * (floor + (1 - floor) * 0.5 ** (slot / halfLife))) };
};

const idleThenSpike: Shape = (random, slots) => {
  const base = random.pick([steady, dayNight, bursts])(random, slots).rate;
  const quiet = random.pick([0.005, 0.02, 0.05]);
  const rate = base.map((value) => value * quiet);
  const marks: Series['marks'] = [];
  let slot = Math.round(random.between(1, 30) * DAY_SLOTS);
  while (slot < slots) {
    const length = 12 * random.spread(3, 150);
    marks.push({ from: slot, until: Math.min(slots, slot + length) });
    const size = random.spread(0.3, 3);
    const shape = noise(random, slots, random.between(0.1, 0.7), random.spread(0.3, 6));
    for (let at = slot; at < Math.min(slots, slot + length); at += 1)
      rate[at] = (rate[at] ?? 0) + size * (shape[at] ?? 1);
    slot += Math.round(length + random.between(5, 30) * DAY_SLOTS);
  }
  return { rate, marks };
};

const mixed: Shape = (random, slots) => {
  const parts = [
    random.pick([dayNight, weekdays])(random, slots).rate,
    random.pick([nightlyBatch, bursts])(random, slots).rate,
  ];
  const weight = random.between(0.2, 1.5);
  return {
    rate: Float64Array.from(
      { length: slots },
      (_, slot) => (parts[0]?.[slot] ?? 0) + weight * (parts[1]?.[slot] ?? 0),
    ),
  };
};

const shapes: Record<string, Shape> = {
  steady,
  'day-night': dayNight,
  weekdays,
  'nightly batch': nightlyBatch,
  bursts,
  ramp,
  launch,
  decay,
  'idle then spike': idleThenSpike,
  mixed,
};
export const kinds: readonly string[] = Object.keys(shapes);

/** The true burn of an account of one kind. In a third of them it consists of whole calls at a fixed price. */
export function series(kind: string, days: number, random: Random): Series {
  const slots = days * DAY_SLOTS;
  const made = shapes[kind]?.(random, slots);
  if (!made) throw new Error(`no such kind: ${kind}`);
  let burn = made.rate;
  if (random.chance(0.35)) {
    const perCall = random.spread(0.01, 3);
    burn = burn.map((rate) => {
      const mean = rate / perCall;
      let calls = mean > 30 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal())) : 0;
      if (mean <= 30)
        for (let left = Math.exp(-mean), product = random.next(); product > left; product *= random.next())
          calls += 1;
      return calls * perCall;
    });
  }
  const unit = random.spread(0.01, 1000);
  return { kind, burn: burn.map((each) => each * unit), marks: made.marks ?? [] };
}
