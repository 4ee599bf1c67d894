import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout, plain } from '../../main/cli/text/table.ts';
import { calendarText } from '../../shared/calendar.ts';
import { csvLine } from '../../shared/csv.ts';
import { escapedInJson, hasHidden, plainLines, plainText } from '../../shared/plain-text.ts';
import { timelineOf } from '../../shared/timeline/index.ts';
import { trayMenu } from '../../shared/tray/menu.ts';
import { calendarEvents } from '../helpers/calendar.ts';
import { account, appState, grant, now, pool, providers } from '../helpers/states.ts';

/** Nothing of these may reach a terminal, a menu, a calendar or a message. */
const seen =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/u;

const hostile = [
  '\u001b[31mred\u001b[0m',
  '\u009b2J',
  '\u001b]8;;http://evil.example\u0007link',
  'pro\u202Ecod.exe',
  '\u2066isolated\u2069',
  '\u061Cmark\u200E\u200F',
  'zero\u200Bwidth\u2060\uFEFF',
  'a\u200Db\u200Cc',
  'line\r\nbreak\u2028and\u2029more\u0085',
  'lone \uD800 surrogate \uDC00',
  'tag\u{E0001}\u{E0041}s',
  'NUL\u0000 and \u007f',
  'soft\u00ADhyphen',
];
const all = hostile.join(' ');

describe('text from outside', () => {
  it.each(hostile)('is one plain line: %j', (text) => {
    expect(plainText(text)).not.toMatch(seen);
    for (const line of plainLines(text).split('\n')) expect(line).not.toMatch(seen);
    expect(hasHidden(text)).toBe(true);
  });

  it.each([
    'production',
    'café',
    '日本語',
    'مرحبا',
    'می‌خواهم',
    'क्‍ष',
    '👩‍💻 dev',
    '🏳️‍🌈',
    '<b>&amp;',
    '=1+1',
    'e\u0301',
  ])('stays as it is when nothing in it is hidden: %s', (text) => {
    expect(plainText(text)).toBe(text);
    expect(hasHidden(text)).toBe(false);
  });

  it('is clean whatever it was, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(text)).not.toMatch(seen);
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });

  it('is plain in the terminal, the tray, the calendar and the log', () => {
    const one = account('a1', 'crustdata', all, {
      pools: [pool(240, { grants: [grant(240, { kind: 'topup', expiresAt: now + 864e5 * 9 })] })],
    });
    expect(layout([{ cells: [plain(all), 'x'] }])).not.toMatch(seen);
    for (const item of trayMenu(appState([one]), 'UTC'))
      if ('label' in item) expect(item.label).not.toMatch(seen);
    for (const { SUMMARY, DESCRIPTION } of calendarEvents(
      calendarText(timelineOf([one], providers, { now, zone: 'UTC', mask: false }), { now, zone: 'UTC' }),
    )) {
      expect(SUMMARY).not.toMatch(seen);
      expect((DESCRIPTION ?? '').replaceAll('\n', '')).not.toMatch(seen);
    }
    const line = JSON.stringify({ label: all.toWellFormed() });
    expect(JSON.parse(escapedInJson(line))).toEqual(JSON.parse(line));
    expect(escapedInJson(line)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]|[\u{E0000}-\u{E0FFF}]/u);
  });
});

it.each([
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-cmd|x', "'-cmd|x"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'=1"],
  ['\r=1', "'=1"],
  ['-39', '-39'],
  ['a,b', '"a,b"'],
  ['=a,"b"', '"\'=a,""b"""'],
  ['pro\u202Ed', 'prod'],
])('a spreadsheet does not run %j', (field, written) => {
  expect(csvLine([field])).toBe(written);
});

it('a number in CSV stays a number', () => {
  expect(csvLine([-39, 0.5])).toBe('-39,0.5');
});
