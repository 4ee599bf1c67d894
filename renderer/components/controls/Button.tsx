import { LoaderCircle } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary` once per page at most. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: ReactNode;
  /** Shows that the command is under way and ignores further presses; focus stays. */
  busy?: boolean;
}

/** A button. With an icon alone it needs an `aria-label`. */
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
