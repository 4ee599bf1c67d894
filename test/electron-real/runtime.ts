import { join } from 'node:path';
import { electronRuntime } from '../../scripts/electron-runtime.ts';

export const root = join(import.meta.dirname, '..', '..');

/** Electron's program where it can be started here, else why it cannot. Nothing is downloaded. */
export function realElectron(): { ok: true; value: string } | { ok: false; error: string } {
  const runtime = electronRuntime(join(root, 'node_modules', 'electron'), {
    ...process.env,
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
  });
  if (!runtime.ok)
    return { ok: false, error: 'Electron’s runtime is not installed (“npx install-electron” does that)' };
  if (process.platform !== 'linux') return runtime;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { ok: false, error: 'there is no display (“xvfb-run” makes one)' };
  if (process.getuid?.() === 0) return { ok: false, error: 'Electron’s sandbox does not run as root' };
  return runtime;
}

/** Set where the suite must run: in the public workflow. */
export const isDemanded = process.env.FUELGAUGE_REAL_ELECTRON === '1';

/** The environment with some variables of ours, without those that would change how Electron starts. */
export function environment(ours: Record<string, string>): Record<string, string> {
  const kept = Object.entries({ ...process.env, ...ours }).filter(
    ([name]) => name !== 'ELECTRON_RUN_AS_NODE' && name !== 'NODE_OPTIONS' && !/^VITEST/.test(name),
  );
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
