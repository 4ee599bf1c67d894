import { hiddenWords } from '../../../shared/standing/index.ts';
import { Button } from '../../components/index.ts';
import { useAccounts } from '../../state/index.ts';
import styles from './Hidden.module.css';
import { changeView, useView } from './table/view.ts';

/** How many accounts are hidden, and the way to see them. */
export function Hidden() {
  const words = hiddenWords(useAccounts());
  const { showHidden } = useView();
  if (words === null) return null;
  return (
    <p className={styles.hidden}>
      <span role="status">{showHidden ? `${words}, and shown here` : words}.</span>
      <Button variant="quiet" onClick={() => changeView({ showHidden: !showHidden })}>
        {showHidden ? 'Leave out hidden' : 'Show hidden'}
      </Button>
    </p>
  );
}
