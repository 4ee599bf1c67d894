import { expect, it } from 'vitest';
import { booleanIn, objectPathIn, stringIn } from '../../../shared/desktop/gdbus.ts';

const signal = (properties: string) =>
  `/org/freedesktop/login1/session/_32: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {${properties}}, @as [])`;

it.each([
  [signal("'LockedHint': <true>"), true],
  [signal("'IdleHint': <true>, 'LockedHint': <false>"), false],
  ["'LockedHint': (<true>,)\n", true],
  [signal("'IdleHint': <true>"), null],
  ['/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Lock ()', null],
  ["'LockedHint': ", null],
])('reads a property in %s', (line, value) => {
  expect(booleanIn(line, 'LockedHint')).toBe(value);
});

it('reads the session and its path, and no error', () => {
  expect(stringIn("(<'c2'>,)\n")).toBe('c2');
  expect(stringIn('')).toBeNull();
  expect(objectPathIn("(objectpath '/org/freedesktop/login1/session/_32',)\n")).toBe(
    '/org/freedesktop/login1/session/_32',
  );
  expect(objectPathIn('Error: GDBus.Error:org.freedesktop.login1.NoSuchSession')).toBeNull();
});
