import { detectSpike, type Sample } from '../shared/forecast/index.ts';
import { dayMs, hourMs } from '../shared/time/index.ts';
import { Ledger } from './cases.ts';
import { seeded } from './random.ts';
import { SLOT, series } from './series.ts';

const ORDINARY = ['steady', 'day-night', 'weekdays', 'nightly batch', 'bursts', 'decay', 'mixed'];
const WITHIN_POLLS = 6;

export interface SpikeRates {
  tried: number;
  found: number;
  /** The polls from the start of a spike to its detection, summed over those found. */
  polls: number;
  months: number;
  falseAlarms: number;
}

/**
 * Watches ordinary accounts for a month, checking every two hours. Then a runaway job starts that burns 2 to 20 times as
 * much as the account's busiest hour, checked at each poll. Alarms within a day of each other count as one.
 */
export function scoreSpikes(firstSeed: number, perKind: number): SpikeRates {
  const rates: SpikeRates = { tried: 0, found: 0, polls: 0, months: 0, falseAlarms: 0 };
  for (const [place, kind] of ORDINARY.entries())
    for (let index = 0; index < perKind; index += 1) {
      const random = seeded(firstSeed + 77_000 + 1000 * place + index);
      const one = series(kind, 36, random);
      const ledger = new Ledger(one, 1_780_000_000_000);
      const poll = random.pick([2, 5, 10, 15]) * 60_000;
      const plenty = 100 * ledger.at(ledger.end);
      if (!(plenty > 0)) continue;
      const begin = ledger.start + random.between(33, 35) * dayMs;
      let busiest = 0;
      for (let at = ledger.start; at < begin; at += hourMs)
        busiest = Math.max(busiest, ledger.at(at + hourMs) - ledger.at(at));
      const extra = (busiest * random.spread(2, 20)) / hourMs;
      const samples: Sample[] = [];
      for (let t = ledger.start; t < begin + 8 * poll; t += poll * random.between(0.9, 1.1))
        samples.push({ t, remaining: plenty - ledger.at(t) - Math.max(0, t - begin) * extra });

      let quietUntil = 0;
      for (let at = ledger.start + 2 * dayMs; at < ledger.start + 32 * dayMs; at += 2 * hourMs) {
        const known = samples.slice(0, Math.ceil((at - ledger.start) / (0.9 * poll)));
        if (detectSpike({ now: at, samples: known }) === null) continue;
        if (at > quietUntil) rates.falseAlarms += 1;
        quietUntil = at + dayMs;
      }
      rates.months += 1;
      rates.tried += 1;
      const after = samples.filter((sample) => sample.t > begin).slice(0, WITHIN_POLLS);
      const found = after.findIndex(({ t }) => {
        const spike = detectSpike({ now: t, samples });
        return spike !== null && spike.since > begin - 2 * Math.max(poll, SLOT);
      });
      if (found >= 0) {
        rates.found += 1;
        rates.polls += found + 1;
      }
    }
  return rates;
}
