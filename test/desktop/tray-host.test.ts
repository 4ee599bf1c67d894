import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

// Where the icon is, macOS alone is asked.
vi.mock('electron', () => ({ screen: {} }));
afterEach(() => vi.unstubAllEnvs());

// An AppImage's start script sets paths of libraries that no other program may load.
it.runIf(process.platform === 'linux')(
  'asks for a tray with a program that gets no paths of an AppImage',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-host-'));
    try {
      const gdbus = '#!/bin/sh\nif [ -n "$LD_LIBRARY_PATH" ]; then exit 1; fi\necho "(false,)"\n';
      writeFileSync(join(folder, 'gdbus'), gdbus, { mode: 0o755 });
      vi.stubEnv('PATH', folder);
      vi.stubEnv('XDG_CURRENT_DESKTOP', 'GNOME');
      vi.stubEnv('LD_LIBRARY_PATH', '/tmp/.mount_Fuelgauge/usr/lib');
      const { findTrayHelp } = await import('../../main/desktop/tray/host.ts');
      expect(await findTrayHelp(() => null)).toMatch(/GNOME has no tray/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
