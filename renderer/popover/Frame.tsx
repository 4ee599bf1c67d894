import { type ReactNode, type RefObject, useRef } from 'react';
import styles from './Frame.module.css';
import { isWindow, useHeight } from './shell.ts';

/** The window itself in the desktop app; the background of a card in a browser. */
export function Window({ children }: { children: ReactNode }) {
  return <div className={isWindow() ? styles.window : styles.page}>{children}</div>;
}

/** A frame that does not set the window's height. */
export function StillFrame({ children }: { children: ReactNode }) {
  return <main className={styles.frame}>{children}</main>;
}

/** The head and foot stay; the rest scrolls. Sets the window's height. */
export function Frame({
  scroller,
  isHeld = false,
  head,
  foot,
  children,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  /** The window does not shrink, so that the filter stays in place while you type. */
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
