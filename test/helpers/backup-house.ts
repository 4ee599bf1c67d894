import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../main/engine/engine.ts';
import { openEngine } from '../../main/engine/open-engine.ts';
import { createQuickVault } from './vault.ts';

export interface BackupHouse {
  home: string;
  engine: Engine;
  close(): Promise<void>;
}

/** An engine on a new data folder, as the shells open it, that reaches no host. */
export async function backupHouse(): Promise<BackupHouse> {
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-backup-'));
  const opened = openEngine({
    home,
    shell: 'cli',
    mode: 'live',
    environment: {},
    vault: (folder, isExpected) => createQuickVault(join(folder, 'credentials.age'), isExpected),
    fetch: async () => {
      throw new Error('no host is reached');
    },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return {
    home,
    engine: opened.value.engine,
    close: async () => {
      await opened.value.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
