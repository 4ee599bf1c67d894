// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { badInput, ok } from '../../../../shared/model/index.ts';
import { budget, usd } from '../../../helpers/spend.ts';
import { now } from '../../../helpers/states.ts';
import type { TestEngine } from '../../engine.ts';
import { open, sent, spending } from './world.tsx';

let engine: TestEngine;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  window.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  engine.leave();
  vi.useRealTimers();
});

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const section = async () => within(await screen.findByRole('region', { name: 'Budgets' }));
const dialog = () => within(screen.getByRole('dialog'));
const save = () => userEvent.click(dialog().getByRole('button', { name: 'Save' }));
const chooseIn = (label: string, name: string) =>
  userEvent.selectOptions(dialog().getByRole('combobox', { name: label }), name);
const made = { setBudget: async () => ok(budget()) };

describe('budgets', () => {
  it('say what they are for before there is one', async () => {
    engine = await open();
    expect((await section()).getByText(/warns you at half, at 80 % and when it is used up/)).toBeDefined();
  });

  it('say how far they are used, and what will be', async () => {
    engine = await open(
      spending({
        budgets: [
          budget(),
          budget({
            id: 'budget-00000002',
            period: 'day',
            limit: usd('35'),
            spent: '38.35',
            share: 1.096,
            end: null,
          }),
        ],
      }),
    );
    const [first, second] = (await section()).getAllByRole('listitem');
    expect(first?.textContent).toContain('Everything together');
    expect(first?.textContent).toContain(
      '$129.75 of $200.00 this month, likely $156 to $170 at its end: 64 % used. Use without a price is not in it.',
    );
    expect(second?.textContent).toContain('$38.35 of $35.00 today: used up.');
    expect((await section()).getAllByRole('meter')[1]?.getAttribute('aria-valuetext')).toBe(
      '$38.35 of $35.00 today',
    );
  });

  it('are made for all, for a tag or for an account', async () => {
    engine = await open(spending(), made);
    await section();
    await press('New budget');
    await userEvent.type(dialog().getByLabelText('Amount'), '1,200');
    await chooseIn('For', 'All with the tag “Nordhaus”');
    await chooseIn('For each', 'a week (from Monday)');
    await save();
    expect(sent(engine, 'setBudget')).toEqual([
      { scope: { kind: 'tag', tag: 'Nordhaus' }, limit: usd('1200'), period: 'week' },
    ]);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('are not made of nothing, and say what the engine refuses', async () => {
    engine = await open(spending(), { setBudget: async () => badInput('What this costs is in EUR.') });
    await section();
    await press('New budget');
    await save();
    expect(dialog().getByRole('alert').textContent).toBe('Enter a price, such as 49 or 0.50.');
    await userEvent.type(dialog().getByLabelText('Amount'), '0');
    await save();
    expect(dialog().getByText('Enter an amount above zero.')).toBeDefined();
    expect(sent(engine, 'setBudget')).toEqual([]);
    await userEvent.type(dialog().getByLabelText('Amount'), '.5');
    await save();
    expect(await dialog().findByText('What this costs is in EUR.')).toBeDefined();
  });

  it('are changed as they are, in the currency they have', async () => {
    const euros = budget({ limit: { amount: '80', currency: 'EUR' }, period: 'year' });
    engine = await open(spending({ budgets: [euros] }), made);
    await section();
    await press('Change the budget of Everything together');
    const amount = dialog().getByLabelText('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, '90');
    await save();
    expect(sent(engine, 'setBudget')).toEqual([
      { id: euros.id, scope: { kind: 'all' }, limit: { amount: '90', currency: 'EUR' }, period: 'year' },
    ]);
  });

  it('can be changed although their tag or account is no more', async () => {
    const orphan = budget({ scope: { kind: 'tag', tag: 'Gone' } });
    engine = await open(spending({ budgets: [orphan] }), made);
    await section();
    await press('Change the budget of “Gone”');
    const scope = dialog().getByRole<HTMLSelectElement>('combobox', { name: 'For' });
    expect(scope.selectedOptions[0]?.textContent).toBe('“Gone”');
    await chooseIn('For', 'All accounts');
    await save();
    expect(sent(engine, 'setBudget')).toMatchObject([{ id: orphan.id, scope: { kind: 'all' } }]);
  });

  it('are removed, and come back as the same with what was told of them', async () => {
    const one = budget();
    engine = await open(spending({ budgets: [one] }), made);
    await section();
    await press('Remove the budget of Everything together');
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent(engine, 'removeBudget')).toEqual([{ id: one.id }]);
    expect(sent(engine, 'setBudget')).toEqual([
      { id: one.id, scope: one.scope, limit: one.limit, period: 'month' },
    ]);
  });
});
