import { Notice } from '../../components/index.ts';

/** Fuelgauge answers, but it no longer knows this browser: its session ended, or it is another data folder's. */
export function SignedOut() {
  return (
    <Notice tone="watch" title="This browser is not signed in to Fuelgauge.">
      Run <code>fuelgauge open</code> (in a checkout: <code>npm run -s fuelgauge -- open</code>), or open the
      full address that Fuelgauge printed when it started. This page then reconnects by itself. What it shows
      until then may be out of date.
    </Notice>
  );
}
