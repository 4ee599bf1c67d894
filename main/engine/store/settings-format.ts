import { z } from 'zod';
import { type Settings, settingsSchema } from '../../../shared/model/index.ts';

const carriersOfVersion1 = z.object({
  alerts: z.looseObject({ carriers: z.array(z.looseObject({})).optional() }).optional(),
});

/** Index n migrates from version n + 1 to n + 2. The first version is 1. */
const migrations: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[] = [
  // To 2: “carriers” became “channels”, and their `least` became `minSeverity`.
  (old) => {
    const { alerts } = carriersOfVersion1.parse(old);
    if (!alerts?.carriers) return { ...old, version: 2 };
    const { carriers, ...others } = alerts;
    const channels = carriers.map(({ least, ...channel }) => ({ ...channel, minSeverity: least }));
    return { ...old, alerts: { ...others, channels }, version: 2 };
  },
];
const currentVersion = migrations.length + 1;

export const defaultSettings = (): Settings => settingsSchema.parse({ version: currentVersion });

/** A newer Fuelgauge wrote the file. `message` continues a sentence that starts with the file's name. */
export class NewerVersionError extends Error {}

/** Parses a settings file of any version up to ours. Throws on anything else. */
export function parseSettings(text: string): Settings {
  const raw = z.looseObject({ version: z.int().min(1) }).parse(JSON.parse(text));
  if (raw.version > currentVersion)
    throw new NewerVersionError(
      `was written by a newer version of Fuelgauge (file version ${raw.version}, this one knows ${currentVersion}). Update Fuelgauge. The file was not changed.`,
    );
  let migrated: Record<string, unknown> = raw;
  for (const migrate of migrations.slice(raw.version - 1)) migrated = migrate(migrated);
  return settingsSchema.parse(migrated);
}
