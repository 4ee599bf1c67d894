import { join } from 'node:path';
import { createLog } from '../engine/log.ts';
import { withoutSecrets } from './input/secrets.ts';

/** The last resort for a bug in Fuelgauge: the stack goes to the log, the returned sentence to the user. */
export function recordFault(error: unknown, home: string): string {
  const message = withoutSecrets(error instanceof Error ? error.message : String(error));
  const log = createLog(home);
  log.error('the command line failed', {
    reason: message,
    stack: error instanceof Error ? withoutSecrets(error.stack ?? '') : null,
  });
  log.close();
  return `Something went wrong: ${message}. See the log: ${join(home, 'fuelgauge.log')}`;
}
