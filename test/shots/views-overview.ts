import type { Page } from 'playwright-core';
import { empty, troubled } from '../helpers/states.ts';
import {
  cared,
  compact,
  extremes,
  failures,
  fine,
  keychainLocked,
  keysMissing,
  locked,
  many,
  masked,
  offline,
  one,
  paused,
  planned,
} from './states.ts';
import type { View } from './view.ts';

const overview = (name: string, rest: Partial<View> = {}): View => ({
  name: name === '' ? 'overview' : `overview-${name}`,
  window: 'dashboard',
  path: '#/',
  ...rest,
});

const groupBy = (page: Page, value: string) => page.getByLabel('Group by').selectOption(value);
const filterBy = (page: Page, text: string) =>
  page.getByRole('searchbox', { name: 'Filter the accounts' }).fill(text);

export const overviewViews: readonly View[] = [
  overview('', { zoomed: true, contrasts: true, held: ['1200-light', '700-dark'] }),
  overview('sorted', {
    // Narrow windows have no header to press.
    steps: (page) => page.getByLabel('Sort by').selectOption('left', { force: true }),
  }),
  overview('grouped', { steps: (page) => groupBy(page, 'provider') }),
  overview('tags', { of: many(16), steps: (page) => groupBy(page, 'tag') }),
  overview('filtered', { steps: (page) => filterBy(page, 'scraper') }),
  overview('no-match', {
    steps: (page) => filterBy(page, 'nobody'),
    ready: (page) => page.getByText('No match for “nobody” (tags are searched too)'),
  }),
  overview('focus', {
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Filter the accounts' }).focus();
      await page.keyboard.press('ArrowDown');
    },
  }),
  overview('first-run', { of: empty, zoomed: true, held: ['1200-light'] }),
  overview('compact', { of: compact(16) }),
  overview('care', {
    of: cared,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Show hidden' }).click();
      await page.getByRole('button', { name: 'View' }).click();
      await page.getByRole('menuitem', { name: 'My order' }).click();
    },
  }),
  overview('one', { of: one }),
  overview('fine', { of: fine }),
  overview('forty', { of: many(40) }),
  overview('five-hundred', { of: many(500), windowOnly: true }),
  overview('extremes', { of: extremes, zoomed: true, held: ['700-light'] }),
  overview('masked', { of: masked }),
  overview('errors', { of: failures, contrasts: true, held: ['1200-dark'] }),
  overview('all-wrong', { of: troubled, zoomed: true }),
  overview('locked', { of: locked }),
  overview('locked-keychain', { of: keychainLocked }),
  overview('locked-forgotten', {
    of: locked,
    steps: (seen) => seen.getByRole('button', { name: /^Forgotten/ }).click(),
    ready: (seen) => seen.getByRole('dialog'),
  }),
  overview('keys-missing', { of: keysMissing }),
  overview('offline', { of: offline }),
  overview('paused', { of: paused }),
  overview('windows', { of: planned }),
  overview('lost', {
    of: fine,
    stream: 'lost',
    ready: (page) => page.getByText('Fuelgauge is not responding.'),
  }),
  {
    name: 'connecting',
    window: 'dashboard',
    of: fine,
    stream: 'silent',
    ready: (page) => page.getByText('Opening…'),
  },
  {
    name: 'no-answer',
    window: 'dashboard',
    of: fine,
    stream: 'broken',
    ready: (page) => page.getByText('Fuelgauge is not responding.'),
  },
];
