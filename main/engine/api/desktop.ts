import type { CommandResult, Done } from './result.ts';

/** What only the desktop shell can do; each change shows in `AppState.desktop`. */
export interface DesktopApi {
  /** Reads back whether the system took it; the error says why not. */
  setLaunchAtLogin(input: { on: boolean }): Promise<CommandResult<Done>>;
  /** An Electron accelerator; null: none. A taken one is refused, and the one before it stays. */
  setShortcut(input: { accelerator: string | null }): Promise<CommandResult<Done>>;
  checkForUpdates(): Promise<CommandResult<Done>>;
  /** Restarts into the update that was downloaded. */
  restartToUpdate(): Promise<CommandResult<Done>>;
  showAbout(): Promise<CommandResult<Done>>;
}
