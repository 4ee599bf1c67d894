import { type RefObject, useEffect, useRef } from 'react';

// What the popover asks of the shell it is shown in: the desktop app's window, or a page in a browser.

/** Opens a page of the dashboard, such as `/account/a1`: its own window on the desktop, this page in a browser. */
export function openDashboard(path: string): void {
  if (window.fuelgauge) window.fuelgauge.openDashboard(path);
  else window.location.assign(addressOf(path));
}

/** The address of a page of the dashboard, seen from the popover's. */
export const addressOf = (path: string): string => `./#${path}`;

/** Hides the popover's window; a page in a browser stays. */
export function hidePopover(): void {
  window.fuelgauge?.hidePopover();
}

export const isWindow = (): boolean => window.fuelgauge !== undefined;

/** The window is never higher than this; CSS pixels. */
const highest = 640;

/**
 * Keeps the window as high as its content. What the parts of the frame want is known whatever the window's height is now:
 * `content` lies in the part that scrolls, the others never shrink. While `isHeld` the window only grows.
 */
export function useHeight(
  frame: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  isHeld: boolean,
): void {
  const held = useRef(isHeld);
  useEffect(() => {
    held.current = isHeld;
  }, [isHeld]);
  useEffect(() => {
    const outer = frame.current;
    const inner = content.current;
    const bridge = window.fuelgauge;
    if (!outer || !inner || !bridge) return;
    let told = 0;
    const tell = () => {
      const wanted = [...outer.children].reduce((all, part) => all + wantedBy(part, inner), 0);
      const height = Math.min(highest, Math.ceil(wanted));
      if (height === told || height <= 0 || (held.current && height < told)) return;
      told = height;
      bridge.setPopoverHeight(height);
    };
    // A strip may come and go, so the parts are looked at anew.
    const sizes = new ResizeObserver(tell);
    const watch = () => {
      sizes.disconnect();
      for (const part of [inner, ...outer.children]) sizes.observe(part);
    };
    const children = new MutationObserver(watch);
    children.observe(outer, { childList: true });
    watch();
    return () => {
      children.disconnect();
      sizes.disconnect();
    };
  }, [frame, content]);
}

/** The height of a part of the frame, were all of what it scrolls in sight. */
function wantedBy(part: Element, scrolled: Element): number {
  if (!part.contains(scrolled)) return part.getBoundingClientRect().height;
  const borders = part.getBoundingClientRect().height - part.clientHeight;
  return scrolled.getBoundingClientRect().height + borders;
}
