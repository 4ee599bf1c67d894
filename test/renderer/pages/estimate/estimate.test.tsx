// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../../renderer/app/App.tsx';
import type { EngineApi } from '../../../../shared/api/engine.ts';
import {
  type AccountState,
  type AppState,
  exactly,
  type Operation,
  ok,
  type RateCard,
} from '../../../../shared/model/index.ts';
import { account, appState, cap, day, grant, monthly, now, pool } from '../../../helpers/states.ts';
import { connect, type TestEngine } from '../../engine.ts';

let engine: TestEngine;
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

// Small rate cards in the shape of those that ship.
const source = { url: 'https://docs.example/prices', readOn: '2026-07' };
const operation = (rest: Pick<Operation, 'id' | 'name' | 'lines'> & Partial<Operation>): Operation => ({
  unit: 'page',
  options: [],
  charged: 'success',
  savings: ['cache'],
  note: null,
  source,
  ...rest,
});
const line = (
  label: string,
  credits: number,
  when: Record<string, string> = {},
  per: string | null = null,
) => ({
  label,
  when,
  per,
  credits: exactly(credits),
});
const choice = (
  id: string,
  label: string,
  choices: [id: string, label: string, advice: string | null][],
) => ({
  kind: 'choice' as const,
  id,
  label,
  choices: choices.map(([choiceId, name, advice]) => ({ id: choiceId, label: name, advice })),
  usual: null,
});
const renderJs = choice('renderJs', 'JavaScript rendering', [
  ['no', 'No', 'Without JavaScript rendering'],
  ['yes', 'Yes', null],
]);
const extraction = choice('extraction', 'Extraction', [
  ['selectors', 'Selectors', 'With selectors instead of a language model'],
  ['llm', 'Language model', null],
]);
const fetchAt = (rendered: number) =>
  operation({
    id: 'fetch',
    name: 'Fetch',
    options: [renderJs],
    lines: [line('Static', 1, { renderJs: 'no' }), line('Rendered', rendered, { renderJs: 'yes' })],
  });
const card = (...operations: Operation[]): RateCard => ({
  unit: { kind: 'credits' },
  generations: [{ id: 'current', label: 'now', plans: [], operations }],
});
const cards: Record<string, RateCard> = {
  scrapio: {
    unit: { kind: 'credits' },
    generations: [
      {
        id: 'new',
        label: 'since July 2026',
        plans: ['starter'],
        operations: [
          fetchAt(5),
          operation({
            id: 'fetch-extract',
            name: 'Fetch and extract',
            options: [extraction],
            lines: [
              line('Selectors', 2, { extraction: 'selectors' }),
              line('Language model', 5, { extraction: 'llm' }),
            ],
          }),
        ],
      },
      { id: 'old', label: 'until July 2026', plans: ['free-daily'], operations: [fetchAt(2)] },
    ],
  },
  crustdata: card(
    operation({ id: 'enrich', name: 'Company enrichment', unit: 'company', lines: [line('Companies', 2)] }),
  ),
  spidra: card(
    operation({
      id: 'scrape',
      name: 'Scrape',
      unit: 'URL',
      options: [{ kind: 'number', id: 'ai', label: 'AI credits per URL', hint: null, usual: null }],
      lines: [line('URLs', 2), line('AI tokens', 1, {}, 'ai')],
    }),
  ),
};
const world = (accounts: AccountState[]): AppState =>
  appState(accounts, { ratedProviders: Object.keys(cards) });

const free = account('a1', 'scrapio', 'prices', {
  pools: [pool(640)],
  caps: [cap({ used: 360 })],
  entered: { plan: 'free-daily', cycleStart: null, refill: null, rollover: null, grants: [] },
});
const starter = account('a2', 'scrapio', 'news', {
  pools: [pool(25_000)],
  entered: { plan: 'starter', cycleStart: null, refill: null, rollover: null, grants: [] },
});

async function open(
  state: AppState,
  rateCard: EngineApi['rateCard'] = async ({ provider }) => ok(cards[provider] ?? null),
): Promise<void> {
  // The page's clock reads the time once and again every ten seconds.
  vi.useFakeTimers({ toFake: ['Date'], now });
  window.scrollTo = () => {};
  window.location.hash = '/estimate';
  engine = connect(state, { rateCard });
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Estimate' });
  await screen.findByLabelText('Job');
}
const sentence = () =>
  screen
    .getAllByRole('status')
    .map((one) => one.textContent)
    .join(' ');
