import { useState } from 'react';
import type { AccountState } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { LoggingHelp } from '../../dialogs/account/LoggingHelp.tsx';
import { Quiet } from './Quiet.tsx';
import styles from './Scripts.module.css';
import { Section } from './Section.tsx';

/** How to log use from scripts, for an account whose provider has no endpoint. */
export function Scripts({ account }: { account: AccountState }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Logging">
      <Quiet>Your scripts can log what each response used.</Quiet>
      <Button className={styles.scripts} onClick={() => setOpen(true)}>
        Log from a script
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Log use from a script">
        <LoggingHelp account={account} />
      </Dialog>
    </Section>
  );
}
