import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AccountState } from '../../../shared/model/index.ts';
import { dayOf } from '../../../shared/time/index.ts';
import { saveText } from '../../components/controls/save.ts';
import { Button, type ButtonProps, Menu, useToasts } from '../../components/index.ts';
import { api, outcome, useNow } from '../../state/index.ts';

type Format = 'csv' | 'json';
const types: Record<Format, string> = { csv: 'text/csv', json: 'application/json' };

/** Saves the whole history of an account, or of all, as a file. */
export function ExportHistory({
  account,
  variant = 'secondary',
}: {
  account?: AccountState;
  variant?: NonNullable<ButtonProps['variant']>;
}) {
  const [busy, setBusy] = useState(false);
  const { push } = useToasts();
  const now = useNow();
  const save = async (format: Format) => {
    setBusy(true);
    const of = account === undefined ? {} : { account: account.id };
    const made = await outcome(api.exportHistory.query({ ...of, format }));
    setBusy(false);
    if (!made.ok) return push({ text: made.error.message });
    const name = account === undefined ? 'history' : `history-${account.provider}-${account.id}`;
    saveText(`${made.value.text}\n`, `fuelgauge-${name}-${dayOf(now)}.${format}`, types[format]);
  };
  return (
    <Menu
      trigger={
        <Button variant={variant} busy={busy} icon={<Download aria-hidden="true" size={15} />}>
          Export history
        </Button>
      }
      items={[
        { label: 'As CSV, for a spreadsheet', onSelect: () => void save('csv') },
        { label: 'As JSON', onSelect: () => void save('json') },
      ]}
    />
  );
}
