import { Button, Dialog } from '../components/index.ts';
import styles from './Shortcuts.module.css';

const shortcuts: readonly (readonly [keys: string, action: string])[] = [
  ['?', 'Show these shortcuts'],
  ['M', 'Hide or show the amounts'],
  ['R', 'Check all providers now (overview)'],
  ['/', 'Filter the accounts (overview)'],
  ['↑ ↓ Home End', 'Move through the accounts (overview)'],
  ['Enter', 'Open the account'],
  ['← →', 'Read the chart point by point (account, with the chart’s slider)'],
];

/** The keyboard shortcuts, which `?` shows on every page. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keyboard shortcuts"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <dl className={styles.list}>
        {shortcuts.map(([keys, action]) => (
          <div key={keys} className={styles.line}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
