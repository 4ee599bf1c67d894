import { useState } from 'react';
import type { Grant } from '../../../shared/model/index.ts';
import { Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import type { AccountDialogProps } from '../account/RenameDialog.tsx';
import { MoneyField, useUsualCurrency } from './MoneyField.tsx';
import { readMoney } from './money.ts';

export interface GrantPriceDialogProps extends AccountDialogProps {
  /** What is it called, and what you entered before. */
  grant: { id: Grant['id']; name: string } | null;
}

/** What you paid for a top-up, package or promotion. */
export function GrantPriceDialog(props: GrantPriceDialogProps) {
  return <GrantPriceForm key={useOpening(props.open)} {...props} />;
}

function GrantPriceForm({ open, onClose, account, grant }: GrantPriceDialogProps) {
  const { grants, grantPrices = [] } = account.entered;
  const paid =
    grants.find(({ id }) => id === grant?.id)?.paid ??
    grantPrices.find((each) => each.grant === grant?.id)?.paid;
  const usual = useUsualCurrency();
  const [amount, setAmount] = useState(paid?.amount ?? '');
  const [currency, setCurrency] = useState(paid?.currency ?? usual);
  const [note, setNote] = useState(paid?.note ?? '');
  const [error, setError] = useState<string | null>(null);
  const command = useCommand();
  const submit = async () => {
    const isEmpty = amount.trim() === '' && paid !== undefined;
    const read = readMoney(amount, currency);
    setError(read.ok || isEmpty ? null : read.error);
    if (grant === null || (!read.ok && !isEmpty)) return;
    const price = read.ok ? { ...read.value, ...(note.trim() !== '' && { note: note.trim() }) } : null;
    const done = await command.run(() =>
      api.priceGrant.mutate({ account: account.id, grant: grant.id, paid: price }),
    );
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="What did it cost?"
      description={grant?.name}
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <MoneyField
          label="Price"
          hint={
            paid === undefined ? 'What you paid for all of it; 0 if it was free.' : 'Empty: forget the price.'
          }
          amount={amount}
          currency={currency}
          onAmount={setAmount}
          onCurrency={setCurrency}
          error={error}
        />
        <Field label="Note" hint="Such as the number of the invoice.">
          <TextInput maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </Field>
      </Stack>
    </FormDialog>
  );
}
