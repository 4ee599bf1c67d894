import type { Page } from 'playwright-core';
import type { TestResult } from '../../shared/api/accounts.ts';
import { advice } from '../../shared/model/index.ts';
import { asEntries, invented } from '../helpers/catalogue.ts';
import { empty } from '../helpers/states.ts';
import { customer } from './states.ts';
import type { Answers, View } from './view.ts';

// Several keys pasted into the dialog that adds accounts.

/** Two whose keys look alike, one with an account number beside its key, and others. */
const providers = invented(8).map((provider) => ({
  ...provider,
  credentialFields: provider.credentialFields.map((field) => ({
    ...field,
    secret: field.id !== 'sid',
    ...(['scraper-1', 'search-1'].includes(provider.id) && { pattern: '^sk-' }),
  })),
}));

const lines = `SOLVER_1_KEY="inv-2d41c07a93e5b86f3f9a"
export DATA_1_KEY=inv-5b0c77d21ea8f4936071c2
VOICE_1_KEY=inv-90ab3317c5d2e86f440b4e
KEY=sk-77b1d04c2f9e6ea81d
SEARCH_1_TOKEN=inv-1f3e5d7c9b0a2468ace0
DATABASE_URL=postgres://ada@db.example/shop
`;

const tests: Readonly<Record<string, TestResult>> = {
  'solver-1': {
    ok: true,
    summary: 'Solver 1 accepts this credential.',
    balance: '$31.20 of $50.00 left',
    scope: 'key',
    sameAs: null,
  },
  'data-1': {
    ok: true,
    summary: 'Data 1 accepts this credential.',
    balance: '812 of 1,000 lookups left',
    scope: 'account',
    sameAs: { account: 'c1', provider: 'Data 1', label: 'production' },
  },
  'voice-1': {
    ok: false,
    error: {
      kind: 'bad-credential',
      message: 'Voice 1 does not accept this key: “Authentication fails”.',
      retryAt: null,
      advice: advice['bad-credential'],
    },
    rejected: true,
    sameAs: null,
  },
};

const answers: Answers = {
  catalogue: () => asEntries(providers),
  sameKey: () => ({ sameAs: null }),
  testCredential: (input) =>
    tests[Object(input).provider] ?? { ...tests['data-1'], balance: null, sameAs: null },
};

/** As from the clipboard, into what has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Solver 1/ })
    .waitFor();
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ${JSON.stringify(text)});
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }`);
}

const several = (name: string, rest: Partial<View> = {}): View => ({
  name: `dialog-add-several-${name}`,
  window: 'dashboard',
  path: '#/',
  of: customer,
  answers,
  steps: (page) => paste(page, lines),
  ready: (page) => page.getByRole('button', { name: 'Forget the keys' }),
  windowOnly: true,
  ...rest,
});

const test = async (page: Page) => {
  await paste(page, lines);
  await page.getByLabel('Account SID').fill('AC-invented');
  await page.getByRole('button', { name: 'Test 4 keys' }).click();
};

export const addingViews: readonly View[] = [
  several('1-pasted', { zoomed: true }),
  several('2-missing', {
    steps: async (page) => {
      await paste(page, lines);
      await page.getByRole('button', { name: 'Test 4 keys' }).click();
    },
    ready: (page) => page.getByText('Paste the account SID here.'),
  }),
  several('3-tested', {
    held: ['1200-light'],
    contrasts: true,
    steps: test,
    ready: (page) => page.getByText(/^4 tested/),
  }),
  several('4-whose', {
    steps: async (page) => {
      await paste(page, lines);
      await page.getByRole('button', { name: 'another' }).click();
    },
    ready: (page) => page.getByLabel('Its provider'),
  }),
  several('5-passphrase', { of: empty, steps: test, ready: (page) => page.getByText('Choose a passphrase') }),
  several('6-foreign', {
    steps: (page) => paste(page, 'DATABASE_URL=postgres://ada@db.example/shop\nSESSION_NAME=shop-front'),
  }),
];
