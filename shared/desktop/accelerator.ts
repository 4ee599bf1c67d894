import type { Platform } from '../tray/pictures.ts';

// Global shortcuts: from pressed keys to an Electron accelerator, and from that to words.

/** The part of a `KeyboardEvent` that makes a shortcut. */
export interface KeyPress {
  /** The physical key, such as `KeyU`, whatever the layout has there. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** Cmd on macOS, the Windows key elsewhere. */
  metaKey: boolean;
}

type Modifier = 'Ctrl' | 'Alt' | 'Shift' | 'Super';

const keysByCode = new Map([
  ['Minus', '-'],
  ['Equal', '='],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Backslash', '\\'],
  ['Semicolon', ';'],
  ['Quote', "'"],
  ['Backquote', '`'],
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/'],
  ['Space', 'Space'],
  ['ArrowUp', 'Up'],
  ['ArrowDown', 'Down'],
  ['ArrowLeft', 'Left'],
  ['ArrowRight', 'Right'],
]);
const functionKey = /^F([1-9]|1\d|2[0-4])$/;

/** The key of an accelerator; null for modifiers and unsupported keys. */
function keyOf(code: string): string | null {
  const printed = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (printed !== null) return printed[1] ?? printed[2] ?? null;
  return functionKey.test(code) ? code : (keysByCode.get(code) ?? null);
}

function modifiersOf({ ctrlKey, altKey, shiftKey, metaKey }: KeyPress): Modifier[] {
  return [
    ...(ctrlKey ? ['Ctrl' as const] : []),
    ...(altKey ? ['Alt' as const] : []),
    ...(shiftKey ? ['Shift' as const] : []),
    // In Electron this is Cmd on macOS and the Windows key elsewhere.
    ...(metaKey ? ['Super' as const] : []),
  ];
}

/**
 * The Electron accelerator of the pressed keys, such as `Ctrl+Shift+U`. Null unless they include a function key, or a
 * letter, digit, sign, arrow or Space with Ctrl, Alt or Cmd.
 */
export function acceleratorOf(press: KeyPress): string | null {
  const key = keyOf(press.code);
  if (key === null) return null;
  const stands = press.ctrlKey || press.altKey || press.metaKey || functionKey.test(key);
  return stands ? [...modifiersOf(press), key].join('+') : null;
}

/** Every program needs these with Ctrl or Cmd; a global shortcut would take them away. */
const everyday = /^(?:Ctrl|Super)\+[ACFNOPQSTVWXYZ]$/;

/** Whether a shortcut would take copy, paste, save or the like away from all other programs. */
export const isEveryday = (accelerator: string): boolean => everyday.test(accelerator);

const modifierNames: Readonly<Record<string, Modifier | 'main'>> = {
  ctrl: 'Ctrl',
  control: 'Ctrl',
  alt: 'Alt',
  option: 'Alt',
  altgr: 'Alt',
  shift: 'Shift',
  super: 'Super',
  meta: 'Super',
  cmd: 'Super',
  command: 'Super',
  cmdorctrl: 'main',
  commandorcontrol: 'main',
};

const macOrder = ['Ctrl', 'Alt', 'Shift', 'Super'] as const;
const otherOrder = ['Super', 'Ctrl', 'Alt', 'Shift'] as const;
const macSigns = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Super: '⌘' };
const macNames = { Ctrl: 'Control', Alt: 'Option', Shift: 'Shift', Super: 'Command' };
const arrows = new Map([
  ['Up', '↑'],
  ['Down', '↓'],
  ['Left', '←'],
  ['Right', '→'],
]);

const inOrder = (held: readonly Modifier[], platform: Platform): Modifier[] =>
  (platform === 'darwin' ? macOrder : otherOrder).filter((each) => held.includes(each));

const named = (modifier: Modifier, platform: Platform): string =>
  platform === 'darwin'
    ? macNames[modifier]
    : modifier === 'Super' && platform === 'win32'
      ? 'Win'
      : modifier;

function parse(accelerator: string, platform: Platform): { modifiers: Modifier[]; key: string } {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const main = platform === 'darwin' ? 'Super' : 'Ctrl';
  const held = parts.flatMap((part) => modifierNames[part.trim().toLowerCase()] ?? []);
  const modifiers = inOrder(
    held.map((each) => (each === 'main' ? main : each)),
    platform,
  );
  return { modifiers, key: key.length === 1 ? key.toUpperCase() : key };
}

/** An accelerator in the system's notation: `⇧⌘U` on macOS, `Ctrl+Shift+U` elsewhere. */
export function writtenShortcut(accelerator: string, platform: Platform): string {
  const { modifiers, key } = parse(accelerator, platform);
  const sign = arrows.get(key) ?? key;
  if (platform === 'darwin') return modifiers.map((each) => macSigns[each]).join('') + sign;
  return [...modifiers.map((each) => named(each, platform)), sign].join('+');
}

/** The same for screen readers: `Shift Command U`. */
export function spokenShortcut(accelerator: string, platform: Platform): string {
  const { modifiers, key } = parse(accelerator, platform);
  const word = arrows.has(key) ? `${key} arrow` : key;
  return [...modifiers.map((each) => named(each, platform)), word].join(' ');
}

/** The modifiers pressed so far, before the key: `⇧⌘…`, `Ctrl+Shift+…`; null: none. */
export function writtenModifiers(press: KeyPress, platform: Platform): string | null {
  const held = modifiersOf(press);
  return held.length === 0 ? null : writtenShortcut([...held, '…'].join('+'), platform);
}
