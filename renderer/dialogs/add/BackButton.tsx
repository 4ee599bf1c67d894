import { Button } from '../../components/controls/Button.tsx';
import styles from './BackButton.module.css';

/** Back to the list of providers; left of the dialog's other buttons. */
export function BackButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="quiet" className={styles.back} onClick={onClick}>
      Another provider
    </Button>
  );
}
