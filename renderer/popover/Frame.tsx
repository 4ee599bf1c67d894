import { type ReactNode, type RefObject, useRef } from 'react';
import styles from './Frame.module.css';
import { isWindow, useHeight } from './shell.ts';

/** On the desktop the window itself, in a browser the ground of a card. */
export function Window({ children }: { children: ReactNode }) {
  return <div className={isWindow() ? styles.window : styles.page}>{children}</div>;
}

/** A frame that tells no height. */
export function StillFrame({ children }: { children: ReactNode }) {
  return <main className={styles.frame}>{children}</main>;
}

/** Head and foot stay, what is between them scrolls. */
export function Frame({
  scroller,
  isHeld = false,
  head,
  foot,
  children,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  /** The window does not shrink: the filter would move away while one types in it. */
  isHeld?: boolean;
  head?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}) {
  const frame = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useHeight(frame, content, isHeld);
  return (
    <main ref={frame} className={styles.frame}>
      {head}
      <div ref={scroller} className={styles.scroller}>
        <div ref={content}>{children}</div>
      </div>
      {foot}
    </main>
  );
}
