import { useState } from 'react';
import { formatQuantity } from '../../shared/format.ts';
import type { ProviderInfo } from '../../shared/model/index.ts';
import { intervalWords } from '../account/words.ts';
import { Select } from '../components/Select.tsx';
import { api } from '../state/index.ts';
import { FormDialog, useOpening } from './FormDialog.tsx';
import type { AccountDialogProps } from './RenameDialog.tsx';
import { useCommand } from './useCommand.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const shortestChoice = 15 * second;
const choices = [
  shortestChoice,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  6 * hour,
  24 * hour,
];

export interface IntervalDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Chooses how often the provider is asked. */
export function IntervalDialog(props: IntervalDialogProps) {
  return <IntervalForm key={useOpening(props.open)} {...props} />;
}

function IntervalForm({ open, onClose, account, provider }: IntervalDialogProps) {
  const { usualMs, shortestMs } = provider.refresh;
  const [value, setValue] = useState(account.intervalMs === usualMs ? 'usual' : String(account.intervalMs));
  const command = useCommand();
  const offered = [...new Set([...choices, account.intervalMs])]
    .filter((ms) => ms >= shortestMs && ms !== usualMs)
    .sort((a, b) => a - b);
  const submit = async () => {
    const intervalMs = value === 'usual' ? null : Number(value);
    const done = await command.run(() => api.editAccount.mutate({ account: account.id, intervalMs }));
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="How often to ask"
      description={
        provider.checkCost === 0
          ? `Asking ${provider.name} for the balance is free.`
          : `Each check costs ${formatQuantity(provider.checkCost, provider.unit)} at ${provider.name}.`
      }
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Select
        label="Ask every"
        value={value}
        onChange={setValue}
        options={[
          { value: 'usual', label: `${intervalWords(usualMs)} (usual)` },
          ...offered.map((ms) => ({ value: String(ms), label: intervalWords(ms) })),
        ]}
        hint={
          shortestMs >= shortestChoice
            ? `More often than every ${intervalWords(shortestMs)} tells nothing new at ${provider.name}.`
            : undefined
        }
      />
    </FormDialog>
  );
}
