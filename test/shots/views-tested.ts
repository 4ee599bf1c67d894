import type { Page } from 'playwright-core';
import type { View } from './view.ts';

/** The form of one key at the demo's Crustdata, with this key in it. */
async function withKey(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Crustdata/ })
    .click();
  await page.getByLabel('API key', { exact: true }).fill(key);
}

const add = (name: string, key: string, told: string, button: string | null): View => ({
  name: `dialog-tested-${name}`,
  window: 'dashboard',
  path: '#/',
  steps: async (page) => {
    await withKey(page, key);
    if (button !== null) await page.getByRole('button', { name: button, exact: true }).click();
  },
  ready: (page) => page.getByText(told),
  windowOnly: true,
});

/** What the provider said of a key before it was kept. */
export const testedViews: readonly View[] = [
  add('rejected', 'an-invented-key-7f3a', 'Not accepted', 'Add'),
  add('same', 'sandbox-crustdata-1', 'This is the key of', 'Add'),
  add('took', 'export CRUSTDATA_API_KEY="an-invented-key-7f3a"', 'Took the value of', null),
];
