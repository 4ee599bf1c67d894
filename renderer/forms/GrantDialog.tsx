import { useState } from 'react';
import { formatCount, formatQuantity, unitWord } from '../../shared/format.ts';
import type { ProviderInfo } from '../../shared/model/index.ts';
import { dayMonthsLater, dayOf, dayStart, longDay } from '../../shared/time/index.ts';
import { AmountInput, Field, TextInput } from '../components/Field.tsx';
import { Select } from '../components/Select.tsx';
import { useToasts } from '../components/Toasts.tsx';
import { api, useWritingContext } from '../state/index.ts';
import { FormDialog, useOpening } from './FormDialog.tsx';
import forms from './forms.module.css';
import { dayText, parseField, positiveAmountText } from './parse.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';
import { useCommand } from './useCommand.ts';

export interface GrantDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

const kinds = {
  topup: { label: 'Top-up', words: 'Top-up' },
  package: { label: 'Package', words: 'Package' },
  promotion: { label: 'Promotion', words: 'Promotion' },
} as const;
type Kind = keyof typeof kinds;
const kindNames: Kind[] = ['topup', 'package', 'promotion'];

type Expiry = 'usual' | 'day' | 'never';

/** Enters a top-up, package or promotion that the endpoint does not tell. */
export function GrantDialog(props: GrantDialogProps) {
  return <GrantForm key={useOpening(props.open)} {...props} />;
}

function GrantForm({ open, onClose, account, provider }: GrantDialogProps) {
  const context = useWritingContext();
  const { now } = context;
  const lifetime = provider.topupLifetimeMonths;
  const [amountInput, setAmount] = useState('');
  const [kind, setKind] = useState<Kind>('topup');
  const [bought, setBought] = useState(dayOf(now));
  const [expiry, setExpiry] = useState<Expiry>(lifetime === null ? 'never' : 'usual');
  const [expiryDay, setExpiryDay] = useState('');
  const [errors, setErrors] = useState<Record<'amount' | 'bought' | 'expiry', string | null>>({
    amount: null,
    bought: null,
    expiry: null,
  });
  const command = useCommand();
  const { push } = useToasts();

  const boughtDay = parseField(dayText, bought);
  const usualDay =
    lifetime === null || boughtDay.value === null ? null : dayMonthsLater(boughtDay.value, lifetime);

  const submit = async () => {
    const amount = parseField(positiveAmountText, amountInput);
    const last = expiry === 'day' ? parseField(dayText, expiryDay) : null;
    const early =
      last?.value != null && boughtDay.value !== null && last.value <= boughtDay.value
        ? 'The expiry must be after the day of purchase.'
        : null;
    const future =
      boughtDay.value !== null && dayStart(boughtDay.value) > now ? 'This day has not come yet.' : null;
    const found = {
      amount: amount.error,
      bought: boughtDay.error ?? future,
      expiry: last?.error ?? early,
    };
    setErrors(found);
    if (amount.error !== null || boughtDay.error !== null || future !== null || found.expiry !== null) return;
    const expiresAt = expiry === 'never' ? null : last?.value != null ? dayStart(last.value) : undefined;
    const done = await command.run(() =>
      api.addGrant.mutate({
        account: account.id,
        amount: amount.value,
        kind,
        grantedAt: dayStart(boughtDay.value),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      }),
    );
    if (done === null) return;
    push({ text: `${kinds[kind].words} of ${formatQuantity(amount.value, provider.unit, context)} added.` });
    onClose();
  };

  const unit = provider.unit.kind === 'money' ? provider.unit.code : unitWord(provider.unit, 2);
  const expiryOptions: { value: Expiry; label: string }[] = [
    ...(lifetime === null
      ? []
      : [{ value: 'usual' as const, label: `${formatCount(lifetime, 'month')} after purchase` }]),
    { value: 'day', label: 'On a day' },
    { value: 'never', label: 'Never' },
  ];
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Add a top-up"
      description="What you bought or were given beside the plan."
      submitLabel="Add"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <div className={forms.stack}>
        <div className={forms.pair}>
          <Field label={`Amount, in ${unit}`} error={errors.amount}>
            <AmountInput
              placeholder="1,200"
              value={amountInput}
              onChange={(event) => setAmount(event.currentTarget.value)}
            />
          </Field>
          <Select
            label="Kind"
            value={kind}
            onChange={(value) => setKind(kindNames.find((name) => name === value) ?? 'topup')}
            options={kindNames.map((value) => ({ value, label: kinds[value].label }))}
          />
        </div>
        <Field label="Bought on" error={errors.bought}>
          <TextInput
            type="date"
            max={dayOf(now)}
            value={bought}
            onChange={(event) => setBought(event.currentTarget.value)}
          />
        </Field>
        <Select
          label="Lapses"
          value={expiry}
          onChange={(value) =>
            setExpiry(expiryOptions.find((option) => option.value === value)?.value ?? 'never')
          }
          options={expiryOptions}
          hint={
            expiry === 'usual' && usualDay !== null && lifetime !== null
              ? `${provider.name} lets top-ups lapse after ${formatCount(lifetime, 'month')}: on ${longDay(dayStart(usualDay), context)}.`
              : undefined
          }
        />
        {expiry === 'day' && (
          <Field label="Lapses on" error={errors.expiry}>
            <TextInput
              type="date"
              value={expiryDay}
              onChange={(event) => setExpiryDay(event.currentTarget.value)}
            />
          </Field>
        )}
      </div>
    </FormDialog>
  );
}
