/** Moves the focus to the page's heading, after the control that had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** The field that opens the locked keys. */
export const unlockFieldId = 'unlock-passphrase';

/** Moves the focus there, if the page asks for the passphrase. */
export function focusUnlock(): void {
  document.getElementById(unlockFieldId)?.focus();
}
