import { z } from 'zod';
import { type Settings, settingsSchema } from '../../../shared/model/index.ts';

const carriersOfVersion1 = z.object({
  alerts: z.looseObject({ carriers: z.array(z.looseObject({})).optional() }).optional(),
});

/** Index n leads from version n + 1 to n + 2. Version 1 is the first. */
const migrations: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[] = [
  // 2: what was a carrier is called a channel, and its `least` its `minSeverity`.
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

/** The text is a newer Fuelgauge's; `message` continues a sentence that begins with the file's name. */
export class NewerVersionError extends Error {}

/** The settings in the text of a file of any version up to ours. Throws on any other text. */
export function parseSettings(text: string): Settings {
  const raw = z.looseObject({ version: z.int().min(1) }).parse(JSON.parse(text));
  if (raw.version > currentVersion)
    throw new NewerVersionError(
      `was written by a newer Fuelgauge (version ${raw.version} of the file; this one knows ${currentVersion}). Update Fuelgauge. The file was left as it is.`,
    );
  let migrated: Record<string, unknown> = raw;
  for (const migrate of migrations.slice(raw.version - 1)) migrated = migrate(migrated);
  return settingsSchema.parse(migrated);
}
