import { empty, forty, seven } from '../helpers/states.ts';
import {
  compact,
  extremes,
  failures,
  fine,
  locked,
  many,
  masked,
  offline,
  one,
  paused,
  planned,
  refreshing,
  waiting,
} from './states.ts';
import type { View } from './view.ts';

const popover = (name: string, rest: Partial<View>): View => ({
  name: `popover-${name}`,
  window: 'popover',
  ...rest,
});

export const popoverViews: readonly View[] = [
  popover('demo', { contrasts: true, held: ['popover-light', 'popover-dark'] }),
  popover('fine', { of: fine, held: ['popover-light'] }),
  popover('one', { of: one }),
  popover('seven', { of: seven }),
  popover('compact', { of: compact(16) }),
  popover('first-run', { of: empty, held: ['popover-light'] }),
  popover('opening', {
    of: fine,
    stream: 'silent',
    ready: (page) => page.getByText('Opening…'),
  }),
  popover('no-answer', { of: fine, stream: 'broken' }),
  popover('lost', {
    of: fine,
    stream: 'lost',
    ready: (page) => page.getByText(/^Fuelgauge is not responding/),
  }),
  popover('offline', { of: offline, held: ['popover-dark'] }),
  popover('paused', { of: paused }),
  popover('windows', { of: planned }),
  popover('locked', { of: locked, held: ['popover-light'] }),
  popover('errors', { of: failures, contrasts: true, held: ['popover-light', 'popover-dark'] }),
  popover('waiting', { of: waiting, held: ['popover-dark'] }),
  popover('refreshing', {
    of: refreshing,
    answers: { refresh: () => new Promise(() => {}) },
    steps: (page) => page.keyboard.press('r'),
    ready: (page) => page.getByText('Checking…'),
  }),
  popover('forty', { of: forty }),
  popover('five-hundred', { of: many(500) }),
  popover('extremes', { of: extremes, held: ['popover-light'] }),
  popover('masked', { of: masked, held: ['popover-light'] }),
  popover('focus', {
    steps: async (page) => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
    },
    ready: (page) => page.locator(':focus-visible'),
  }),
  popover('filtered', {
    steps: (page) => page.keyboard.type('capsolver'),
    ready: (page) => page.getByRole('searchbox'),
  }),
  popover('nothing-found', {
    steps: (page) => page.keyboard.type('nobody'),
    ready: (page) => page.getByText('No match for “nobody”'),
  }),
];
