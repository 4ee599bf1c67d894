import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceleratorOf,
  isEveryday,
  type KeyPress,
  spokenShortcut,
  writtenModifiers,
  writtenShortcut,
} from '../../../shared/desktop/accelerator.ts';

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };
const ctrlShift = { ctrlKey: true, shiftKey: true };

describe('the accelerator of a key press', () => {
  it.each([
    ['KeyU', 'Ctrl+Shift+U'],
    ['Digit7', 'Ctrl+Shift+7'],
    ['Minus', 'Ctrl+Shift+-'],
    ['Equal', 'Ctrl+Shift+='],
    ['BracketLeft', 'Ctrl+Shift+['],
    ['Backslash', 'Ctrl+Shift+\\'],
    ['Quote', "Ctrl+Shift+'"],
    ['Backquote', 'Ctrl+Shift+`'],
    ['Period', 'Ctrl+Shift+.'],
    ['Slash', 'Ctrl+Shift+/'],
    ['Space', 'Ctrl+Shift+Space'],
    ['ArrowUp', 'Ctrl+Shift+Up'],
    ['ArrowRight', 'Ctrl+Shift+Right'],
    ['F12', 'Ctrl+Shift+F12'],
    ['F24', 'Ctrl+Shift+F24'],
  ])('takes %s as %s', (code, accelerator) => {
    expect(acceleratorOf(press(code, ctrlShift))).toBe(accelerator);
  });

  it('names every modifier as Electron knows it on each system', () => {
    const all = { ctrlKey: true, altKey: true, shiftKey: true, metaKey: true };
    expect(acceleratorOf(press('KeyU', all))).toBe('Ctrl+Alt+Shift+Super+U');
  });

  it('needs Ctrl, Alt or Cmd, except for a function key', () => {
    expect(acceleratorOf(press('KeyU'))).toBeNull();
    expect(acceleratorOf(press('KeyU', { shiftKey: true }))).toBeNull();
    expect(acceleratorOf(press('Space', { shiftKey: true }))).toBeNull();
    expect(acceleratorOf(press('KeyU', { altKey: true }))).toBe('Alt+U');
    expect(acceleratorOf(press('KeyU', { metaKey: true }))).toBe('Super+U');
    expect(acceleratorOf(press('F9'))).toBe('F9');
    expect(acceleratorOf(press('F9', { shiftKey: true }))).toBe('Shift+F9');
  });

  it.each([
    'ControlLeft',
    'ShiftRight',
    'MetaLeft',
    'Tab',
    'Escape',
    'Enter',
    'CapsLock',
    'Numpad1',
    'IntlBackslash',
    'F25',
    'F0',
    'KeyÄ',
    'constructor',
    '',
  ])('makes none of %s', (code) => {
    expect(acceleratorOf(press(code, ctrl))).toBeNull();
  });

  it('never breaks at the plus sign that joins its parts', () => {
    const codes = fc.oneof(fc.string(), fc.constantFrom('Equal', 'Minus', 'KeyA', 'Digit0', 'F1', 'Space'));
    fc.assert(
      fc.property(codes, fc.boolean(), fc.boolean(), fc.boolean(), (code, altKey, shiftKey, metaKey) => {
        const made = acceleratorOf(press(code, { ctrlKey: true, altKey, shiftKey, metaKey }));
        if (made === null) return;
        const parts = made.split('+');
        expect(parts).toHaveLength(2 + [altKey, shiftKey, metaKey].filter(Boolean).length);
        expect(parts.every((part) => part !== '')).toBe(true);
        // The router takes no longer one.
        expect(made.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('separates what every program needs from what is free', () => {
    expect(['Ctrl+C', 'Super+V', 'Ctrl+Z'].map(isEveryday)).toEqual([true, true, true]);
    expect(['Ctrl+Shift+C', 'Alt+C', 'Ctrl+U', 'Ctrl+1', 'F5'].map(isEveryday)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });
});

describe('a shortcut in words', () => {
  it.each([
    ['Ctrl+Shift+U', '⌃⇧U', 'Ctrl+Shift+U', 'Ctrl+Shift+U'],
    ['Shift+Super+U', '⇧⌘U', 'Win+Shift+U', 'Super+Shift+U'],
    ['CommandOrControl+Shift+u', '⇧⌘U', 'Ctrl+Shift+U', 'Ctrl+Shift+U'],
    ['Ctrl+Alt+Shift+Super+Up', '⌃⌥⇧⌘↑', 'Win+Ctrl+Alt+Shift+↑', 'Super+Ctrl+Alt+Shift+↑'],
    ['Alt+Space', '⌥Space', 'Alt+Space', 'Alt+Space'],
    ['F9', 'F9', 'F9', 'F9'],
  ])('writes %s as each system does', (accelerator, mac, windows, linux) => {
    expect(writtenShortcut(accelerator, 'darwin')).toBe(mac);
    expect(writtenShortcut(accelerator, 'win32')).toBe(windows);
    expect(writtenShortcut(accelerator, 'linux')).toBe(linux);
  });

  it('can be read out', () => {
    expect(spokenShortcut('Shift+Super+U', 'darwin')).toBe('Shift Command U');
    expect(spokenShortcut('Ctrl+Alt+Left', 'darwin')).toBe('Control Option Left arrow');
    expect(spokenShortcut('Ctrl+Shift+U', 'linux')).toBe('Ctrl Shift U');
  });

  it('shows the modifiers while waiting for the key', () => {
    expect(writtenModifiers(press('ShiftLeft', ctrlShift), 'linux')).toBe('Ctrl+Shift+…');
    expect(writtenModifiers(press('MetaLeft', { metaKey: true }), 'darwin')).toBe('⌘…');
    expect(writtenModifiers(press('ShiftLeft'), 'linux')).toBeNull();
  });
});
