import { orList } from '../status/select.ts';
import type { Bar, BarAccount, BarLevel } from './bar.ts';

// One bar, written for each program. Labels may hold anything that can be seen, so each format escapes what its program would
// read as an instruction. What the programs understand was read in their sources and manuals in November 2026.

export const barFormats = [
  'line',
  'json-line',
  'waybar',
  'i3blocks',
  'xbar',
  'swiftbar',
  'tmux',
  'starship',
] as const;
export type BarFormat = (typeof barFormats)[number];

export const readBarFormat = (given: string): BarFormat | null =>
  barFormats.find((format) => format === given) ?? null;

export const unknownFormat = (given: string): string =>
  `‘${given}’ is not a format. Choose ${orList(barFormats)}.`;

/**
 * Programs that hide or replace what comes with another exit code than 0 (Waybar’s `custom.cpp`, i3blocks’ `block.c`, Starship’s
 * `custom.rs`, xbar and SwiftBar): there, an account that failed must not take away the others.
 */
export const hidesFailures = (format: BarFormat): boolean => format !== 'line' && format !== 'json-line';

/** Those that run a command to its end, so that `--watch` would show nothing. */
export const runsToTheEnd = (format: BarFormat): boolean => format === 'xbar' || format === 'starship';

/** A bar in this format, without a line break at the end. Only the menus of xbar and SwiftBar have several lines. */
export function barText(format: BarFormat, bar: Bar): string {
  switch (format) {
    case 'line':
    case 'starship':
      return bar.text;
    case 'json-line':
      return JSON.stringify(barJson(bar));
    case 'waybar':
      return JSON.stringify({
        text: markup(bar.text),
        alt: bar.level,
        tooltip: tooltipLines(bar).map(markup).join('\n'),
        class: bar.level,
        percentage: bar.percentage,
      });
    case 'i3blocks':
      return JSON.stringify({ full_text: bar.text, short_text: bar.short, markup: 'none', ...i3Style(bar) });
    case 'xbar':
      return menu(bar, { light: false, plain: ['emojize=false'] });
    case 'swiftbar':
      return menu(bar, { light: true, plain: ['symbolize=false', 'emojize=false'] });
    case 'tmux':
      return tmuxText(bar);
  }
}

/** For programs of your own: keys are only ever added. */
function barJson({ at, text, level, percentage, problems, accounts, details }: Bar) {
  return {
    schemaVersion: 1,
    at: new Date(at).toISOString().replace('.000Z', 'Z'),
    text,
    level,
    percentage,
    problems,
    accounts: accounts.map((account) => ({
      id: account.id,
      provider: account.provider,
      label: account.label,
      level: account.level,
      left: account.left,
      percentage: account.percentage,
      stopsAt:
        account.stopsAt === null ? null : new Date(account.stopsAt).toISOString().replace('.000Z', 'Z'),
      remark: account.remark,
    })),
    details,
  };
}

const mostLines = 20;

/** One line for each account, then the details. */
function tooltipLines({ accounts, details, checked }: Bar): string[] {
  const rest = accounts.length - mostLines;
  return [
    ...accounts.slice(0, mostLines).map(({ line }) => line),
    ...(rest > 0 ? [`${rest} more`] : []),
    ...details,
    ...(checked === null ? [] : [checked]),
  ];
}

/** Escapes for Pango, which Waybar reads in texts and tooltips. */
const markup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;');

const colors = {
  dark: { critical: '#ff6369', watch: '#f1a10d' },
  light: { critical: '#cd2b31', watch: '#ad5700' },
};

const colorOf = (level: BarLevel, on: keyof typeof colors): string | null =>
  level === 'critical' || level === 'watch'
    ? colors[on][level]
    : level === 'error'
      ? colors[on].critical
      : null;

/** An urgent block has colours of its own. */
function i3Style({ level }: Bar): { urgent?: true; color?: string } {
  if (level === 'critical') return { urgent: true };
  const color = colorOf(level, 'dark');
  return color === null ? {} : { color };
}

interface MenuStyle {
  /** Colours are a pair, for a light and a dark menu bar. */
  light: boolean;
  /** Parameters that keep the program from reading words as pictures. */
  plain: readonly string[];
}

/** The menu of xbar and SwiftBar: what is in the menu bar, then what opens below it. */
function menu(bar: Bar, style: MenuStyle): string {
  const rest = bar.accounts.length - mostLines;
  return [
    menuLine(bar.text, bar.level, null, style),
    '---',
    ...bar.accounts.slice(0, mostLines).map((account) => accountLine(account, style)),
    ...(rest > 0 ? [menuLine(`${rest} more`, 'ok', null, style)] : []),
    ...[...bar.details, bar.checked ?? []].flat().map((words) => menuLine(words, 'ok', null, style)),
    '---',
    'Refresh | refresh=true',
  ].join('\n');
}

const accountLine = ({ line, level, billingPage }: BarAccount, style: MenuStyle): string =>
  menuLine(line, level, billingPage, style);

function menuLine(text: string, level: BarLevel, href: string | null, { light, plain }: MenuStyle): string {
  const dark = colorOf(level, 'dark');
  const color = light && dark !== null ? `${colorOf(level, 'light')},${dark}` : dark;
  const parameters = [
    ...(color === null ? [] : [`color=${color}`]),
    ...(href === null || /[\s|"']/.test(href) ? [] : [`href=${href}`]),
    ...plain,
    'ansi=false',
  ];
  return `${menuText(text)} | ${parameters.join(' ')}`;
}

/** A bar begins the parameters and hyphens at the start a menu below; neither can be escaped, so look-alikes stand for them. */
const menuText = (text: string): string =>
  text.replaceAll('|', '¦').replace(/^[\s-]+/, (start) => start.trim().replaceAll('-', '‐'));

const tmuxColors: Partial<Record<BarLevel, string>> = { critical: 'red', error: 'red', watch: 'yellow' };

/**
 * tmux expands formats and styles in what a command prints, and would run `#(…)`: each `#` of a label is doubled. The blank keeps
 * one at the end apart from the style that follows (tried with tmux 3.3a, November 2026).
 */
function tmuxText({ text, level }: Bar): string {
  const color = tmuxColors[level];
  const safe = text.replaceAll('#', '##').replace(/#$/, '# ');
  return color === undefined ? safe : `#[fg=${color}]${safe}#[default]`;
}
