import { useState } from 'react';
import type { UseList } from '../../../../shared/api/uses.ts';
import { formatQuantity, unitWord, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { useToasts } from '../../../components/feedback/Toasts.tsx';
import { AmountInput, Field } from '../../../components/form/Field.tsx';
import { FormDialog, useOpening } from '../../../components/form/FormDialog.tsx';
import { amountText, parseField } from '../../../components/form/parse.ts';
import { useCommand } from '../../../components/form/useCommand.ts';
import { api, outcome } from '../../../state/index.ts';
import { dayWords } from './day-words.ts';

export interface CorrectDayDialogProps {
  open: boolean;
  onClose: () => void;
  onDone: () => void;
  account: AccountState;
  provider: ProviderInfo;
  day: UseList['days'][number] | null;
  context: WritingContext;
}

/** Sets the sum of a day, for example after a refund. */
export function CorrectDayDialog(props: CorrectDayDialogProps) {
  return <CorrectDayForm key={useOpening(props.open)} {...props} />;
}

function CorrectDayForm({ open, onClose, onDone, account, provider, day, context }: CorrectDayDialogProps) {
  const [shown] = useState(day);
  const name = shown === null ? '' : dayWords(shown.day, context.now);
  const [text, setText] = useState(() => String(day?.amount ?? ''));
  const [error, setError] = useState<string | null>(null);
  const command = useCommand();
  const { push } = useToasts();
  const submit = async () => {
    const amount = parseField(amountText, text);
    setError(amount.error);
    if (amount.error !== null || shown === null) return;
    const done = await command.run(() =>
      api.correctDay.mutate({ account: account.id, day: shown.day, amount: amount.value }),
    );
    if (done === null) return;
    const { id } = done;
    push({
      text: `${name}: ${formatQuantity(amount.value, provider.unit, context)}.`,
      ...(id !== null && {
        undo: async () => {
          const undone = await outcome(api.removeUse.mutate({ account: account.id, id }));
          if (!undone.ok) push({ text: undone.error.message });
          onDone();
        },
      }),
    });
    onDone();
    onClose();
  };
  const unit = provider.unit.kind === 'money' ? provider.unit.code : unitWord(provider.unit, 2);
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Correct a day"
      description={`What was really used on ${name} (UTC) in all, for example after a refund.`}
      submitLabel="Correct"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Field label={`Used that day, in ${unit}`} error={error}>
        <AmountInput value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}
