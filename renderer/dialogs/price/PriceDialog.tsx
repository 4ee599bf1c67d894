import { useState } from 'react';
import { formatQuantity, unitWord } from '../../../shared/format.ts';
import type { Frequency, Plan, PlanPrice, ProviderInfo } from '../../../shared/model/index.ts';
import { formatMoney } from '../../../shared/money/format.ts';
import { dayOf, dayStart, longDay } from '../../../shared/time/index.ts';
import { LinkButton } from '../../components/controls/LinkButton.tsx';
import { AmountField, Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { dayText, optionalAmountText, parseField } from '../../components/form/parse.ts';
import { Select } from '../../components/form/Select.tsx';
import { Pair, Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useWritingContext } from '../../state/index.ts';
import type { AccountDialogProps } from '../account/RenameDialog.tsx';
import { MoneyField, useUsualCurrency } from './MoneyField.tsx';
import { readMoney } from './money.ts';

export interface PriceDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

const cycles: { value: Frequency; label: string }[] = [
  { value: 'daily', label: 'day' },
  { value: 'weekly', label: 'week' },
  { value: 'monthly', label: 'month' },
  { value: 'yearly', label: 'year' },
];

/** What the plan costs, and what use beyond it does. */
export function PriceDialog(props: PriceDialogProps) {
  return <PriceForm key={useOpening(props.open)} {...props} />;
}

interface Draft {
  amount: string;
  currency: string;
  every: Frequency;
  since: string;
  credits: string;
  note: string;
  over: string;
  per: string;
}
type Errors = Partial<Record<'amount' | 'since' | 'credits' | 'over', string | null>>;

function PriceForm({ open, onClose, account, provider }: PriceDialogProps) {
  const context = useWritingContext();
  const usual = useUsualCurrency();
  const today = dayOf(context.now);
  const { prices = [], overage } = account.entered;
  const former = prices.at(-1);
  const cycle = account.pools[0]?.cycle ?? null;
  const [draft, setDraft] = useState<Draft>({
    amount: former?.paid.amount ?? '',
    currency: former?.paid.currency ?? overage?.paid.currency ?? usual,
    every: former?.every ?? cycle?.frequency ?? 'monthly',
    since: former === undefined ? firstDay(account.entered.cycleStart, today) : today,
    credits: '',
    note: former?.paid.note ?? '',
    over: overage?.paid.amount ?? '',
    per: overage === undefined ? '1000' : String(overage.per),
  });
  const [errors, setErrors] = useState<Errors>({});
  const command = useCommand();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const unit = account.pools[0]?.unit ?? provider.unit;
  const grant = cycle?.grant ?? null;

  const submit = async () => {
    const read = readPrice(draft, today);
    setErrors(read.errors);
    if (!read.ok) return;
    const done = await command.run(() =>
      api.editAccount.mutate({ account: account.id, price: read.price, overage: read.overage }),
    );
    if (done !== null) onClose();
  };
  const takeAway = async () => {
    const done = await command.run(() =>
      api.editAccount.mutate({ account: account.id, price: null, overage: null }),
    );
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Price of the plan"
      description={
        former === undefined
          ? 'With it, Fuelgauge tells what your use costs.'
          : `${formatMoney(former.paid, context)} a ${cycleWord(former.every)} since ${longDay(dayStart(former.since), context)}. A new price counts from its own day on.`
      }
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <Suggestion
          provider={provider}
          plan={account.entered.plan}
          onUse={({ price, frequency }) =>
            price && change({ amount: price.amount, currency: price.currency, every: frequency })
          }
        />
        <Pair>
          <MoneyField
            label="Price"
            amount={draft.amount}
            currency={draft.currency}
            onAmount={(amount) => change({ amount })}
            onCurrency={(currency) => change({ currency })}
            error={errors.amount ?? null}
          />
          <Select
            label="For each"
            value={draft.every}
            onChange={(value) =>
              change({ every: cycles.find((each) => each.value === value)?.value ?? 'monthly' })
            }
            options={cycles}
          />
        </Pair>
        <Pair>
          <Field label="Since" hint="The cycle that runs on this day is the first." error={errors.since}>
            <TextInput
              type="date"
              max={today}
              value={draft.since}
              onChange={(event) => change({ since: event.currentTarget.value })}
            />
          </Field>
          <AmountField
            label={`It buys, in ${unit.kind === 'money' ? unit.code : unitWord(unit, 2)}`}
            hint={grant === null ? 'Per cycle.' : `Empty: ${formatQuantity(grant, unit, context)} per cycle.`}
            error={errors.credits}
            unit={unit}
            value={draft.credits}
            onChange={(credits) => change({ credits })}
          />
        </Pair>
        <Field label="Note" hint="Such as the number of the invoice.">
          <TextInput
            maxLength={200}
            value={draft.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        </Field>
        <Pair>
          <MoneyField
            label="Beyond the plan"
            hint="Empty: unknown."
            amount={draft.over}
            currency={draft.currency}
            onAmount={(over) => change({ over })}
            onCurrency={(currency) => change({ currency })}
            error={errors.over ?? null}
          />
          <AmountField
            label={`For each … ${unit.kind === 'money' ? unit.code : unitWord(unit, 2)}`}
            unit={unit}
            value={draft.per}
            onChange={(per) => change({ per })}
          />
        </Pair>
        {(former !== undefined || overage !== undefined) && (
          <p>
            <LinkButton onClick={() => void takeAway()}>Forget all prices of this plan</LinkButton>
          </p>
        )}
      </Stack>
    </FormDialog>
  );
}

const cycleWord = (frequency: Frequency): string =>
  cycles.find(({ value }) => value === frequency)?.label ?? 'cycle';

/** The first price usually counts since the plan began, as far as that is known. */
const firstDay = (cycleStart: string | null, today: string): string =>
  cycleStart !== null && cycleStart <= today ? cycleStart : `${today.slice(0, 7)}-01`;

/** The catalogue's price of the chosen plan, with its source. */
function Suggestion({
  provider,
  plan: id,
  onUse,
}: {
  provider: ProviderInfo;
  plan: string | null;
  onUse(plan: Plan): void;
}) {
  const context = useWritingContext();
  const priced = provider.plans.filter(({ price }) => price !== undefined);
  const shown = priced.some((plan) => plan.id === id) ? priced.filter((plan) => plan.id === id) : priced;
  if (shown.length === 0) return null;
  return (
    <ul>
      {shown.map((plan) => (
        <li key={plan.id}>
          {provider.name} lists {plan.name} at{' '}
          {plan.price && formatMoney(plan.price, { ...context, mask: false })} a {cycleWord(plan.frequency)} (
          {plan.source.readOn}).{' '}
          <LinkButton onClick={() => onUse(plan)} aria-label={`Use the price of ${plan.name}`}>
            Use it
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}

type ReadPrice =
  | {
      ok: true;
      price: PlanPrice | undefined;
      overage: { paid: PlanPrice['paid']; per: number } | null;
      errors: Errors;
    }
  | { ok: false; errors: Errors };

/** Reads the form. Without a plan's price, only the overage is taken. */
function readPrice(draft: Draft, today: string): ReadPrice {
  const hasPlan = draft.amount.trim() !== '';
  const hasOver = draft.over.trim() !== '';
  const price = hasPlan ? readMoney(draft.amount, draft.currency) : null;
  const over = hasOver ? readMoney(draft.over, draft.currency) : null;
  const since = parseField(dayText, draft.since);
  const credits = parseField(optionalAmountText, draft.credits);
  const per = parseField(optionalAmountText, draft.per);
  const errors: Errors = {
    amount:
      price !== null && !price.ok
        ? price.error
        : hasPlan || hasOver
          ? null
          : 'Enter a price, such as 49 or 0.50.',
    since: since.error ?? (since.value > today ? 'Choose today or an earlier day.' : null),
    credits: credits.error ?? (credits.value === 0 ? 'Enter an amount above zero, or nothing.' : null),
    over:
      over !== null && !over.ok
        ? over.error
        : per.value === null || per.value === 0
          ? 'Enter for how many.'
          : null,
  };
  if (Object.values(errors).some((error) => error !== null) || since.value === null)
    return { ok: false, errors };
  const note = draft.note.trim();
  const paid = (money: NonNullable<typeof price>) =>
    money.ok ? { ...money.value, ...(note !== '' && { note }) } : null;
  const paidPlan = price && paid(price);
  const paidOver = over && paid(over);
  return {
    ok: true,
    errors,
    price: paidPlan
      ? { since: since.value, every: draft.every, paid: paidPlan, credits: credits.value }
      : undefined,
    overage: paidOver ? { paid: paidOver, per: per.value ?? 1000 } : null,
  };
}
