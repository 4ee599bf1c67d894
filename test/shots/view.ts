import type { Locator, Page } from 'playwright-core';
import type { AppState } from '../../shared/model/index.ts';

// What there is to be looked at, as a list: a view is one page in one state; each is seen at several sizes and in several themes.

export const sizes = {
  '1200': { width: 1200, height: 800, scale: 1 },
  '700': { width: 700, height: 800, scale: 1 },
  /** A window of 1280 × 800 at 200 %. */
  zoomed: { width: 640, height: 400, scale: 2 },
  /** Its window before the content tells its height. */
  popover: { width: 380, height: 480, scale: 1 },
  /** The README's pictures. */
  readme: { width: 1120, height: 937, scale: 2 },
  'readme-popover': { width: 380, height: 640, scale: 2 },
} as const;
export type Size = keyof typeof sizes;

export const themes = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'contrast-light': { colorScheme: 'light', contrast: 'more' },
  'contrast-dark': { colorScheme: 'dark', contrast: 'more' },
  'forced-light': { colorScheme: 'light', forcedColors: 'active' },
  'forced-dark': { colorScheme: 'dark', forcedColors: 'active' },
} as const;
export type Theme = keyof typeof themes;

/** What a page of our own state is answered: by the router's procedure. */
export type Answers = Readonly<Record<string, (input: unknown) => unknown>>;

export interface View {
  /** Also the beginning of its files' names: lower case, with hyphens. */
  name: string;
  window: 'dashboard' | 'popover';
  /** The state shown; missing: the demo's, answered by its engine where the window is the dashboard. */
  of?: AppState;
  /** The page of the dashboard; from the demo's state where it takes one to know it. */
  path?: string | ((demo: AppState) => string);
  /** `silent`: no state ever comes. `broken`: none comes and the stream ends. `lost`: it ends after the first state. */
  stream?: 'silent' | 'broken' | 'lost';
  answers?: Answers;
  /** From the opened page to what is to be seen. */
  steps?: (page: Page) => Promise<unknown>;
  /** Must be in sight before the picture is taken; the page's heading if missing. */
  ready?: (page: Page) => Locator;
  /** The window alone, not the whole length of the page: for dialogs and long lists. */
  windowOnly?: boolean;
  /** Also at 200 %. */
  zoomed?: boolean;
  /** Also with more contrast and with forced colours. */
  contrasts?: boolean;
  /** Its parts are held against committed ones by the visual test: `1200-light`. */
  held?: readonly `${Size}-${Theme}`[];
}

export interface Shot {
  view: View;
  size: Size;
  theme: Theme;
  /** Without its folder and ending. */
  name: string;
}

const bright = ['light', 'dark'] as const;
const contrasts = ['contrast-light', 'contrast-dark', 'forced-light', 'forced-dark'] as const;

/** Every picture of a view. */
export function shotsOf(view: View): Shot[] {
  const usual: readonly Size[] = view.window === 'popover' ? ['popover'] : ['1200', '700'];
  const looks: (readonly [Size, Theme])[] = [...usual, ...(view.zoomed ? (['zoomed'] as const) : [])].flatMap(
    (size) => bright.map((theme) => [size, theme] as const),
  );
  if (view.contrasts) looks.push(...contrasts.map((theme) => [usual[0] ?? '1200', theme] as const));
  return looks.map(([size, theme]) => ({ view, size, theme, name: `${view.name}.${size}-${theme}` }));
}

/** Those that the visual test compares. */
export const heldShots = (views: readonly View[]): Shot[] =>
  views.flatMap((view) =>
    shotsOf(view).filter(({ size, theme }) => view.held?.includes(`${size}-${theme}`) ?? false),
  );
