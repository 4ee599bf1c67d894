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
export const parseSettings = (text: string): Settings => readSettings(text).settings;

/**
 * Like `parseSettings`, with a sentence for each entered fact that is left out: an older version took amounts that are out of
 * range, and one of them must not cost all settings.
 */
export function readSettings(text: string): { settings: Settings; leftOut: string[] } {
  const raw = z.looseObject({ version: z.int().min(1) }).parse(JSON.parse(text));
  if (raw.version > currentVersion)
    throw new NewerVersionError(
      `was written by a newer version of Fuelgauge (file version ${raw.version}, this one knows ${currentVersion}). Update Fuelgauge. The file was not changed.`,
    );
  let migrated: Record<string, unknown> = raw;
  for (const migrate of migrations.slice(raw.version - 1)) migrated = migrate(migrated);
  const parsed = settingsSchema.safeParse(migrated);
  if (parsed.success) return { settings: parsed.data, leftOut: [] };
  // From the last, so that the numbers of those before it stay right.
  const found = parsed.error.issues.flatMap(({ path }) => factOf(path) ?? []).toReversed();
  const facts = [...new Map(found.map((path) => [path.join('/'), path])).values()];
  for (const path of facts) leaveOut(migrated, path);
  const settings = settingsSchema.parse(migrated);
  return { settings, leftOut: [...new Set(facts.map((path) => wordsFor(path, settings)))] };
}

type Path = readonly PropertyKey[];

/** The whole fact that a wrong value belongs to; null: it is none of an account's entered facts. */
function factOf(path: Path): [Path] | null {
  const [accounts, index, entered, fact, grant] = path;
  if (accounts !== 'accounts' || typeof index !== 'number' || entered !== 'entered' || fact === undefined)
    return null;
  return [fact === 'grants' && grant !== undefined ? path.slice(0, 5) : path.slice(0, 4)];
}

function leaveOut(root: unknown, path: Path): void {
  const key = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce(partOf, root);
  if (Array.isArray(parent) && typeof key === 'number') parent.splice(key, 1);
  else if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, key);
}

const partOf = (part: unknown, key: PropertyKey): unknown =>
  typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined;

function wordsFor([, index, , fact]: Path, { accounts }: Settings): string {
  const label = accounts[Number(index)]?.label ?? '';
  return `What you entered for “${label}” (${String(fact)}) is out of range and was left out. Enter it again.`;
}
