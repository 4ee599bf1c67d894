import { expect, it } from 'vitest';
import { openSessions } from '../../main/server/sessions.ts';
import { temporaryHome } from '../helpers/folder.ts';

it('ends a session that nobody used for 30 days, and no other', () => {
  const day = 86_400_000;
  let now = day * 20_000;
  const sessions = openSessions(temporaryHome(), 1, () => now);
  const used = `${'a'.repeat(12)}.${'b'.repeat(43)}`;
  const left = `${'c'.repeat(12)}.${'d'.repeat(43)}`;
  sessions.add(used);
  sessions.add(left);
  for (let days = 0; days < 40; days += 1) {
    expect(sessions.has(used)).toBe(true);
    now += day + 1;
  }
  expect(sessions.has(left)).toBe(false);
  expect(sessions.has(used)).toBe(true);
});

it('forgets no session while the clock is ahead', () => {
  let now = 86_400_000 * 20_000;
  const sessions = openSessions(temporaryHome(), 1, () => now);
  const [one, other] = [`${'a'.repeat(12)}.${'b'.repeat(43)}`, `${'c'.repeat(12)}.${'d'.repeat(43)}`];
  sessions.add(one);
  now += 40 * 86_400_000;
  expect(sessions.has(one)).toBe(false);
  sessions.add(other);
  now -= 40 * 86_400_000;
  expect(sessions.has(one)).toBe(true);
});
