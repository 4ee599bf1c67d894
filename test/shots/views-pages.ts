import type { Page } from 'playwright-core';
import { worldOf } from '../e2e/worlds.ts';
import { empty } from '../helpers/states.ts';
import { customer, desktop, eventless, fewProviders, inKeyring, many, manyProviders } from './states.ts';
import type { View } from './view.ts';

const page = (name: string, path: string, rest: Partial<View> = {}): View => ({
  name,
  window: 'dashboard',
  path,
  ...rest,
});

const count = (seen: Page) => seen.getByRole('textbox', { name: /^Number of/ });

export const pageViews: readonly View[] = [
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
  page('not-found', '#/nowhere'),
];
