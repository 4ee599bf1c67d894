import { useEffect } from 'react';
import { useStore } from './store.ts';

/** Applies the theme you chose; the system's if none, and before the first state. */
export function useTheme(): void {
  const theme = useStore((store) => store.state?.preferences.theme ?? 'system');
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
}
