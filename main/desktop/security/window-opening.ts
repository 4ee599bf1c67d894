import { mayOpenExternally } from '../links.ts';

/** What is used of Electron's WebContents. */
export interface Opening {
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
}

/** No page opens a window. A link to an https host of the catalogue opens in the person's browser instead. */
export function openLinksOutside(
  contents: Opening,
  hosts: ReadonlySet<string>,
  open: (url: string) => void,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url, hosts)) open(url);
    return { action: 'deny' };
  });
}
