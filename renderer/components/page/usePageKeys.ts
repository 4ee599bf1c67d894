import { useEffect } from 'react';

/** Single-key shortcuts of a page. Ignored while you type, hold a modifier, or have a dialog or menu open. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
      const { target } = event;
      if (
        target instanceof Element &&
        target.closest('input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"]')
      )
        return;
      const run = keys[event.key.toLowerCase()];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [keys]);
}
