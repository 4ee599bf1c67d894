import type { AlertKind } from '../model/index.ts';
import { alertKinds } from './kinds.ts';
import type { Condition } from './types.ts';

/** A condition with its kind's severity unless `rest` has another. `about`: the pool, cap or grant, if any. */
export function conditionOf(
  kind: AlertKind,
  about: string | null,
  rest: Pick<Condition, 'since' | 'text' | 'masked'> & Partial<Condition>,
): Condition {
  return {
    key: about === null ? kind : `${kind}/${about}`,
    kind,
    severity: alertKinds[kind].severity,
    level: 0,
    near: false,
    settleMs: 0,
    windowFrom: null,
    ...rest,
  };
}
