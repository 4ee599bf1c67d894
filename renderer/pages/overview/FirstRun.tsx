import { KeyRound, Play } from 'lucide-react';
import { useState } from 'react';
import { Button, useToasts } from '../../components/index.ts';
import { useAdding } from '../../dialogs/add/adding.ts';
import { api } from '../../state/index.ts';
import styles from './FirstRun.module.css';

/** The first screen: what this is, and two ways to start. */
export function FirstRun() {
  const add = useAdding();
  const toasts = useToasts();
  const [starting, setStarting] = useState(false);
  const demo = async () => {
    setStarting(true);
    try {
      await api.startDemo.mutate();
    } catch {
      toasts.push({ text: 'Could not start the demo: Fuelgauge is not responding.' });
    }
    setStarting(false);
  };
  return (
    <div className={styles.page}>
      <title>Fuelgauge</title>
      <h1 className={styles.heading}>Know what is left before it runs out.</h1>
      <p className={styles.text}>
        Fuelgauge checks your balance at each API provider, for free, and shows which one runs out or expires
        first. Your keys stay encrypted on this computer. Each goes only to its own provider.
      </p>
      <div className={styles.ways}>
        <section className={styles.way}>
          <h2>With your own account</h2>
          <p>Paste an API key. You can test it before you save it.</p>
          <Button variant="primary" icon={<KeyRound aria-hidden="true" />} onClick={() => add()}>
            Add account
          </Button>
        </section>
        <section className={styles.way}>
          <h2>Just looking</h2>
          <p>Invented accounts on this computer. Fuelgauge contacts no provider.</p>
          <Button icon={<Play aria-hidden="true" />} busy={starting} onClick={() => void demo()}>
            Look around with demo data
          </Button>
        </section>
      </div>
    </div>
  );
}
