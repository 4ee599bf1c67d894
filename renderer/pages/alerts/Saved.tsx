import { Check } from 'lucide-react';
import { Button } from '../../components/index.ts';
import type { Saving } from './rules/useRuleEdits.ts';
import styles from './Saved.module.css';

/** Whether a change was saved, announced to screen readers. */
export function Saved({ saving, onRetry }: { saving: Saving | undefined; onRetry: () => void }) {
  return (
    <div className={styles.saved}>
      <p role="status" className={saving?.state === 'failed' ? styles.failed : undefined}>
        {saving?.state === 'saved' && (
          <>
            <Check aria-hidden="true" />
            Saved
          </>
        )}
        {saving?.state === 'failed' && `Not saved: ${saving.message}`}
      </p>
      {saving?.state === 'failed' && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
