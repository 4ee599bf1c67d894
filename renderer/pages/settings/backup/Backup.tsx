import { useState } from 'react';
import { Button } from '../../../components/index.ts';
import { ExportHistory } from '../../../dialogs/history/ExportHistory.tsx';
import styles from './Backup.module.css';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';

/** Saving all settings in a file, and reading them from one. */
export function Backup() {
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <p className={styles.text}>
        One file with your accounts, what you entered for them, rules, channels and preferences: to keep, or
        to move to another computer. With your keys it is encrypted.
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => setOpen('export')}>Export…</Button>
        <Button onClick={() => setOpen('import')}>Import…</Button>
        <ExportHistory />
      </div>
      <ExportDialog open={open === 'export'} onClose={close} />
      <ImportDialog open={open === 'import'} onClose={close} />
    </>
  );
}
