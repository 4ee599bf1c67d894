import { useId, useState } from 'react';
import type { AccountState } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { LoggingHelp } from '../../dialogs/account/LoggingHelp.tsx';
import styles from './AccountPage.module.css';

/** How scripts log use, for an account whose provider has no endpoint. */
export function Scripts({ account }: { account: AccountState }) {
  const [open, setOpen] = useState(false);
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        Logging
      </h2>
      <p className={styles.quiet}>Your scripts can log the use of each response by themselves.</p>
      <Button className={styles.scripts} onClick={() => setOpen(true)}>
        Log from a script
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Log use from a script">
        <LoggingHelp account={account} />
      </Dialog>
    </section>
  );
}
