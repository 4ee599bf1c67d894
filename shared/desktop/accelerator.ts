import type { Platform } from '../tray/pictures.ts';

// A global shortcut: from the keys that are pressed to an Electron accelerator, and from that to words.

/** What of a `KeyboardEvent` makes a shortcut. */
export interface KeyPress {
  /** The place of the key on the keyboard, such as `KeyU`, whatever the layout prints there. */
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

/** The key of an accelerator; null for a modifier and for keys that are of no use in one. */
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
    // Electron makes Cmd of it on macOS, and the Windows key elsewhere.
    ...(metaKey ? ['Super' as const] : []),
  ];
}

/**
 * The Electron accelerator of the keys that are pressed, such as `Ctrl+Shift+U`. Null where they make none: without a
 * letter, digit, sign, arrow, Space or function key, or without Ctrl, Alt or Cmd beside one that is no function key.
 */
export function acceleratorOf(press: KeyPress): string | null {
  const key = keyOf(press.code);
  if (key === null) return null;
  const stands = press.ctrlKey || press.altKey || press.metaKey || functionKey.test(key);
  return stands ? [...modifiersOf(press), key].join('+') : null;
}

/** Ctrl or Cmd with one of these is needed in every program, which would no longer get it. */
const everyday = /^(?:Ctrl|Super)\+[ACFNOPQSTVWXYZ]$/;

/** Whether a shortcut would take copy, paste, save and the like away from every other program. */
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

/** An accelerator as the system writes it: `⇧⌘U` on macOS, `Ctrl+Shift+U` elsewhere. */
export function writtenShortcut(accelerator: string, platform: Platform): string {
  const { modifiers, key } = parse(accelerator, platform);
  const sign = arrows.get(key) ?? key;
  if (platform === 'darwin') return modifiers.map((each) => macSigns[each]).join('') + sign;
  return [...modifiers.map((each) => named(each, platform)), sign].join('+');
}

/** The same to be read out: `Shift Command U`. */
export function spokenShortcut(accelerator: string, platform: Platform): string {
  const { modifiers, key } = parse(accelerator, platform);
  const word = arrows.has(key) ? `${key} arrow` : key;
  return [...modifiers.map((each) => named(each, platform)), word].join(' ');
}

/** What is held so far, while the key is still awaited: `⇧⌘…`, `Ctrl+Shift+…`; null: nothing. */
export function writtenModifiers(press: KeyPress, platform: Platform): string | null {
  const held = modifiersOf(press);
  return held.length === 0 ? null : writtenShortcut([...held, '…'].join('+'), platform);
}
