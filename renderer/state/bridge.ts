import type { Bridge } from '../../shared/bridge.ts';

declare global {
  interface Window {
    fuelgauge?: Bridge;
  }
}
