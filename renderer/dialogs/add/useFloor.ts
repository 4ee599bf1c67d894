import { useState } from 'react';
import { usualFloor } from '../../../shared/alerts/index.ts';
import { unitWord } from '../../../shared/format.ts';
import type { ProviderInfo, Unit } from '../../../shared/model/index.ts';
import { optionalAmountText, parseField } from '../../components/form/parse.ts';
import { useStatePart } from '../../state/index.ts';

/** ` (USD)`, ` (credits)`: what the floor is counted in. */
export const unitSuffix = (unit: Unit): string =>
  ` (${unit.kind === 'money' ? unit.code : unitWord(unit, 2)})`;

/** The floor of a new account: asked for if its provider's balances may have no limit, and prefilled with the usual one. */
export function useFloor(provider: ProviderInfo) {
  const { rules } = useStatePart('alerting');
  const usual = provider.floor === undefined ? null : usualFloor(provider.unit, rules.low, provider.floor);
  const [text, setText] = useState(usual === null ? '' : String(usual));
  const [error, setError] = useState<string | null>(null);
  return {
    isAsked: provider.floor !== undefined && rules.low.enabled,
    text,
    setText,
    error,
    /** Null: the usual one. Undefined: it is no amount, and the field now says so. */
    read(): number | 'none' | null | undefined {
      const { value, error: wrong } = parseField(optionalAmountText, text);
      setError(wrong);
      if (wrong !== null) return undefined;
      if (value === usual) return null;
      return value === null || value === 0 ? 'none' : value;
    },
  };
}
