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
 * Like `parseSettings`, with a sentence for each part that is left out: an older version took amounts that are out of range,
 * a hand may have written one, and one of them must not cost all settings.
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
  const found = parsed.error.issues.flatMap(({ path }) => partToLeaveOut(path) ?? []).toReversed();
  const parts = [...new Map(found.map((path) => [path.join('/'), path])).values()];
  for (const path of parts) leaveOut(migrated, path);
  const settings = settingsSchema.parse(migrated);
  return { settings, leftOut: [...new Set(parts.map((path) => wordsFor(path, settings)))] };
}

type Path = readonly PropertyKey[];

/** Where everything in an account has a default or is one of a list, and how much of the path names such a part. */
const dispensableOfAccount: readonly { within: Path; depth: number }[] = [
  { within: ['entered', 'grants', 0, 'paid'], depth: 4 },
  { within: ['entered', 'grants', 0], depth: 3 },
  { within: ['entered', 'prices', 0], depth: 3 },
  { within: ['entered', 'grantPrices', 0], depth: 3 },
  { within: ['entered'], depth: 2 },
  { within: ['alerts', 'rules'], depth: 3 },
  { within: ['alerts'], depth: 2 },
  { within: ['tags'], depth: 1 },
  { within: ['note'], depth: 1 },
  { within: ['pinned'], depth: 1 },
  { within: ['hidden'], depth: 1 },
  { within: ['credentialSince'], depth: 1 },
  { within: ['paused'], depth: 1 },
  { within: ['intervalMs'], depth: 1 },
];

/** The same of the whole settings. */
const dispensable: readonly { within: Path; depth: number }[] = [
  ...[
    ['accounts', 0],
    ['removed', 0, 'account'],
  ].flatMap((account) =>
    dispensableOfAccount.map(({ within, depth }) => ({
      within: [...account, ...within],
      depth: account.length + depth,
    })),
  ),
  { within: ['budgets', 0], depth: 2 },
  { within: ['money', 'rates', 0], depth: 3 },
  { within: ['money'], depth: 2 },
  { within: ['customProviders', 0], depth: 2 },
  { within: ['alerts', 'rules'], depth: 3 },
  { within: ['alerts', 'channels', 0], depth: 3 },
  { within: ['alerts'], depth: 2 },
  { within: ['preferences'], depth: 2 },
  { within: ['passphrase'], depth: 1 },
  { within: ['usageToken'], depth: 1 },
  { within: ['tokens', 0], depth: 2 },
];

/** The whole part that a wrong value belongs to; null: nothing works without it, such as an account's id. */
function partToLeaveOut(path: Path): [Path] | null {
  const found = dispensable.find(
    ({ within, depth }) =>
      path.length >= depth &&
      within.every((key, n) => (typeof key === 'number' ? typeof path[n] === 'number' : key === path[n])),
  );
  return found ? [path.slice(0, found.depth)] : null;
}

function leaveOut(root: unknown, path: Path): void {
  const key = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce(partOf, root);
  if (Array.isArray(parent) && typeof key === 'number') parent.splice(key, 1);
  else if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, key);
}

const partOf = (part: unknown, key: PropertyKey): unknown =>
  typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined;

function wordsFor(path: Path, { accounts }: Settings): string {
  const [list, index, kind, fact] = path;
  if (list !== 'accounts') return `The setting ${path.join('.')} is not valid and was left out. Check it.`;
  const label = accounts[Number(index)]?.label ?? '';
  return kind === 'entered'
    ? `What you entered for “${label}” (${String(fact)}) is out of range and was left out. Enter it again.`
    : `The setting ${path.slice(2).join('.')} of “${label}” is not valid and was left out. Check it.`;
}
