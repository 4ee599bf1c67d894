import { z } from 'zod';
import { fail, ok, type Result } from '../model/errors.ts';
import { comparable } from '../names.ts';
import { type Backup, backupKind, backupSchema, backupVersion, largestBackupBytes } from './format.ts';

/** Deeper than any part of a backup. */
const deepest = 40;

/** Whether this is an age file, in either of its forms. */
export function isEncrypted(bytes: Uint8Array): boolean {
  const start = startOf(bytes, 200).trimStart();
  return start.startsWith('age-encryption.org/v1') || isArmored(start);
}

/** Whether it is the form of an age file that is text. */
export const isArmored = (text: string): boolean =>
  text.trimStart().startsWith('-----BEGIN AGE ENCRYPTED FILE-----');

/** Whether somebody meant this as a backup: it says that it is one, or is encrypted. It may be damaged all the same. */
export function isBackup(bytes: Uint8Array): boolean {
  if (isEncrypted(bytes)) return true;
  return (
    startOf(bytes, 100).trimStart().startsWith('{') &&
    new RegExp(`"kind"\\s*:\\s*"${backupKind}"`).test(startOf(bytes, bytes.length))
  );
}

const startOf = (bytes: Uint8Array, most: number): string =>
  new TextDecoder().decode(bytes.subarray(0, most)).replace(/^\uFEFF/, '');

export const tooLarge = (size: number): string =>
  `The backup has ${Math.ceil(size / 1024 / 1024)} MB. At most ${largestBackupBytes / 1024 / 1024} MB can be read.`;

/** A backup from its text, or a sentence that says what is wrong with it. */
export function readBackup(text: string): Result<Backup, string> {
  if (text.length > largestBackupBytes) return fail(tooLarge(text.length));
  // Before it is parsed, which takes a gigabyte for ten million brackets.
  if (depthOf(text) > deepest) return fail('The backup is nested too deeply to be one.');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fail('The backup is damaged: it is not JSON. It may have been cut off, or edited.');
  }
  const head = z.looseObject({ kind: z.literal(backupKind), schemaVersion: z.number() }).safeParse(json);
  if (!head.success) return fail('This is not a backup of Fuelgauge.');
  const { schemaVersion } = head.data;
  if (schemaVersion > backupVersion)
    return fail(
      `A newer Fuelgauge wrote this backup (schema version ${schemaVersion}, this one knows ${backupVersion}). Update Fuelgauge.`,
    );
  const parsed = backupSchema.safeParse(json);
  if (!parsed.success) return fail(sentenceOf(parsed.error));
  const wrong = wrongIn(parsed.data);
  return wrong === null ? ok(parsed.data) : fail(wrong);
}

/** How deep its brackets go, outside of texts. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inText && letter === '\\') at += 1;
    else if (letter === '"') inText = !inText;
    else if (!inText && (letter === '{' || letter === '[')) most = Math.max(most, ++depth);
    else if (!inText && (letter === '}' || letter === ']')) depth -= 1;
  }
  return most;
}

/** The first thing that is wrong, with its place. */
function sentenceOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.map(String).join('.').slice(0, 120) ?? '';
  const what = issue?.message.slice(0, 200) ?? '';
  return `The backup is damaged: “${place}”: ${what}`;
}

/** What a schema cannot say: no two of a kind, and nothing that belongs to nothing. */
function wrongIn({ accounts, alerts, budgets, credentials, channelFields, history }: Backup): string | null {
  const ids = accounts.map(({ id }) => id);
  const channelIds = alerts.channels.map(({ id }) => id);
  const twice = repeated(ids) ?? repeated(channelIds) ?? repeated(budgets.map(({ id }) => id));
  if (twice !== null) return `The backup is damaged: the id “${twice}” is there twice.`;
  const name = repeated(accounts.map(({ provider, label }) => `${provider}/${comparable(label)}`));
  if (name !== null) return `The backup is damaged: the account “${name.slice(0, 120)}” is there twice.`;
  for (const { id, entered } of accounts)
    if (repeated(entered.grants.map((grant) => grant.id)) !== null)
      return `The backup is damaged: two grants of ${id} have the same id.`;
  const stray = strayIn(credentials, ids) ?? strayIn(channelFields, channelIds) ?? strayIn(history, ids);
  return stray === null ? null : `The backup is damaged: it has data of “${stray}”, which is not in it.`;
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

const strayIn = (record: Readonly<Record<string, unknown>> = {}, known: readonly string[]): string | null => {
  const all = new Set(known);
  return Object.keys(record).find((id) => !all.has(id)) ?? null;
};
