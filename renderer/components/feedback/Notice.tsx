import { CircleCheck, CircleX, Hourglass, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '../data/Chip.tsx';
import styles from './Notice.module.css';

const icons = { ok: CircleCheck, watch: TriangleAlert, critical: CircleX, lapse: Hourglass, neutral: Info };

export interface NoticeProps {
  tone: Tone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Not announced to screen readers, for notices that change with every poll. */
  quiet?: boolean;
}

/** Something you should know, with what to do about it. */
export function Notice({ tone, title, children, action, quiet = false }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      className={[styles.notice, styles[tone], !children && styles.short].filter(Boolean).join(' ')}
      role={quiet ? 'note' : tone === 'critical' ? 'alert' : 'status'}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
