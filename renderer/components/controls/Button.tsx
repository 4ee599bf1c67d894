import { LoaderCircle } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary` at most once on a page. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: ReactNode;
  /** Shows progress and ignores presses; the button keeps the focus. */
  busy?: boolean;
}

/** A button. Without text it needs an `aria-label`. */
export function Button({
  variant = 'secondary',
  icon,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const iconOnly = children === undefined || children === null;
  return (
    <button
      {...rest}
      type={type}
      className={[styles.button, styles[variant], iconOnly && styles.iconOnly, className]
        .filter(Boolean)
        .join(' ')}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <LoaderCircle className={styles.spin} size={15} aria-hidden="true" /> : icon}
      {children}
    </button>
  );
}
