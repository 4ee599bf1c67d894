import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { ioReason } from '../../engine/store/files.ts';
import { badInput } from '../exit.ts';
import { keepSecret } from './secrets.ts';

const longestBytes = 4096;

/**
 * The secret in a file, less its last line break; `what` names it in a message. The file must be readable by its owner alone.
 * One in the folder of systemd's credentials is: it may look otherwise, because a list of rights opens it to the service
 * (systemd.exec(5), November 2026).
 */
export function readSecretFile(
  file: string,
  what: string,
  environment: Readonly<Record<string, string | undefined>>,
): Result<string, CommandError> {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return badInput(`There is no ${what} file ${file}.`);
    const { mode, size } = found;
    // Windows has no such modes: its folders of a user are closed to others.
    const isClosed = process.platform === 'win32' || (mode & 0o077) === 0;
    if (!isClosed && !isWithin(file, environment.CREDENTIALS_DIRECTORY))
      return badInput(
        `Others can read the ${what} file ${file}. Close it with \`chmod 600\`, then try again.`,
      );
    if (size > longestBytes) return badInput(`The ${what} file ${file} is too long to hold a ${what}.`);
    const text = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r?\n$/, '');
    return text === '' ? badInput(`The ${what} file ${file} is empty.`) : ok(keepSecret(text));
  } catch (error) {
    return badInput(`The ${what} file ${file} cannot be read: ${ioReason(error)}.`);
  }
}

const isWithin = (file: string, folder: string | undefined): boolean =>
  folder !== undefined && folder !== '' && dirname(realpathSync(file)) === realpathSync(folder);
