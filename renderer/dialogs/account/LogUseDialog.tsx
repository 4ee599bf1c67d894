import { useState } from 'react';
import { beyondPlan } from '../../../shared/beyond-plan.ts';
import { formatQuantity, unitWord } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { Notice } from '../../components/feedback/Notice.tsx';
import { useToasts } from '../../components/feedback/Toasts.tsx';
import { AmountField, Field, TextInput } from '../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { parseField, positiveAmountText } from '../../components/form/parse.ts';
import { Stack } from '../../components/form/Stack.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api, outcome, useWritingContext } from '../../state/index.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';

export interface LogUseDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Logs use by hand, for a provider without an endpoint. */
export function LogUseDialog(props: LogUseDialogProps) {
  return <LogUseForm key={useOpening(props.open)} {...props} />;
}

function LogUseForm({ open, onClose, account, provider }: LogUseDialogProps) {
  const [text, setText] = useState('');
  const [when, setWhen] = useState('');
  const [errors, setErrors] = useState<{ amount: string | null; when: string | null }>({
    amount: null,
    when: null,
  });
  const [doubt, setDoubt] = useState<string | null>(null);
  const [id] = useState(() => crypto.randomUUID());
  const command = useCommand();
  const { push } = useToasts();
  const context = useWritingContext();
  const submit = async () => {
    const amount = parseField(positiveAmountText, text);
    const at = when === '' ? undefined : new Date(when).getTime();
    const whenError =
      at !== undefined && Number.isNaN(at) ? 'Choose a day and time, or leave it empty.' : null;
    setErrors({ amount: amount.error, when: whenError });
    if (amount.error !== null || whenError !== null) return;
    const beyond = beyondPlan(account.pools[0], amount.value, context);
    if (beyond !== null && beyond !== doubt) {
      setDoubt(beyond);
      return;
    }
    // With the id, a second click after a lost answer logs nothing twice.
    const done = await command.run(() =>
      api.logUsage.mutate({
        account: account.id,
        amount: amount.value,
        id,
        ...(at === undefined ? {} : { at }),
      }),
    );
    if (done === null) return;
    push({
      text: `${formatQuantity(amount.value, provider.unit, { ...context, round: 'exact' })} logged for ${account.label}.`,
      undo: async () => {
        const undone = await outcome(api.removeUse.mutate({ account: account.id, id }));
        if (!undone.ok) push({ text: undone.error.message });
      },
    });
    onClose();
  };
  const unit = provider.unit.kind === 'money' ? provider.unit.code : unitWord(provider.unit, 2);
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Log use"
      description={`${provider.name} has no balance endpoint, so Fuelgauge counts what you log.`}
      submitLabel={doubt === null ? 'Log use' : 'Log it anyway'}
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Stack>
        <AmountField
          label={`Used, in ${unit}`}
          error={errors.amount}
          unit={provider.unit}
          value={text}
          onChange={(value) => {
            setText(value);
            setDoubt(null);
          }}
        />
        <Field label="When" hint="Leave it empty for now." error={errors.when}>
          <TextInput
            type="datetime-local"
            value={when}
            onChange={(event) => setWhen(event.currentTarget.value)}
          />
        </Field>
        {doubt !== null && (
          <Notice tone="watch" title="Is that right?">
            {doubt} Log it anyway, or correct the amount.
          </Notice>
        )}
      </Stack>
    </FormDialog>
  );
}
