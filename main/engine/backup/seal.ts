import { type Backup, largestBackupBytes } from '../../../shared/backup/format.ts';
import { isArmored, isEncrypted, readBackup, tooLarge } from '../../../shared/backup/read.ts';
import { badInput, type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { createAgeCipher } from '../vault/age.ts';

/** The text of an age file that `age -d` opens with this passphrase. */
export async function sealed(text: string, passphrase: string): Promise<string> {
  const cipher = createAgeCipher(passphrase);
  const { value: bytes } = await cipher.seal(text, null);
  const { armor } = await import('age-encryption');
  return armor.encode(bytes);
}

/** The backup in a file, which may be encrypted. */
export async function opened(
  bytes: Uint8Array,
  passphrase: string | undefined,
): Promise<Result<{ backup: Backup; encrypted: boolean }, CommandError>> {
  if (bytes.length > largestBackupBytes) return badInput(tooLarge(bytes.length));
  const encrypted = isEncrypted(bytes);
  const text = encrypted ? await unsealed(bytes, passphrase) : ok(new TextDecoder().decode(bytes));
  if (!text.ok) return text;
  const backup = readBackup(text.value);
  if (!backup.ok) return badInput(`${backup.error} Nothing was changed.`);
  return ok({ backup: backup.value, encrypted });
}

async function unsealed(
  bytes: Uint8Array,
  passphrase: string | undefined,
): Promise<Result<string, CommandError>> {
  if (passphrase === undefined)
    return fail({ kind: 'locked', message: 'This backup is encrypted. Enter its passphrase.' });
  const binary = await binaryOf(bytes);
  const text = binary === null ? fail('damaged') : await createAgeCipher(passphrase).unseal(binary);
  if (text.ok) return text;
  return text.error === 'damaged'
    ? badInput('The backup is damaged: it cannot be decrypted as a whole. Nothing was changed.')
    : fail({
        kind: 'wrong-passphrase',
        message:
          'This passphrase does not open the backup. It has one of its own, from when you exported it.',
      });
}

async function binaryOf(bytes: Uint8Array): Promise<Uint8Array | null> {
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  if (!isArmored(start)) return bytes;
  try {
    const { armor } = await import('age-encryption');
    return armor.decode(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
