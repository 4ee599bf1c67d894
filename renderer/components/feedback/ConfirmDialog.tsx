import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { Button } from '../controls/Button.tsx';
import styles from './Dialog.module.css';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  /** The caller closes the dialog. */
  onConfirm: () => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  text: ReactNode;
  /** Names the action: "Remove account", not "OK". */
  confirmLabel: string;
  /** A button for what to do before that, at the other end. */
  before?: ReactNode;
  danger?: boolean;
  busy?: boolean;
}

/** Asks before something that cannot be undone. Cancel has the focus. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  text,
  confirmLabel,
  before,
  danger = false,
  busy = false,
}: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={styles.popup} initialFocus={cancel}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Description className={styles.description} render={<div />}>
              {text}
            </Base.Description>
            <footer className={styles.footer}>
              {before && <div className={styles.before}>{before}</div>}
              <Base.Close ref={cancel} render={<Button>Cancel</Button>} />
              <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </footer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
