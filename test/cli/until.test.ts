import { describe, expect, it } from 'vitest';
import { alertsNamed } from '../../main/cli/input/alerts.ts';
import { readSince, readUntil } from '../../main/cli/input/until.ts';
import { shortIds } from '../../main/cli/text/alerts.ts';
import { fitting, layout, wrapped } from '../../main/cli/text/table.ts';
import { forever } from '../../shared/alerts/listed.ts';

const clock = { now: Date.parse('2026-11-28T20:15:00Z'), zone: 'Europe/Berlin' };
const at = (options: Parameters<typeof readUntil>[0]) => {
  const read = readUntil(options, clock);
  return read.ok ? read.value : read.error.message;
};
const iso = (text: string) => Date.parse(text);

describe('until when', () => {
  it.each([
    [{ for: '1h' }, '2026-11-28T21:15:00Z'],
    [{ for: '90 m' }, '2026-11-28T21:45:00Z'],
    [{ for: 'WEEK' }, '2026-12-05T20:15:00Z'],
    [{ for: '2d' }, '2026-11-30T20:15:00Z'],
    // Where you are, not in UTC.
    [{ for: 'tomorrow' }, '2026-11-29T08:00:00Z'],
    [{ until: '2026-12-14' }, '2026-12-13T23:00:00Z'],
    [{ until: '22:00' }, '2026-11-28T21:00:00Z'],
    [{ until: '07:00' }, '2026-11-29T06:00:00Z'],
    [{ until: '2026-12-14T09:00:00+05:30' }, '2026-12-14T03:30:00Z'],
  ])('%j', (options, expected) => expect(at(options)).toBe(iso(expected)));

  it.each([
    [{ for: '1h', until: '22:00' }, 'Use one of --for, --until and --forever at a time.'],
    [{ for: 'soon' }, '‘soon’ is not a span of time. Write 90m, 1h, 2d, 1w or tomorrow.'],
    [{ for: '0h' }, '‘0h’ is not a span of time. Write 90m, 1h, 2d, 1w or tomorrow.'],
    [{ for: '9999w' }, 'That is longer than a year.'],
    [{ until: '2026-11-27' }, 'This time has already passed. Choose a later one.'],
    [{ until: '25:00' }, '‘25:00’ is not a time. Write 2026-12-14, 09:00, or 2026-12-14T09:00:00+01:00.'],
  ])('refuses %j', (options, sentence) => expect(at(options)).toBe(sentence));

  it('knows since when, too', () => {
    expect(readSince('2026-11-20', clock)).toEqual({ ok: true, value: iso('2026-11-19T23:00:00Z') });
    expect(readSince('2026-11-20T09:00:00Z', clock)).toEqual({
      ok: true,
      value: iso('2026-11-20T09:00:00Z'),
    });
    for (const wrong of ['09:00', 'yesterday', '2026-13-01'])
      expect(readSince(wrong, clock)).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });

  it('knows for good, and nothing', () => {
    expect(at({ forever: true })).toBe(forever);
    expect(at({})).toBeUndefined();
  });
});

describe('the names of alerts', () => {
  const accounts = [
    { id: 'a1', provider: 'crustdata', label: 'production' },
    { id: 'a2', provider: 'scrapio', label: 'low' },
    { id: 'a10', provider: 'crustdata', label: 'staging' },
  ];
  const alerts = [
    { episode: 'a1/low/credits/1', account: 'a1', kind: 'low' },
    { episode: 'a1/expires-soon/g1/2', account: 'a1', kind: 'expires-soon' },
    { episode: 'a1/expires-soon/g2/3', account: 'a1', kind: 'expires-soon' },
    { episode: 'a10/low/credits/4', account: 'a10', kind: 'low' },
    { episode: 'a2/exhausted/credits/5', account: 'a2', kind: 'exhausted' },
  ];
  const named = (name: string) => {
    const found = alertsNamed(name, alerts, accounts);
    return found.ok ? found.value.map(({ episode }) => episode.at(-1)).join() : found.error.message;
  };

  it.each([
    ['a1/low', '1'],
    ['a1', '1,2,3'],
    ['a1/expires-soon', '2,3'],
    ['a1/expires-soon/g2', '3'],
    ['a1/low/credits/1', '1'],
    ['production', '1,2,3'],
    ['crustdata/staging', '4'],
    ['Production/low', '1'],
    ['low', '5'],
    ['a1/lo', 'There is no alert ‘a1/lo’. `fuelgauge alerts` lists them.'],
    ['crustdata', '‘crustdata’ could be several accounts: a1, a10. Write the id.'],
    ['production/exhausted', 'There is no such alert of ‘production’ now. `fuelgauge alerts` lists them.'],
  ])('%s', (name, expected) => expect(named(name)).toBe(expected));

  it('are as short as they can be', () => {
    expect([...shortIds(alerts.map(({ episode }) => episode)).values()]).toEqual([
      'a1/low',
      'a1/expires-soon/g1',
      'a1/expires-soon/g2',
      'a10/low',
      'a2/exhausted',
    ]);
  });
});

describe('the width of the terminal', () => {
  const rows = [
    { cells: ['a1', 'A long name of an account', 'x'] },
    { line: 'a sentence of its own, however long' },
    { cells: ['a10', 'Short', 'y'] },
  ];
  it('shortens one column', () => {
    expect(layout(rows, fitting(1, 20))).toBe(
      'a1    A long na…   x\na sentence of its\nown, however long\na10   Short        y',
    );
    expect(layout(rows, fitting(1, Number.POSITIVE_INFINITY))).toContain('A long name of an account   x');
  });
  it('breaks sentences between words', () => {
    expect(wrapped('    50 of 1,000 credits left; the next refill', 28, 4)).toEqual([
      '    50 of 1,000 credits',
      '    left; the next refill',
    ]);
    expect(wrapped('  one line', Number.POSITIVE_INFINITY)).toEqual(['  one line']);
  });
});
