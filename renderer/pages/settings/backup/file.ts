import { largestBackupBytes } from '../../../../shared/backup/format.ts';
import { isBackup, isEncrypted, tooLarge } from '../../../../shared/backup/read.ts';
import { fail, ok, type Result } from '../../../../shared/model/errors.ts';

export interface ChosenFile {
  base64: string;
  encrypted: boolean;
}

/** A chosen file, ready to be sent; or why it is no backup, as a sentence. */
export async function readChosen(file: File): Promise<Result<ChosenFile, string>> {
  if (file.size > largestBackupBytes) return fail(tooLarge(file.size));
  const address = await dataAddressOf(file);
  if (address === null) return fail('This file cannot be read. Choose it again.');
  const base64 = address.replace(/^[^,]*,/, '');
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  if (!isBackup(bytes)) return fail('This is not a backup of Fuelgauge.');
  return ok({ base64, encrypted: isEncrypted(bytes) });
}

/** The file as a data address; null: it cannot be read. */
function dataAddressOf(file: File): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const reader = new FileReader();
  reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : null);
  reader.onerror = () => resolve(null);
  reader.readAsDataURL(file);
  return promise;
}
