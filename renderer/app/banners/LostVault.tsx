import { lazy, useState } from 'react';
import { Button, Notice } from '../../components/index.ts';
import { OnceOpened } from '../OnceOpened.tsx';

const StartOver = lazy(async () => ({ default: (await import('./StartOver.tsx')).StartOver }));

/** The file with the keys is gone. You can bring it back, or begin with an empty one. */
export function LostVault({ why }: { why: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Notice
      tone="critical"
      title="Your keys are missing."
      action={<Button onClick={() => setOpen(true)}>Start a new vault</Button>}
    >
      {why} Until then nothing is polled; you see the last readings.
      <OnceOpened open={open}>
        {(shown) => <StartOver open={shown} onClose={() => setOpen(false)} />}
      </OnceOpened>
    </Notice>
  );
}
