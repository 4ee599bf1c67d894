import type { MeterState } from '../../shared/model/index.ts';
import type { OpenEngine } from '../engine/open-engine.ts';
import type { Meter, MeterOptions } from './start.ts';

export interface FollowedMeter {
  /** Ends it for good, once all that it read is logged. */
  stop(): Promise<void>;
  /** The same before it returns, for a process that ends right after it. */
  stopAtOnce(): void;
}

/** Runs the meter while the preference is on. Its code is loaded when it is first turned on. */
export function followMeterPreference(
  { engine, settings, log }: Pick<OpenEngine, 'engine' | 'settings' | 'log'>,
  options: Pick<MeterOptions, 'environment' | 'now' | 'port'>,
): FollowedMeter {
  let meter: Meter | null = null;
  const show = (state: Omit<MeterState, 'counts'>) =>
    engine.setMeter({ ...state, counts: meter?.counts() ?? null });
  const start = async () => {
    const { startMeter } = await import('./start.ts');
    const onChange = () => show({ origin: meter?.origin ?? null, problem: null });
    const started = await startMeter({ ...options, engine, log, onChange });
    if (started.ok) meter = started.value;
    else log.warn('no meter', { reason: started.error.message });
    show({ origin: meter?.origin ?? null, problem: started.ok ? null : started.error.message });
  };
  const stop = async () => {
    await meter?.close();
    meter = null;
    engine.setMeter(null);
  };

  let isOn = false;
  // One change after the other, so that the last choice wins after quick switching.
  let settled: Promise<void> = Promise.resolve();
  const follow = (wanted: boolean): Promise<void> => {
    if (wanted === isOn) return settled;
    isOn = wanted;
    settled = settled.then(wanted ? start : stop);
    return settled;
  };
  const leave = settings.onChange(({ preferences }) => void follow(preferences.meter));
  void follow(settings.get().preferences.meter);
  return {
    stop() {
      leave();
      return follow(false);
    },
    stopAtOnce() {
      leave();
      meter?.closeAtOnce();
    },
  };
}
