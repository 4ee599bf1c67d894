import { useState } from 'react';
import type { BudgetPeriod, BudgetScope, BudgetState } from '../../../../shared/model/index.ts';
import { budgetName } from '../../../../shared/money/budget-alarm.ts';
import { accountTitle } from '../../../../shared/names.ts';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { Pair, Stack } from '../../../components/form/Stack.tsx';
import { useCommand } from '../../../components/form/useCommand.ts';
import { MoneyField, useUsualCurrency } from '../../../dialogs/price/MoneyField.tsx';
import { readMoney } from '../../../dialogs/price/money.ts';
import { api, useAccounts, useProviders } from '../../../state/index.ts';

const periods: { value: BudgetPeriod; label: string }[] = [
  { value: 'day', label: 'a day' },
  { value: 'week', label: 'a week (from Monday)' },
  { value: 'month', label: 'a month' },
  { value: 'year', label: 'a year' },
];

export interface BudgetDialogProps {
  open: boolean;
  onClose: () => void;
  /** Null: a new one. */
  budget: BudgetState | null;
}

/** Makes or changes a budget. */
export function BudgetDialog(props: BudgetDialogProps) {
  return <BudgetForm key={useOpening(props.open)} {...props} />;
}

const keyOf = (scope: BudgetScope): string =>
  scope.kind === 'all' ? 'all' : scope.kind === 'tag' ? `tag ${scope.tag}` : `account ${scope.account}`;

function BudgetForm({ open, onClose, budget }: BudgetDialogProps) {
  const usual = useUsualCurrency();
  const scopes = useScopes(budget);
  const [scope, setScope] = useState(budget === null ? 'all' : keyOf(budget.scope));
  const [amount, setAmount] = useState(budget?.limit.amount ?? '');
  const [currency, setCurrency] = useState(budget?.limit.currency ?? usual);
  const [period, setPeriod] = useState<BudgetPeriod>(budget?.period ?? 'month');
  const [error, setError] = useState<string | null>(null);
  const command = useCommand();
  const submit = async () => {
    const limit = readMoney(amount, currency);
    const isZero = limit.ok && Number(limit.value.amount) === 0;
    setError(limit.ok ? (isZero ? 'Enter an amount above zero.' : null) : limit.error);
    const chosen = scopes.find(({ value }) => value === scope);
    if (!limit.ok || isZero || chosen === undefined) return;
    const input = { scope: chosen.scope, limit: limit.value, period };
    const done = await command.run(() =>
      api.setBudget.mutate(budget === null ? input : { id: budget.id, ...input }),
    );
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={budget === null ? 'New budget' : 'Change budget'}
      description="Days, weeks and months are those of your time zone."
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <Select label="For" value={scope} onChange={setScope} options={scopes} />
        <Pair>
          <MoneyField
            label="Amount"
            amount={amount}
            currency={currency}
            onAmount={setAmount}
            onCurrency={setCurrency}
            error={error}
          />
          <Select
            label="For each"
            value={period}
            onChange={(value) => setPeriod(periods.find((each) => each.value === value)?.value ?? 'month')}
            options={periods}
          />
        </Pair>
      </Stack>
    </FormDialog>
  );
}

/** All that a budget can be for, with what this one is for: its tag or account may be no more. */
function useScopes(budget: BudgetState | null): { value: string; label: string; scope: BudgetScope }[] {
  const accounts = useAccounts();
  const providers = useProviders();
  const tags = new Map(accounts.flatMap((each) => each.tags.map((tag) => [tag.toLowerCase(), tag] as const)));
  const scopes: { label: string; scope: BudgetScope }[] = [
    { label: 'All accounts', scope: { kind: 'all' } },
    ...[...tags.values()].sort().map((tag) => ({
      label: `All with the tag “${tag}”`,
      scope: { kind: 'tag' as const, tag },
    })),
    ...accounts.map(({ id, provider, label }) => ({
      label: accountTitle(providers.find((each) => each.id === provider)?.name ?? provider, label),
      scope: { kind: 'account' as const, account: id },
    })),
  ];
  const all = scopes.map((each) => ({ ...each, value: keyOf(each.scope) }));
  const own = budget?.scope;
  if (own === undefined || all.some(({ value }) => value === keyOf(own))) return all;
  return [...all, { value: keyOf(own), label: budgetName(own, { accounts, providers }), scope: own }];
}
