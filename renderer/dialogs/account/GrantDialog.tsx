import { useState } from 'react';
import { formatCount, formatQuantity, unitWord } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { dayMonthsLater, dayOf, dayStart, expiry, onEventInFull } from '../../../shared/time/index.ts';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { AmountField, Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { dayText, parseField } from '../../components/form/parse.ts';
import { Select } from '../../components/form/Select.tsx';
import { Pair, Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, useWritingContext } from '../../state/index.ts';
import { MoneyField, useUsualCurrency } from '../price/MoneyField.tsx';
import { type Expiry, type GrantDraft, grantKinds, grantNames, noErrors, readGrant } from './grant.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';

export interface GrantDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Enters a top-up, package or promotion that the endpoint does not report. */
export function GrantDialog(props: GrantDialogProps) {
  return <GrantForm key={useOpening(props.open)} {...props} />;
}

function GrantForm({ open, onClose, account, provider }: GrantDialogProps) {
  const context = useWritingContext();
  const { now } = context;
  const usual = useUsualCurrency();
  const lifetime = provider.topupLifetimeMonths;
  const [draft, setDraft] = useState<GrantDraft>({
    amount: '',
    kind: 'topup',
    bought: dayOf(now),
    expiry: lifetime === null ? 'never' : 'usual',
    expiryDay: '',
    price: '',
    currency: usual,
  });
  const [errors, setErrors] = useState(noErrors);
  const command = useCommand();
  const { push } = useToasts();
  const change = (patch: Partial<GrantDraft>) => setDraft({ ...draft, ...patch });

  const submit = async () => {
    const read = readGrant(draft, now);
    setErrors(read.errors);
    const { grant } = read;
    if (grant === null) return;
    const done = await command.run(() => api.addGrant.mutate({ account: account.id, ...grant }));
    if (done === null) return;
    push({
      text: `${grantNames[grant.kind]} of ${formatQuantity(grant.amount, provider.unit, { ...context, round: 'exact' })} added.`,
    });
    onClose();
  };

  const unit = provider.unit.kind === 'money' ? provider.unit.code : unitWord(provider.unit, 2);
  const bought = parseField(dayText, draft.bought).value;
  const usualDay = lifetime === null || bought === null ? null : dayMonthsLater(bought, lifetime);
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
      title="Add top-up"
      description="Credits you bought or received on top of your plan."
      submitLabel="Add"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <Pair>
          <AmountField
            label={`Amount, in ${unit}`}
            error={errors.amount}
            unit={provider.unit}
            placeholder="1,200"
            value={draft.amount}
            onChange={(amount) => change({ amount })}
          />
          <Select
            label="Kind"
            value={draft.kind}
            onChange={(value) => change({ kind: grantKinds.find((kind) => kind === value) ?? 'topup' })}
            options={grantKinds.map((value) => ({ value, label: grantNames[value] }))}
          />
        </Pair>
        <Field label="Bought on" error={errors.bought}>
          <TextInput
            type="date"
            max={dayOf(now)}
            value={draft.bought}
            onChange={(event) => change({ bought: event.currentTarget.value })}
          />
        </Field>
        <MoneyField
          label="Price"
          hint="What you paid for all of it. Empty: unknown."
          amount={draft.price}
          currency={draft.currency}
          onAmount={(price) => change({ price })}
          onCurrency={(currency) => change({ currency })}
          error={errors.price}
        />
        <Select
          label="Expires"
          value={draft.expiry}
          onChange={(value) =>
            change({ expiry: expiryOptions.find((option) => option.value === value)?.value ?? 'never' })
          }
          options={expiryOptions}
          hint={
            draft.expiry === 'usual' && usualDay !== null && lifetime !== null
              ? `At ${provider.name}, top-ups expire after ${formatCount(lifetime, 'month')}: ${onEventInFull(expiry(dayStart(usualDay), 'entered'), context)}.`
              : undefined
          }
        />
        {draft.expiry === 'day' && (
          <Field
            label="Last day of use"
            hint="They expire at the end of that day (UTC)."
            error={errors.expiry}
          >
            <TextInput
              type="date"
              value={draft.expiryDay}
              onChange={(event) => change({ expiryDay: event.currentTarget.value })}
            />
          </Field>
        )}
      </Stack>
    </FormDialog>
  );
}
