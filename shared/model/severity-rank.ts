import type { Severity } from './severity.ts';

/** Higher is worse. */
export const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Sorts the worst first. */
export const bySeverity = (a: { severity: Severity }, b: { severity: Severity }): number =>
  severityRank[b.severity] - severityRank[a.severity];
