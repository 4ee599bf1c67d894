import type { Page } from 'playwright-core';
import type { ImportReport } from '../../shared/api/backup.ts';
import { worldOf } from '../e2e/worlds.ts';
import { metered, notMetering } from '../helpers/metered.ts';
import { empty } from '../helpers/states.ts';
import {
  customer,
  desktop,
  eventless,
  fewProviders,
  inKeyring,
  many,
  manyProviders,
  withRemoved,
} from './states.ts';
import type { View } from './view.ts';

const page = (name: string, path: string, rest: Partial<View> = {}): View => ({
  name,
  window: 'dashboard',
  path,
  ...rest,
});

const count = (seen: Page) => seen.getByRole('textbox', { name: /^Number of/ });

/** A file that looks like a backup; what it does is `imported`. */
const aBackup = {
  name: 'fuelgauge.json',
  mimeType: 'application/json',
  buffer: Buffer.from('{"kind":"fuelgauge-backup"}'),
};
const question =
  'Batch script runs a program on this computer at each check: “/home/ada/bin/credits --json”.';
const imported: ImportReport = {
  encrypted: false,
  createdAt: '2026-11-20T09:00:00Z',
  items: [
    { what: 'provider', id: 'batch-script', name: 'Batch script', outcome: 'left-out', why: question },
    { what: 'account', id: 'a9', name: 'firecrawl “research”', outcome: 'added', why: null },
    { what: 'account', id: 'a1', name: 'crustdata “production”', outcome: 'same', why: null },
    {
      what: 'account',
      id: 'a2',
      name: 'scraperapi “crawler”',
      outcome: 'left-out',
      why: 'It differs from yours, which stays.',
    },
    { what: 'channel', id: 'c-1', name: 'Team', outcome: 'added', why: null },
    { what: 'rules', id: null, name: 'Alert rules and quiet hours', outcome: 'changed', why: null },
    { what: 'preferences', id: null, name: 'Preferences', outcome: 'same', why: null },
  ],
  questions: [{ id: 'provider:batch-script', text: question }],
  missing: [
    { what: 'credential', account: 'a9', provider: 'firecrawl', label: 'research' },
    { what: 'channel', channel: 'c-1', label: 'Team' },
  ],
  setAside: null,
};

/** What a provider of your own answered, and what its expressions found. */
const trial = {
  name: 'Gateway',
  answer: {
    status: 200,
    text: '{"key":"••••","data":{"credits":{"left":412.5,"limit":500},"resets":1782864000,"plan":"Team"}}',
  },
  values: [
    { field: 'remaining', expression: 'data.credits.left', found: '412.5', wrong: null },
    {
      field: 'used',
      expression: 'data.credits',
      found: null,
      wrong: 'It finds an object. Choose one value of it.',
    },
  ],
  balance: '$412.50 left',
  error: null,
};
const described = (seen: Page) => seen.getByRole('dialog', { name: 'Describe a provider' });
async function describe(seen: Page): Promise<void> {
  await seen.getByRole('button', { name: 'Describe a provider' }).click();
  await described(seen).getByLabel('Name').fill('Gateway');
  await described(seen).getByLabel('Unit').fill('USD');
  await described(seen).getByLabel('Address').fill('https://gateway.example.com/v1/key');
}

