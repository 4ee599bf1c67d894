import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Severity as Level } from '../../../shared/model/index.ts';
import styles from './Severity.module.css';
import { severityNames } from './words.ts';

const signs = { critical: OctagonAlert, warning: TriangleAlert, info: Info };

/** How bad it is: a sign and a word, so that colour alone never carries it. */
export function Severity({ level, quiet = false }: { level: Level; quiet?: boolean }) {
  const Sign = signs[level];
  return (
    <span className={[styles.severity, !quiet && styles[level]].filter(Boolean).join(' ')}>
      <Sign aria-hidden="true" />
      {severityNames[level]}
    </span>
  );
}
