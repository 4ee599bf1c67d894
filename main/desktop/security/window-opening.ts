/** The part of Electron's WebContents used here. */
export interface Opening {
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
}

/** Pages cannot open windows. `openOutside` decides whether a link opens in the user's browser instead. */
export function openLinksOutside(contents: Opening, openOutside: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
