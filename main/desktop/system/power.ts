import { net, powerMonitor } from 'electron';
import { type Pace, type PowerState, paceOf } from '../../../shared/desktop/power.ts';
import type { Clock } from '../../engine/clock.ts';
import { followLinuxPower } from './linux-power.ts';
import { platform } from './platform.ts';

const onlineCheckMs = 30_000;

/**
 * Adjusts polling whenever the system sleeps, wakes, locks, goes offline or saves power. `away`: whether alerts reach the
 * user on another channel. Returns how to stop. Electron's main process has no event for the network, so that is checked
 * every 30 seconds.
 */
export function followPower(options: {
  clock: Clock;
  away(): boolean;
  onPace(pace: Pace): void;
}): () => void {
  const { clock, away, onPace } = options;
  const power: PowerState = {
    suspended: false,
    locked: false,
    online: net.isOnline(),
    saving: powerMonitor.isOnBatteryPower(),
  };
  let applied = '';
  const settle = () => {
    const pace = paceOf(power, away());
    const text = JSON.stringify(pace);
    if (text === applied) return;
    applied = text;
    onPace(pace);
  };
  const on = (change: Partial<PowerState>) => () => {
    Object.assign(power, change);
    settle();
  };
  const heat = ({ state }: { state: string }) =>
    on({ saving: powerMonitor.isOnBatteryPower() || state === 'serious' || state === 'critical' })();

  powerMonitor.on('suspend', on({ suspended: true }));
  powerMonitor.on('resume', on({ suspended: false }));
  powerMonitor.on('lock-screen', on({ locked: true }));
  powerMonitor.on('unlock-screen', on({ locked: false }));
  powerMonitor.on('on-battery', on({ saving: true }));
  powerMonitor.on('on-ac', on({ saving: false }));
  powerMonitor.on('thermal-state-change', heat);

  const stopLinux = platform === 'linux' ? followLinuxPower(process.env, (change) => on(change)()) : () => {};
  let cancel = () => {};
  const look = () => {
    on({ online: net.isOnline() })();
    cancel = clock.after(onlineCheckMs, look);
  };
  look();
  return () => {
    cancel();
    stopLinux();
    powerMonitor.removeAllListeners();
  };
}
