import type { CommandError, Result } from '../../shared/model/index.ts';
import type { Log } from '../engine/log.ts';
import { type Listening, listen } from './listen.ts';
import type { UsageLedger } from './usage.ts';

/** Starts only the usage endpoint, for the desktop app. Never rejects. */
export function startUsageListener(options: {
  usage: UsageLedger;
  port?: number | undefined;
  log: Log;
}): Promise<Result<Listening, CommandError>> {
  return listen(options.port, (port) => async () => {
    const { createUsageHost } = await import('./usage.ts');
    return createUsageHost(options.usage, options.log, port);
  });
}
