import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../main/cli/doctor/facts.ts';
import { formatBytes, judge } from '../../../main/cli/doctor/judge.ts';
import { hourMs, minuteMs } from '../../../shared/time/index.ts';

const now = Date.UTC(2026, 10, 28);
const fine: Facts = {
  program: { version: '1.0.0', node: '24.21.0', system: 'linux x64', installed: 'npm', path: '~/x/cli.js' },
  folder: {
    path: '~/data',
    exists: true,
    notWritable: null,
    freeBytes: 5e9,
    open: [],
    foreign: [],
    locked: false,
  },
  settings: { kind: 'sound', accounts: 2, leftOut: [] },
  history: { bytes: 1_200_000, check: { kind: 'sound' }, newestAt: now - hourMs },
  vault: {
    stored: 2,
    file: 'passphrase',
    opened: { kind: 'opened', by: 'FUELGAUGE_PASSPHRASE' },
    missing: [],
    unset: [],
  },
  clock: { now, ahead: [200, -300, 900] },
  proxy: { variables: [], wrong: null, certificates: null, unchecked: false },
  desktop: { notifications: null, tray: null },
  running: { serve: { origin: 'http://127.0.0.1:47615', pid: 7, answers: true }, alerts: 7 },
  hosts: [{ host: 'api.example.com', providers: ['Example'], ms: 41.2, failure: null }],
  unknownHosts: [],
};

/** What is not ok, each with its advice. */
const wrong = (changes: Partial<Facts>) =>
  judge({ ...fine, ...changes })
    .filter(({ level }) => level !== 'ok')
    .map(({ about, level, text }) => `${level} ${about}: ${text}`);

it('says of each thing that is fine that it is, without advice', () => {
  expect(judge(fine).map(({ level, text, advice }) => [level, text, advice])).toEqual([
    ['ok', 'Fuelgauge 1.0.0 on Node 24.21.0, linux x64; installed with npm (~/x/cli.js).', null],
    ['ok', '~/data, 5.0 GB free.', null],
    ['ok', '2 accounts.', null],
    ['ok', '1.2 MB, and sound.', null],
    ['ok', '2 keys stored, and FUELGAUGE_PASSPHRASE opens them.', null],
    ['ok', 'Browser mode runs at http://127.0.0.1:47615 (process 7).', null],
    ['ok', 'Notifications can be shown.', null],
    ['ok', 'No proxy is set.', null],
    ['ok', 'This computer’s clock agrees with the providers’.', null],
    ['ok', 'api.example.com answers (41 ms; Example).', null],
  ]);
});

const { folder, history, vault, proxy } = fine;
const cases: [string, Partial<Facts>, RegExp][] = [
  [
    'a folder that cannot be written',
    { folder: { ...folder, notWritable: 'the disk is full' } },
    /^problem data folder: Nothing can be written .* the disk is full/,
  ],
  ['a full disk', { folder: { ...folder, freeBytes: 1e6 } }, /^problem data folder: .* 1\.0 MB free/],
  ['a disk that is filling', { folder: { ...folder, freeBytes: 2e8 } }, /^watch data folder/],
  [
    'files that others can read',
    { folder: { ...folder, open: ['.', 'settings.json'] } },
    /^watch .* the folder itself, settings\.json/,
  ],
  ['files of others', { folder: { ...folder, foreign: ['history.db'] } }, /^problem .* history\.db/],
  ['a lock', { folder: { ...folder, locked: true } }, /^watch .* writing to it right now/],
  ['damaged settings', { settings: { kind: 'damaged' } }, /^problem settings/],
  ['settings of a newer version', { settings: { kind: 'newer' } }, /^problem settings: A newer/],
  [
    'settings with parts left out',
    { settings: { kind: 'sound', accounts: 1, leftOut: ['A grant.'] } },
    /^watch settings: .* A grant\./,
  ],
  [
    'a damaged history',
    { history: history && { ...history, check: { kind: 'damaged' } } },
    /^problem history/,
  ],
  [
    'records of the future',
    { history: history && { ...history, newestAt: Date.UTC(2031, 0, 1) } },
    /^watch history: .* 2031-01-01/,
  ],
  [
    'keys that are gone',
    { vault: vault && { ...vault, file: 'none', opened: null } },
    /^problem keys: The file with 2 keys is gone/,
  ],
  [
    'a wrong passphrase',
    {
      vault: vault && {
        ...vault,
        opened: { kind: 'failed', by: 'FUELGAUGE_PASSPHRASE', reason: 'It is wrong.' },
      },
    },
    /^problem keys: FUELGAUGE_PASSPHRASE does not open/,
  ],
  [
    'a key that is missing',
    { vault: vault && { ...vault, missing: ['hunter/main'] } },
    /^problem keys: The key of hunter\/main/,
  ],
  [
    'a variable that is not set',
    { vault: vault && { ...vault, unset: ['MY_KEY (hunter/main)'] } },
    /^watch keys: Not set here: MY_KEY/,
  ],
  [
    'browser mode that was killed',
    { running: { serve: { origin: 'http://127.0.0.1:1', pid: 7, answers: false }, alerts: null } },
    /^watch running/,
  ],
  ['no tray', { desktop: { notifications: null, tray: 'Install one.' } }, /^watch desktop/],
  ['a proxy that is none', { proxy: { ...proxy, wrong: 'HTTPS_PROXY' } }, /^problem network: HTTPS_PROXY/],
  [
    'certificates that cannot be read',
    { proxy: { ...proxy, certificates: { path: '~/ca.pem', reason: 'it does not exist' } } },
    /^problem network: NODE_EXTRA_CA_CERTS/,
  ],
  [
    'certificates that are not checked',
    { proxy: { ...proxy, unchecked: true } },
    /^problem network: NODE_TLS/,
  ],
  ['a clock that is late', { clock: { now, ahead: [5 * minuteMs] } }, /^watch clock: .* 5 minutes behind/],
  [
    'a clock that is wrong',
    { clock: { now, ahead: [-3 * hourMs, -3 * hourMs, 0] } },
    /^problem clock: .* 3 hours ahead/,
  ],
  [
    'a host that has no name',
    {
      hosts: [
        {
          host: 'api.example.com',
          providers: ['Example'],
          ms: 3,
          failure: { kind: 'dns', message: 'Could not reach it.' },
        },
      ],
    },
    /^problem providers: api\.example\.com/,
  ],
];

describe('says what is wrong, and what to do', () => {
  it.each(cases)('%s', (_, changes, pattern) => {
    expect(wrong(changes)).toEqual([expect.stringMatching(pattern)]);
    for (const { level, advice } of judge({ ...fine, ...changes }))
      if (level !== 'ok') expect(advice).toMatch(/\S.*[.`]\.?$/);
  });

  it('one host with a wrong clock of its own is no sign', () => {
    expect(wrong({ clock: { now, ahead: [0, 10 * hourMs, 300] } })).toEqual([]);
  });
});

it('nothing there yet is fine', () => {
  const empty: Partial<Facts> = {
    folder: { ...folder, exists: false, freeBytes: null },
    settings: { kind: 'none' },
    history: null,
    vault: null,
    running: { serve: null, alerts: null },
    desktop: null,
    clock: { now, ahead: [] },
    hosts: [],
  };
  expect(wrong(empty)).toEqual([]);
});

it.each([
  [12, '12 B'],
  [640_000, '640 kB'],
  [1_249_000, '1.2 MB'],
  [77e9, '77 GB'],
  [5e16, '50000 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
