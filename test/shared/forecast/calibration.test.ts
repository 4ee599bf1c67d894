import { describe, expect, it } from 'vitest';
import { mean, scoreAll } from '../../../bench/score.ts';
import { scoreSpikes } from '../../../bench/spikes.ts';

// A small part of the benchmark, on seeds of its own and with loose bounds: it must fail when a change breaks the
// forecast, and not when it shifts it.
describe('on generated accounts', () => {
  const { scores, caps } = scoreAll(31_000, 4);
  const ended = scores.filter((score) => Number.isFinite(score.leadMs));

  it('the likely run-out is nearer than that of every baseline', () => {
    const ours = mean(ended.map((score) => score.error));
    const best = Math.min(
      ...[0, 1, 2, 3].map((index) => mean(ended.map((score) => score.others[index] ?? 5))),
    );
    expect(ended.length).toBeGreaterThan(250);
    expect(ours).toBeLessThan(0.8 * best);
  });

  it('four in five run out between early and late', () => {
    const judged = scores.filter((score) => score.side !== 'unknown');
    const inside = judged.filter((score) => score.side === 'inside').length / judged.length;
    expect(inside).toBeGreaterThan(0.74);
    expect(inside).toBeLessThan(0.9);
  });

  it('chances of caps are worth more than the linear pace', () => {
    expect(mean(caps.map((cap) => cap.ours))).toBeLessThan(0.7 * mean(caps.map((cap) => cap.linear)));
  });

  it('most spikes are recognised, with few false alarms', () => {
    const { found, tried, falseAlarms, months } = scoreSpikes(31_000, 1);
    expect(found / tried).toBeGreaterThan(0.8);
    expect(falseAlarms / months).toBeLessThan(0.5);
  });
});
