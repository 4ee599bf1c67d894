import { describe, expect, it } from 'vitest';
import { readFixture } from './fixtures.ts';

const request = { path: '/left' };
const fixture = (parts: object) => readFixture('acme.json', JSON.stringify({ request, ...parts }));
const bodies = (parts: object) =>
  fixture(parts).answers.map(({ steps }) => steps.map(({ body }) => (body === '' ? '' : JSON.parse(body))));

describe('a fixture', () => {
  const first = { body: { left: { now: 1 }, name: 'a' }, reads: {} };

  it('changes parts of the first answer', () => {
    const changed = { with: { 'left.now': 2 }, without: ['name'], reads: {} };
    expect(bodies({ answers: { first, changed } })).toEqual([[first.body], [{ left: { now: 2 } }]]);
  });
  it('changes parts of the same step of the first answer', () => {
    const answers = {
      first: { steps: [{ body: { a: 1 } }, { body: { b: 1 } }], reads: {} },
      second: { steps: [{ with: {} }, { with: { b: 2 } }], reads: {} },
      refused: { steps: [{ with: { a: 3 } }, { status: 403 }], reads: {} },
    };
    expect(bodies({ answers })).toEqual([
      [{ a: 1 }, { b: 1 }],
      [{ a: 1 }, { b: 2 }],
      [{ a: 3 }, ''],
    ]);
  });
  it('may write an instant with and without milliseconds', () => {
    const of = (renewsAt: string) =>
      fixture({ answers: { first: { ...first, reads: { pools: [{ cycle: { renewsAt } }] } } } }).answers[0];
    for (const written of ['2026-12-01', '2026-12-01T00:00:00Z', '2026-12-01T00:00:00.000Z'])
      expect(of(written)?.reads).toEqual({ pools: [{ cycle: { renewsAt: '2026-12-01T00:00:00.000Z' } }] });
  });

  it.each([
    [
      { with: { 'rest.now': 2 }, reads: {} },
      'acme.json, “second”: there is no “rest.now” to change in the first answer',
    ],
    [{ body: {}, reads: { at: 'soon' } }, 'acme.json, “second”: Invalid time value'],
    [{ body: {}, read: {} }, 'acme.json\n✖ Unrecognized key: "read"'],
  ])('names the file and the answer that is wrong: %#', (second, message) => {
    expect(() => fixture({ answers: { first, second } })).toThrow(message);
  });
});
