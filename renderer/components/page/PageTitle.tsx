import { useAttention } from '../alerts/useAttention.ts';

/** The window's title, after the number of alerts that need attention: a tab is the only tray that browsers have. */
export function PageTitle({ children }: { children: string }) {
  const count = useAttention();
  return <title>{count === 0 ? `${children} · Fuelgauge` : `(${count}) ${children} · Fuelgauge`}</title>;
}
