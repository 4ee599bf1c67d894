import { BellRing } from 'lucide-react';
import { Button } from '../../../components/index.ts';
import { askPermission, usePermission } from '../../../state/permission.ts';
import styles from './PagePermission.module.css';

/** What the browser says to notifications of this page, and the question where it was not asked yet. */
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
  granted: 'This browser allows them. Of several open pages, one shows them.',
  default: 'The browser has to allow them first.',
  denied:
    'This browser blocks notifications from this page. Allow them in its settings for this site, beside the address.',
  unsupported: 'This browser has no notifications for pages. Choose another channel.',
};
