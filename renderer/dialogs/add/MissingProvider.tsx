import { Button } from '../../components/controls/Button.tsx';
import { useDescribing } from '../custom/describing.ts';
import styles from './MissingProvider.module.css';

/** What to do if your provider is not among those that Fuelgauge knows. */
export function MissingProvider() {
  const describe = useDescribing();
  return (
    <details className={styles.missing}>
      <summary>Mine is not here</summary>
      <p>
        Say yourself what to ask, and where the balance is in the answer. Or ask for it with the “A new
        provider” form among the issues of Fuelgauge’s source.
      </p>
      <Button onClick={describe}>Describe it yourself</Button>
    </details>
  );
}
