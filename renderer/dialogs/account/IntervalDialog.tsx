import { useState } from 'react';
import { formatDuration, formatQuantity } from '../../../shared/format.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { hourMs, minuteMs, secondMs } from '../../../shared/time/index.ts';
import { intervalWords } from '../../components/data/times.ts';
import { FormDialog, useOpening } from '../../components/form/FormDialog.tsx';
import { Select } from '../../components/form/Select.tsx';
import { useCommand } from '../../components/form/useCommand.ts';
import { api } from '../../state/index.ts';
import type { AccountDialogProps } from './RenameDialog.tsx';

const choices = [
  15 * secondMs,
  30 * secondMs,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  6 * hourMs,
  24 * hourMs,
];

export interface IntervalDialogProps extends AccountDialogProps {
  provider: ProviderInfo;
}

/** Chooses how often to poll the provider. */
export function IntervalDialog(props: IntervalDialogProps) {
  return <IntervalForm key={useOpening(props.open)} {...props} />;
}

function IntervalForm({ open, onClose, account, provider }: IntervalDialogProps) {
  const { usualMs, automaticMs } = provider.refresh;
  const [value, setValue] = useState(account.intervalMs === usualMs ? 'usual' : String(account.intervalMs));
  const command = useCommand();
  const offered = [...new Set([...choices, account.intervalMs])]
    .filter((ms) => ms >= automaticMs && ms !== usualMs)
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
      title="Check interval"
      description={
        provider.checkCost === 0
          ? `Checking the balance at ${provider.name} is free.`
          : `Each check costs ${formatQuantity(provider.checkCost, provider.unit)} at ${provider.name}.`
      }
      submitLabel="Save"
      onSubmit={submit}
      busy={command.busy}
      error={command.error}
    >
      <Select
        label="Check every"
        value={value}
        onChange={setValue}
        options={[
          { value: 'usual', label: `${intervalWords(usualMs)} (default)` },
          ...offered.map((ms) => ({ value: String(ms), label: intervalWords(ms) })),
        ]}
        hint={`Checks at ${provider.name} are at least ${formatDuration(automaticMs)} apart.`}
      />
    </FormDialog>
  );
}
