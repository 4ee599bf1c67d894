import type { AlertKind } from '../model/index.ts';
import { alertKinds } from './kinds.ts';
import type { Condition } from './types.ts';

/** A condition of a kind, with that kind's severity unless told otherwise. `about`: the pool, cap or grant, if one. */
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
