import { useMemo } from 'react';
import { useToasts } from '../../components/index.ts';
import { usePageKeys } from '../../components/page/usePageKeys.ts';
import { api, outcome, usePreferences } from '../../state/index.ts';

/** M hides or shows the amounts, on every page. */
export function useMaskKey(): void {
  const { maskAmounts } = usePreferences();
  const { push } = useToasts();
  usePageKeys(
    useMemo(() => {
      const toggle = async () => {
        const result = await outcome(api.setPreferences.mutate({ maskAmounts: !maskAmounts }));
        if (!result.ok) push({ text: result.error.message });
        else
          push({
            text: maskAmounts
              ? 'Amounts are visible. Press M to hide them.'
              : 'Amounts are hidden. Press M to show them.',
          });
      };
      return { m: () => void toggle() };
    }, [maskAmounts, push]),
  );
}
