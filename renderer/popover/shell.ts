import { type RefObject, useEffect, useRef } from 'react';

// What the popover needs from its shell: the desktop app's window, or a page in a browser.

/** Opens a page of the dashboard, such as `/account/a1`: in its own window on the desktop, in this page in a browser. */
export function openDashboard(path: string): void {
  if (window.fuelgauge) window.fuelgauge.openDashboard(path);
  else window.location.assign(addressOf(path));
}

/** The address of a page of the dashboard, relative to the popover's. */
export const addressOf = (path: string): string => `./#${path}`;

/** Hides the popover's window; does nothing in a browser. */
export function hidePopover(): void {
  window.fuelgauge?.hidePopover();
}

export const isWindow = (): boolean => window.fuelgauge !== undefined;

/** The maximum height of the window, in CSS pixels. */
const highest = 640;

/**
 * Fits the window's height to its content. The height that each part wants does not depend on the window's: `content` is
 * in the part that scrolls, and the others never shrink. While `isHeld`, the window only grows.
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
    let sent = 0;
    const fit = () => {
      const wanted = [...outer.children].reduce((all, part) => all + wantedBy(part, inner), 0);
      const height = Math.min(highest, Math.ceil(wanted));
      if (height === sent || height <= 0 || (held.current && height < sent)) return;
      sent = height;
      bridge.setPopoverHeight(height);
    };
    // Strips come and go, so observe the new parts.
    const sizes = new ResizeObserver(fit);
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

/** The height that a part of the frame would have without scrolling. */
function wantedBy(part: Element, scrolled: Element): number {
  if (!part.contains(scrolled)) return part.getBoundingClientRect().height;
  const borders = part.getBoundingClientRect().height - part.clientHeight;
  return scrolled.getBoundingClientRect().height + borders;
}
