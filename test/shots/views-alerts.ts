import { empty } from '../helpers/states.ts';
import { alerting, carried, episodes, fine } from './states.ts';
import type { View } from './view.ts';

const alerts = (name: string, rest: Partial<View> = {}): View => ({
  name: name === '' ? 'alerts' : `alerts-${name}`,
  window: 'dashboard',
  path: '#/alerts',
  ...rest,
});
const past = { 'alerts.history': () => episodes };

export const alertViews: readonly View[] = [
  alerts('', { zoomed: true }),
  alerts('everything', {
    of: alerting,
    answers: past,
    contrasts: true,
    held: ['1200-light'],
    ready: (page) => page.getByText('Removed account'),
  }),
  alerts('snooze', {
    of: alerting,
    answers: past,
    windowOnly: true,
    steps: (page) =>
      page
        .getByRole('button', { name: /^Snooze: / })
        .first()
        .click(),
    ready: (page) => page.getByRole('menu'),
  }),
  alerts('none', { of: fine, ready: (page) => page.getByText('No alerts yet.') }),
  alerts('no-accounts', { of: empty }),
  alerts('settings', { path: '#/alerts/settings', zoomed: true }),
  alerts('settings-channels', { path: '#/alerts/settings', of: carried, held: ['1200-dark'] }),
  alerts('settings-add', {
    path: '#/alerts/settings',
    windowOnly: true,
    steps: (page) => page.getByRole('button', { name: 'Add channel' }).click(),
    ready: (page) => page.getByRole('dialog', { name: 'Add channel' }),
  }),
  alerts('settings-add-email', {
    path: '#/alerts/settings',
    windowOnly: true,
    async steps(page) {
      await page.getByRole('button', { name: 'Add channel' }).click();
      await page.getByLabel('Kind').selectOption('email');
    },
    ready: (page) => page.getByLabel('Mail server'),
  }),
  alerts('settings-add-check', {
    path: '#/alerts/settings',
    windowOnly: true,
    async steps(page) {
      await page.getByRole('button', { name: 'Add channel' }).click();
      await page.getByLabel('Kind').selectOption('healthcheck');
    },
    ready: (page) => page.getByLabel('Ping address'),
  }),
  alerts('settings-add-plain', {
    path: '#/alerts/settings',
    windowOnly: true,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Add channel' }).click();
      await page.getByLabel('Address', { exact: true }).fill('http://alertmanager.lan:9093/hook');
    },
    ready: (page) => page.getByRole('switch', { name: 'Send without encryption' }),
  }),
  alerts('settings-edit', {
    path: '#/alerts/settings',
    of: carried,
    windowOnly: true,
    steps: (page) => page.getByRole('button', { name: 'Edit Team channel' }).click(),
    ready: (page) => page.getByRole('dialog'),
  }),
  alerts('settings-preview', {
    path: '#/alerts/settings',
    steps: (page) => page.getByRole('button', { name: 'Run preview' }).click(),
    ready: (page) => page.getByText(/alerts? in (the last )?30 days/),
  }),
];
