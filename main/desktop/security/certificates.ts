/** The part of Electron's app used here. */
export interface Asked {
  on(
    event: 'select-client-certificate',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      url: string,
      certificates: readonly unknown[],
      choose: () => void,
    ) => void,
  ): unknown;
}

/**
 * Sends no server a certificate of the user's, which would tell it who they are. Unless told so, Electron sends the first
 * one in the system's store (breaking changes of 44.0).
 */
export function sendNoCertificate(app: Asked): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}