export const pageViews: readonly View[] = [
  page('custom', '#/settings', {
    of: customer,
    answers: { listOwnProviders: () => [] },
    steps: describe,
    ready: described,
  }),
  page('custom-tested', '#/settings', {
    of: customer,
    answers: {
      listOwnProviders: () => [],
      tryProvider: () => trial,
    },
    steps: async (seen) => {
      await describe(seen);
      await described(seen).getByLabel('Left').fill('data.credits.left');
      await described(seen).getByLabel('Used').fill('data.credits');
      await described(seen).getByRole('button', { name: 'Test' }).click();
      await described(seen).getByText('It works').scrollIntoViewIfNeeded();
    },
    ready: (seen) => described(seen).getByText('= 412.5'),
  }),
  page('timeline', '#/timeline', { zoomed: true, contrasts: true, held: ['1200-light'] }),
  page('timeline-full', '#/timeline', { of: worldOf(1) }),
  page('timeline-forty', '#/timeline', { of: many(40) }),
  page('timeline-hidden', '#/timeline', {
    steps: async (seen) => {
      for (const kind of await seen.getByRole('group', { name: 'Kinds shown' }).getByRole('button').all())
        await kind.click();
    },
    ready: (seen) => seen.getByText('Everything is hidden.'),
  }),
  page('timeline-subscribe', '#/timeline', {
    of: worldOf(1),
    windowOnly: true,
    answers: { makeToken: () => ({ token: 'fgc_invented-token-of-thirty-two-chars', label: 'calendar' }) },
    steps: async (seen) => {
      await seen.getByRole('button', { name: 'Subscribe…' }).click();
      await seen.getByRole('button', { name: 'Make the address' }).click();
    },
    ready: (seen) => seen.getByText(/^Copy it now/),
  }),
  page('timeline-nothing', '#/timeline', { of: eventless }),
  page('timeline-no-accounts', '#/timeline', { of: empty }),

  page('estimate', '#/estimate', { zoomed: true, held: ['700-dark'] }),
  page('estimate-covered', '#/estimate', {
    steps: async (seen) => {
      await seen.getByRole('combobox').first().selectOption({ label: 'ScraperAPI, crawler' });
      await count(seen).fill('1,000');
    },
    held: ['1200-light'],
  }),
  page('estimate-short', '#/estimate', {
    steps: async (seen) => {
      await seen.getByRole('combobox').first().selectOption({ label: 'Crustdata, production' });
      await count(seen).fill('200,000');
    },
  }),
  page('estimate-money', '#/estimate', {
    steps: (seen) => seen.getByRole('combobox').first().selectOption({ label: 'CapSolver, solver' }),
  }),
  page('estimate-unreadable', '#/estimate', { steps: (seen) => count(seen).fill('lots') }),
  page('estimate-no-accounts', '#/estimate', { of: empty }),

  page('providers', '#/providers', {
    of: customer,
    answers: fewProviders,
    zoomed: true,
    contrasts: true,
    held: ['700-light'],
  }),
  page('providers-many', '#/providers', { of: customer, answers: manyProviders, windowOnly: true }),
  page('providers-found', '#/providers', {
    of: customer,
    answers: manyProviders,
    steps: (seen) => seen.getByRole('searchbox').fill('cloud'),
  }),
  page('providers-none', '#/providers', {
    of: customer,
    answers: manyProviders,
    steps: (seen) => seen.getByRole('searchbox').fill('nobody'),
    ready: (seen) => seen.getByText('No provider matches “nobody”.'),
  }),
  page('provider', '#/providers/voice-1', { of: customer, answers: fewProviders, held: ['1200-dark'] }),
  page('provider-paid', '#/providers/voice-2', { of: customer, answers: manyProviders }),
  page('provider-unknown', '#/providers/nobody', { of: customer, answers: fewProviders }),
  page('hosts', '#/hosts', { zoomed: true, held: ['1200-dark'] }),
  page('hosts-no-accounts', '#/hosts', { of: empty }),
  page('settings', '#/settings', { zoomed: true, held: ['1200-light'] }),
  page('settings-desktop', '#/settings', { of: desktop }),
  page('settings-removed', '#/settings', { of: withRemoved, zoomed: true }),
  page('settings-removed-question', '#/settings', {
    of: withRemoved,
    windowOnly: true,
    steps: (seen) => seen.getByRole('button', { name: /^Remove .*production for good now/ }).click(),
    ready: (seen) => seen.getByRole('alertdialog'),
  }),
  page('settings-meter', '#/settings', { of: metered }),
  page('settings-meter-refused', '#/settings', { of: notMetering }),
  page('settings-keyring', '#/settings', { of: inKeyring }),
  page('settings-passphrase', '#/settings', {
    of: inKeyring,
    steps: (seen) => seen.getByRole('button', { name: 'Change the passphrase' }).click(),
    ready: (seen) => seen.getByRole('dialog'),
  }),
  page('settings-token', '#/settings', {
    of: worldOf(1),
    answers: { makeUsageToken: () => ({ token: 'fg_invented-token-of-thirty-two-chars' }) },
    steps: (seen) => seen.getByRole('button', { name: 'Make a token' }).click(),
    ready: (seen) => seen.getByText(/^Your new token/),
  }),
  page('settings-read-tokens', '#/settings', {
    of: worldOf(1),
    answers: {
      listTokens: () => [
        { label: 'waybar', kind: 'read', end: 'k3Qw', madeAt: 0, lastUsedAt: null },
        { label: 'calendar', kind: 'calendar', end: 'x9aZ', madeAt: 0, lastUsedAt: null },
      ],
      makeToken: () => ({ token: 'fgr_invented-token-of-thirty-two-chars', label: 'grafana' }),
    },
    steps: (seen) => seen.getByRole('button', { name: 'Make a read token' }).click(),
    ready: (seen) => seen.getByText(/^Your new read token/),
  }),
  page('settings-export', '#/settings', {
    steps: async (seen) => {
      await seen.getByRole('button', { name: 'Export…' }).click();
      await seen.getByRole('switch', { name: 'Include my keys' }).click();
    },
    ready: (seen) => seen.getByText('Passphrase of the backup'),
  }),
  page('settings-import', '#/settings', {
    of: worldOf(1),
    answers: { importBackup: () => imported },
    steps: async (seen) => {
      await seen.getByRole('button', { name: 'Import…' }).click();
      await seen.getByLabel(/^Backup, up to/).setInputFiles(aBackup);
    },
    ready: (seen) => seen.getByText('It differs from yours, which stays.'),
  }),
  page('settings-imported', '#/settings', {
    of: worldOf(1),
    answers: { importBackup: () => imported },
    steps: async (seen) => {
      await seen.getByRole('button', { name: 'Import…' }).click();
      await seen.getByLabel(/^Backup, up to/).setInputFiles(aBackup);
      await seen.getByRole('button', { name: 'Import', exact: true }).click();
    },
    ready: (seen) => seen.getByText('What is still missing'),
  }),
  page('not-found', '#/nowhere'),
];
