import { useCallback, useEffect, useRef } from 'react';

/** Where each page was scrolled to. Call what it returns once a page is shown: Back finds its place, a link starts at the top. */
export function useKeptScroll(location: string): () => void {
  const kept = useRef(new Map<string, number>());
  const wentBack = useRef(false);
  const here = useRef(location);
  useEffect(() => {
    window.history.scrollRestoration = 'manual';
    const scrolled = () => {
      kept.current.set(here.current, window.scrollY);
    };
    // Links change the address without this event.
    const popped = () => {
      wentBack.current = true;
    };
    window.addEventListener('scroll', scrolled, { passive: true });
    window.addEventListener('popstate', popped);
    return () => {
      window.removeEventListener('scroll', scrolled);
      window.removeEventListener('popstate', popped);
    };
  }, []);
  return useCallback(() => {
    const top = wentBack.current ? (kept.current.get(location) ?? 0) : 0;
    wentBack.current = false;
    here.current = location;
    window.scrollTo(0, top);
  }, [location]);
}
