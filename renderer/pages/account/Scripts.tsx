import { useState } from 'react';
import { isMetered } from '../../../shared/metering/words.ts';
import type { AccountState, ProviderInfo } from '../../../shared/model/index.ts';
import { Button } from '../../components/controls/Button.tsx';
import { Dialog } from '../../components/feedback/Dialog.tsx';
import { LoggingHelp } from '../../dialogs/account/LoggingHelp.tsx';
import { MeterPanel } from '../../dialogs/meter/MeterPanel.tsx';
import { Quiet } from './Quiet.tsx';
import styles from './Scripts.module.css';
import { Section } from './Section.tsx';

/** How to log use without doing it by hand, for an account whose provider has no endpoint. */
export function Scripts({ account, provider }: { account: AccountState; provider: ProviderInfo }) {
  const [open, setOpen] = useState<'script' | 'meter' | null>(null);
  const close = () => setOpen(null);
  const canMeter = isMetered(provider);
  return (
    <Section title="Logging">
      <Quiet>
        {canMeter
          ? 'Fuelgauge can count what each response used, or your scripts log it.'
          : 'Your scripts can log what each response used.'}
      </Quiet>
      <div className={styles.scripts}>
        {canMeter && <Button onClick={() => setOpen('meter')}>Let Fuelgauge count</Button>}
        <Button onClick={() => setOpen('script')}>Log from a script</Button>
      </div>
      <Dialog open={open === 'script'} onClose={close} title="Log use from a script">
        <LoggingHelp account={account} />
      </Dialog>
      <Dialog open={open === 'meter'} onClose={close} title="Let Fuelgauge count for you">
        <MeterPanel />
      </Dialog>
    </Section>
  );
}
