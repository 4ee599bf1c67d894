import { useEffect } from 'react';
import { focusHeading } from '../../components/page/focus.ts';

/**
 * When the control that has the focus goes away (the account that was added fills the page, an alert is acknowledged, a
 * top-up removed), the focus goes to the page's heading. Without this it would fall to the body, and Tab start over.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    const rescue = () => {
      last = null;
      requestAnimationFrame(() => {
        if (document.activeElement === null || document.activeElement === document.body) focusHeading();
      });
    };
    const focused = ({ target }: FocusEvent) => {
      last = target instanceof Element && target !== document.body ? target : null;
    };
    // Browsers tell of it before they remove the element, or not at all.
    const left = ({ target }: FocusEvent) => {
      setTimeout(() => {
        if (target !== last || last === null) return;
        if (last.isConnected) last = null;
        else rescue();
      }, 0);
    };
    const observer = new MutationObserver(() => {
      if (last !== null && !last.isConnected) rescue();
    });
    document.addEventListener('focusin', focused);
    document.addEventListener('focusout', left);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', focused);
      document.removeEventListener('focusout', left);
      observer.disconnect();
    };
  }, []);
}
