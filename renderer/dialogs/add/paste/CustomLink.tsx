import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import styles from './CustomLink.module.css';

/** Leads from the known providers to an endpoint that you describe yourself; nothing where that cannot be done. */
export function CustomLink({ onCustom }: { onCustom: (() => void) | undefined }) {
  return (
    onCustom && (
      <LinkButton className={styles.custom} onClick={onCustom}>
        Mine is not here: a custom endpoint
      </LinkButton>
    )
  );
}
