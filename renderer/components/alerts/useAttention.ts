import { useNow, useStore } from '../../state/index.ts';
import { isNew } from './words.ts';

/** How many alerts need attention; those of severity `info` need none. */
export function useAttention(): number {
  const now = useNow();
  return useStore(({ state }) =>
    (state?.accounts ?? [])
      .flatMap((account) =>
        account.alerts.map((alert) => alert.severity !== 'info' && isNew(account, alert, now)),
      )
      .reduce((sum, waits) => sum + Number(waits), 0),
  );
}
