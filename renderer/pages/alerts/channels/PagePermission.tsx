import { BellRing } from 'lucide-react';
import { Button } from '../../../components/index.ts';
import { askPermission, usePermission } from '../../../state/permission.ts';
import styles from './PagePermission.module.css';

/** Whether the browser allows notifications from this page, and a button to ask for it. */
export function PagePermission() {
  const permission = usePermission();
  return (
    <div className={styles.permission}>
      <p role="status" className={permission === 'denied' ? styles.critical : undefined}>
        {sentences[permission]}
      </p>
      {permission === 'default' && (
        <Button icon={<BellRing aria-hidden="true" />} onClick={() => void askPermission()}>
          Allow notifications
        </Button>
      )}
    </div>
  );
}

const sentences = {
  granted: 'This browser allows notifications. If several tabs are open, one shows them.',
  default: 'Your browser has to allow notifications first.',
  denied:
    'This browser blocks notifications from this page. Allow them in the site settings, next to the address.',
  unsupported: 'This browser does not support notifications. Use another channel.',
};
