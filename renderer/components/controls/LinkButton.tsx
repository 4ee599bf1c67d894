import type { ComponentPropsWithRef } from 'react';
import styles from './LinkButton.module.css';

/** A button within a sentence, which looks like a link. */
export function LinkButton({ className, ...rest }: ComponentPropsWithRef<'button'>) {
  return <button {...rest} type="button" className={[styles.link, className].filter(Boolean).join(' ')} />;
}
