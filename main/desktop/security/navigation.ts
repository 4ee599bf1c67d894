import { isOwnPage } from '../origin.ts';

/** The part of Electron's WebContents used here: events that can be prevented. */
export interface Navigating {
  on(event: 'will-frame-navigate', listener: (details: Preventable & { url: string }) => void): unknown;
  on(event: 'will-redirect', listener: (event: Preventable, url: string) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
}
interface Preventable {
  preventDefault(): void;
}

/** Windows, and frames in them, show our own pages and nothing else, and embed nothing. */
export function keepToOwnPages(contents: Navigating): void {
  const keep = (event: Preventable, url: string) => {
    if (!isOwnPage(url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', (details) => keep(details, details.url));
  contents.on('will-redirect', keep);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
