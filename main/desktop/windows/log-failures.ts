import { app, type WebContents } from 'electron';
import type { Log } from '../../engine/log.ts';

/** Chromium's code for a navigation that a newer one replaced. */
const aborted = -3;

/** Writes to the log which page or process of Chromium failed: only its name and why, nothing that it held. */
export function logFailures(log: Log): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) =>
    log.error('page-gone', { page: nameOf(contents), reason, exitCode }),
  );
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) =>
    log.warn('process-gone', { process: name ?? type, reason, exitCode }),
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.on('unresponsive', () => log.warn('page-hangs', { page: nameOf(contents) }));
    contents.on('responsive', () => log.info('page-answers-again', { page: nameOf(contents) }));
    contents.on('did-fail-load', (_failed, code, reason) => {
      if (code !== aborted) log.error('page-not-loaded', { page: nameOf(contents), reason });
    });
  });
}

/** `/index.html`: the hash names an account. */
function nameOf(contents: WebContents): string {
  const url = contents.getURL();
  return URL.canParse(url) ? new URL(url).pathname : '';
}