const number = () => screen.getByRole('textbox', { name: /Number of/ });
async function type(text: string) {
  await userEvent.clear(number());
  await userEvent.type(number(), text);
}

describe('the estimate', () => {
  it('answers as one types', async () => {
    await open(world([starter]));
    await type('2,000');
    expect(sentence()).toContain('2,000 pages: 2,000 to 10,000 credits, likely 6,000.');
    expect(sentence()).toContain('The 25,000 credits of “news” cover it.');
    await userEvent.selectOptions(screen.getByLabelText('JavaScript rendering'), 'No');
    expect(sentence()).toContain('2,000 pages: 2,000 credits.');
  });

  it('follows the prices of the account’s plan', async () => {
    await open(world([starter, free]));
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'Scrapio, prices');
    await type('100');
    expect(sentence()).toContain('100 pages: 100 to 200 credits, likely 150.');
    expect(screen.getByText(/until July 2026, read in July 2026/)).toBeDefined();
  });

  it('says what stops it, and how it could be spread', async () => {
    await open(world([free]));
    await userEvent.selectOptions(screen.getByLabelText('JavaScript rendering'), 'Yes');
    await type('320');
    expect(sentence()).not.toContain('stops the job');
    await type('330');
    expect(sentence()).toContain('“prices” has 640 credits, which is 20 credits short.');
    expect(sentence()).toContain('leaves 640 credits');
  });

  it('takes over a cheaper way', async () => {
    await open(world([starter]));
    await userEvent.selectOptions(screen.getByLabelText('Job'), 'Fetch and extract');
    await userEvent.selectOptions(screen.getByLabelText('Extraction'), 'Language model');
    expect(
      screen.getByText(/With selectors instead of a language model, it would cost 3,000 less/),
    ).toBeDefined();
    await userEvent.click(
      screen.getByRole('button', { name: 'Apply: With selectors instead of a language model' }),
    );
    expect(sentence()).toContain('1,000 pages: 2,000 credits.');
    expect(screen.queryByText(/With selectors instead/)).toBeNull();
  });

  it('shows from which grants it is taken, in their order', async () => {
    const grants = [
      grant(240, { id: 'r', granted: 5000 }),
      grant(312.5, { id: 't', kind: 'topup', expiresAt: now + 9 * day }),
      grant(1500, { id: 'p', kind: 'topup', expiresAt: now + 81 * day }),
    ];
    const one = account('a1', 'crustdata', 'production', {
      pools: [pool(2052.5, { grants, cycle: monthly(5000) })],
    });
    await open(world([one]));
    await userEvent.selectOptions(screen.getByLabelText('Job'), 'Company enrichment');
    await type('250');
    const rows = within(screen.getByRole('region', { name: 'Taken from' })).getAllByRole('row');
    expect(rows.slice(1).map((row) => row.textContent)).toEqual([
      'Plan credits240no date',
      'Top-up26030 Nov',
    ]);
  });

  it('names the account to use first', async () => {
    const lasting = account('a1', 'crustdata', 'lasting', { pools: [pool(900)] });
    const lapsing = account('a2', 'crustdata', 'lapsing', {
      pools: [pool(900, { grants: [grant(900, { kind: 'topup', expiresAt: now + 9 * day })] })],
    });
    await open(world([lasting, lapsing]));
    await type('100');
    expect(screen.getByText('900 credits of “lapsing” (top-up) expire on 30 Nov.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Use “lapsing”' }));
    expect(screen.getByLabelText('Account')).toHaveProperty('value', 'account:a2');
    expect(screen.queryByRole('button', { name: /^Use “/ })).toBeNull();
  });

  it('takes a custom price if none is known', async () => {
    const solver = account('a1', 'capsolver', 'solver', {
      pools: [pool(18.4, { unit: { kind: 'money', code: 'USD' } })],
    });
    await open(world([solver]));
    expect(sentence()).toContain('Enter what one call costs at CapSolver to see the answer.');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.type(screen.getByLabelText('Price of one call'), '0.0008');
    expect(sentence()).toContain('1,000 calls: $0.80.');
    expect(sentence()).toContain('The $18.40 of “solver” covers it.');
  });

  it('names the packages that may pay for some of the calls', async () => {
    const solver = account('a1', 'capsolver', 'solver', {
      pools: [
        pool(18.4, { unit: { kind: 'money', code: 'USD' } }),
        pool(3000, { id: 'recaptcha', label: 'reCAPTCHA v2', unit: { kind: 'calls' } }),
      ],
    });
    await open(world([solver]));
    await userEvent.type(screen.getByLabelText('Price of one call'), '0.0008');
    expect(sentence()).toContain(
      'The package “reCAPTCHA v2” (3,000 calls left) may pay for some of these calls.',
    );
  });

  it('tells what the credits cost, by what was paid for them', async () => {
    const paid = { amount: '24', currency: 'USD' };
    const topup = { id: 't', kind: 'topup', amount: 1200, grantedAt: now - day, expiresAt: null } as const;
    const bought = account('a1', 'crustdata', 'production', {
      pools: [pool(1200, { grants: [grant(1200, { id: 't', kind: 'topup', granted: 1200 })] })],
    });
    await open(world([{ ...bought, entered: { ...bought.entered, grants: [topup] } }]));
    await type('100');
    expect(sentence()).toContain('What these credits cost is not known yet');
    cleanup();
    engine.leave();
    await open(world([{ ...bought, entered: { ...bought.entered, grants: [{ ...topup, paid }] } }]));
    await type('100');
    expect(sentence()).toMatch(/That is about \$\d+\.\d\d, by what you paid/);
  });

  it('asks for what is not public', async () => {
    await open(world([account('a1', 'spidra', 'catalogue', { pools: [pool(5000)] })]));
    expect(sentence()).toContain('1,000 URLs: at least 2,000 credits.');
    expect(sentence()).toContain('Not included: AI tokens');
    await userEvent.type(screen.getByLabelText('AI credits per URL'), '1.5');
    expect(sentence()).toContain('1,000 URLs: 3,500 credits.');
  });

  it('says what cannot be read, and waits', async () => {
    await open(world([starter]));
    await type('many');
    expect(screen.getByRole('alert').textContent).toContain('Write digits only');
    expect(sentence()).toContain('Fill in every field to see the answer.');
  });

  it('works without any account, from the prices alone', async () => {
    await open(world([]));
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'Scrapio (no account)');
    expect(await screen.findByText('1,000 pages: 1,000 to 5,000 credits, likely 3,000.')).toBeDefined();
    expect(sentence()).toContain('Add an account to see whether its balance covers it.');
  });

  it('asks for the prices of a provider once, and waits for them', async () => {
    const asked: string[] = [];
    const answer = Promise.withResolvers<RateCard>();
    const two = world([account('a1', 'capsolver', 'solver', { pools: [pool(18)] }), starter]);
    await open(two, async ({ provider }) => {
      asked.push(provider);
      return ok(await answer.promise);
    });
    // Its prices are unknown, so the page does not query them.
    expect(asked).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'Scrapio, news');
    expect(sentence()).toContain('Loading the prices of Scrapio…');
    expect(screen.queryByLabelText('Job')).toBeNull();
    answer.resolve(card(fetchAt(5)));
    expect(await screen.findByText('1,000 pages: 1,000 to 5,000 credits, likely 3,000.')).toBeDefined();
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'CapSolver, solver');
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'Scrapio, news');
    expect(sentence()).toContain('1,000 pages: 1,000 to 5,000 credits');
    expect(asked).toEqual(['scrapio']);
  });

  it('says that prices could not be loaded, takes a custom one, and tries again', async () => {
    let asked = 0;
    await open(world([starter]), async () => {
      asked += 1;
      if (asked === 1) throw new Error('the file is missing');
      return ok(card(fetchAt(5)));
    });
    expect(screen.getByRole('alert').textContent).toContain('The prices of Scrapio could not be loaded');
    expect(sentence()).toContain('Enter what one call costs at Scrapio');
    expect(screen.queryByText(/are not known/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1,000 pages: 1,000 to 5,000 credits, likely 3,000.')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes on with another account if the chosen one was removed', async () => {
    await open(world([starter, free]));
    await userEvent.selectOptions(screen.getByLabelText('Account'), 'Scrapio, prices');
    engine.push(world([starter]));
    expect(await screen.findByText('The 25,000 credits of “news” cover it.')).toBeDefined();
  });
});
