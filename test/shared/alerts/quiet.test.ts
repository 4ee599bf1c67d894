import { describe, expect, it } from 'vitest';
import { isQuiet, quietUntil } from '../../../shared/alerts/index.ts';

const zone = 'Europe/Berlin';
const hours = (from: string, to: string) => ({ enabled: true, from, to });
const until = (from: string, to: string, at: string) => {
  const end = quietUntil(hours(from, to), Date.parse(at), zone);
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
};

describe('quiet hours', () => {
  it('count by your clock', () => {
    expect(until('13:00', '14:30', '2026-11-21T11:59:59Z')).toBe(null);
    expect(until('13:00', '14:30', '2026-11-21T12:00:00Z')).toBe('2026-11-21T13:30');
    expect(until('13:00', '14:30', '2026-11-21T13:30:00Z')).toBe(null);
  });

  it('reach over midnight', () => {
    expect(until('22:00', '07:00', '2026-11-21T20:59:00Z')).toBe(null);
    expect(until('22:00', '07:00', '2026-11-21T21:00:00Z')).toBe('2026-11-22T06:00');
    expect(until('22:00', '07:00', '2026-11-22T05:59:00Z')).toBe('2026-11-22T06:00');
  });

  it('are an hour shorter or longer in the night in which clocks change', () => {
    expect(until('22:00', '07:00', '2027-03-27T21:00:00Z')).toBe('2027-03-28T05:00');
    expect(until('22:00', '07:00', '2026-10-24T20:00:00Z')).toBe('2026-10-25T06:00');
  });

  it('end with the hour that is skipped, and with the second of an hour that comes twice', () => {
    expect(until('22:00', '02:30', '2027-03-28T00:30:00Z')).toBe('2027-03-28T01:00');
    expect(until('22:00', '02:30', '2027-03-28T01:10:00Z')).toBe(null);
    expect(until('22:00', '02:30', '2026-10-25T00:45:00Z')).toBe('2026-10-25T01:30');
    expect(until('22:00', '02:30', '2026-10-25T01:15:00Z')).toBe('2026-10-25T01:30');
    expect(until('02:30', '05:00', '2027-03-28T01:00:00Z')).toBe('2027-03-28T03:00');
  });

  it('hold nothing while off, or without a length', () => {
    const at = Date.parse('2026-11-21T23:00:00Z');
    expect(isQuiet({ ...hours('22:00', '07:00'), enabled: false }, at, zone)).toBe(false);
    expect(isQuiet(hours('22:00', '22:00'), at, zone)).toBe(false);
    expect(isQuiet(hours('22:00', '07:00'), at, zone)).toBe(true);
  });
});
