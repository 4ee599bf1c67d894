/** What is used of Electron's WebContents. */
export interface Opening {
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
}

/** No page opens a window. `openOutside` decides whether a link opens in your browser instead. */
export function openLinksOutside(contents: Opening, openOutside: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
