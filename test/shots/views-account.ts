import type { Page } from 'playwright-core';
import { historyInput } from '../../shared/api/history.ts';
import { type AppState, poolStateSchema } from '../../shared/model/index.ts';
import { samples } from '../e2e/pages.ts';
import { worldOf } from '../e2e/worlds.ts';
import { metered } from '../helpers/metered.ts';
import { empty } from '../helpers/states.ts';
import {
  cared,
  customer,
  extremes,
  failures,
  fewProviders,
  manyProviders,
  planned,
} from './states.ts';
import type { Answers, View } from './view.ts';

const aReport = `# A report of Crustdata, by Fuelgauge 0.1.0

GET https://api.crustdata.example/account/credits
authorization: Token (hidden)

200
content-type: application/json
{
  "credits": "text of 7 letters",
  "plan": { "name": "text of 5 letters", "refill": 1 }
}
`;

/** The page of an account of the demo, by its label. */
const pageOf = (label: string) => (demo: AppState) =>
  `#/account/${demo.accounts.find((account) => account.label === label)?.id ?? ''}`;

const chart = (page: Page) => page.locator('canvas');

const account = (name: string, label: string, rest: Partial<View> = {}): View => ({
  name: `account-${name}`,
  window: 'dashboard',
  path: pageOf(label),
  ready: chart,
  ...rest,
});

/** A page of an account of a state of our own, with a history of six weeks for each balance. */
const made = (name: string, of: AppState, id: string, rest: Partial<View> = {}): View => ({
  name: `account-${name}`,
  window: 'dashboard',
  path: `#/account/${id}`,
  of,
  answers: historyOf(of),
  ...rest,
});

function historyOf(state: AppState): Answers {
  return {
    history: (input) => {
      const { account: id, pool: poolId, from, to } = historyInput.parse(input);
      const pool = state.accounts.find((one) => one.id === id)?.pools.find((one) => one.id === poolId);
      const { limit, remaining } = poolStateSchema.parse(pool);
      return samples(Math.max(limit ?? 0, remaining ?? 0)).filter(({ t }) => t >= from && t <= to);
    },
  };
}

const world = worldOf(1);
const hidden = worldOf(1, { maskAmounts: true });

const more = async (page: Page, item: string) => {
  await chart(page).first().waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const openDialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

const dialog = (name: string, item: string, label = 'production', rest: Partial<View> = {}): View => ({
  name: `dialog-${name}`,
  window: 'dashboard',
  path: pageOf(label),
  steps: (page) => more(page, item),
  ready: openDialog,
  windowOnly: true,
  ...rest,
});

const adding = (name: string, provider: string | null, rest: Partial<View> = {}): View => ({
  name: `dialog-add-${name}`,
  window: 'dashboard',
  path: '#/',
  steps: (page) => beginAdding(page, provider),
  ready: openDialog,
  windowOnly: true,
  ...rest,
});

async function beginAdding(page: Page, provider: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  if (provider !== null) await page.getByRole('dialog').getByRole('button', { name: provider }).click();
}

export const accountViews: readonly View[] = [
  account('crustdata', 'production', {
    zoomed: true,
    contrasts: true,
    held: ['1200-light'],
  }),
  account('crustdata-research', 'research'),
  account('scraperapi', 'crawler'),
  account('scraperapi-free', 'side project', { held: ['700-light'] }),
  account('capsolver', 'solver'),
  account('spidra', 'catalogue'),
  account('scrapio', 'prices'),
  account('week', 'crawler', { steps: (page) => page.getByRole('radio', { name: '7 days' }).check() }),
  account('table', 'crawler', {
    steps: (page) => page.getByRole('button', { name: 'Show as table' }).click(),
    ready: (page) => page.getByRole('table', { name: /^Remaining/ }),
  }),
  account('menu', 'production', {
    windowOnly: true,
    steps: async (page) => {
      await chart(page).first().waitFor();
      await page.getByRole('button', { name: 'More actions' }).click();
    },
    ready: (page) => page.getByRole('menu'),
  }),
  made('everything', world, 'w1', { zoomed: true, ready: chart, held: ['1200-dark'] }),
  made('cared', cared, 'm0', { ready: chart }),
  made('meter', metered, 's1', {
    ready: openDialog,
    windowOnly: true,
    steps: (page) => page.getByRole('button', { name: 'Let Fuelgauge count' }).click(),
  }),
  {
    name: 'dialog-reveal',
    window: 'dashboard',
    of: cared,
    path: '#/account/m0',
    steps: (page) => page.getByRole('button', { name: 'Show key' }).click(),
    ready: openDialog,
  },
  made('long', world, 'w2', { ready: chart }),
  made('several-pools', world, 'w3', { ready: chart }),
  made('masked', hidden, 'w1', { ready: chart }),
  made('extremes', extremes, 'x1', { ready: chart }),
  made('rejected', failures, 'e1', { ready: chart, held: ['1200-light'] }),
  made('exhausted', failures, 'e2', { ready: chart }),
  made('unavailable', failures, 'e3', { ready: chart }),
  made('timed-out', failures, 'e4'),
  made('waiting', failures, 'e5'),
  made('stale', failures, 'e6'),
  made('window', planned, 'g1'),
  made('checks-off', planned, 'g2'),
  made('gone', failures, 'nobody', { ready: (page) => page.getByText('This account does not exist') }),

  dialog('rename', 'Name, tags and note'),
  dialog('credential', 'Replace key'),
  dialog('facts', 'Plan and cycle', 'catalogue'),
  dialog('grant', 'Add top-up', 'catalogue', { held: ['700-light'] }),
  dialog('interval', 'Check interval'),
  dialog('remove', 'Remove', 'production', { held: ['700-dark'] }),
  dialog('log-use', '', 'prices', {
    steps: async (page) => {
      await chart(page).first().waitFor();
      await page.getByRole('button', { name: 'Log use' }).click();
    },
  }),
  dialog('report', '', 'production', {
    of: planned,
    path: '#/account/g3',
    answers: { report: () => ({ text: aReport }) },
    steps: async (page) => {
      await page.getByRole('button', { name: 'Report this answer…' }).click();
      await page.getByRole('button', { name: 'Ask once more' }).click();
    },
    ready: (page) => page.getByRole('textbox', { name: 'Report' }),
  }),
  dialog('account-rules', '', 'production', {
    steps: async (page) => {
      await chart(page).first().waitFor();
      await page.getByRole('button', { name: 'Alert rules' }).click();
    },
  }),
  adding('1-provider', null, { of: customer, answers: fewProviders, zoomed: true, held: ['700-light'] }),
  adding('1-many', null, { of: customer, answers: manyProviders }),
  adding('1-whose-key', null, {
    of: customer,
    answers: manyProviders,
    steps: async (page) => {
      await beginAdding(page, null);
      await page.getByRole('searchbox').fill('0123456789abcdef0123456789abcdef');
    },
    ready: (page) => page.getByText('Whose key is it?'),
  }),
  adding('2-paid', 'Voice 2 Needs an API key', { of: customer, answers: manyProviders }),
  adding('2-credential', 'Crustdata', { zoomed: true }),
  adding('2-empty', 'Crustdata', {
    steps: async (page) => {
      await beginAdding(page, 'Crustdata');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    },
  }),
  adding('2-ledger', 'Scrapio'),
  adding('2-passphrase', null, {
    of: empty,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Add account' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Crustdata' }).click();
    },
  }),
];
