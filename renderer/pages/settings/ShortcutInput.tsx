import { type KeyboardEvent, useRef, useState } from 'react';
import {
  acceleratorOf,
  isEveryday,
  writtenModifiers,
  writtenShortcut,
} from '../../../shared/desktop/accelerator.ts';
import type { Platform } from '../../../shared/tray/pictures.ts';
import { Button, Field, TextInput } from '../../components/index.ts';
import styles from './ShortcutInput.module.css';

export interface ShortcutInputProps {
  label: string;
  hint: string;
  /** An Electron accelerator; null: none. */
  value: string | null;
  onChange: (accelerator: string | null) => void;
  /** Why the value, or the last one that was tried, does not work. */
  error: string | null;
  platform: Platform;
}

/**
 * Takes a shortcut as it is pressed. Escape and Backspace clear it, Tab leaves the field. It is a text field all along,
 * so that screen readers hand it the keys; nothing can be typed in it.
 */
export function ShortcutInput({ label, hint, value, onChange, error, platform }: ShortcutInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const [remark, setRemark] = useState<string | null>(null);

  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    if (event.repeat) return;
    const bare = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    if (bare && (event.key === 'Escape' || event.key === 'Backspace')) {
      setRemark(null);
      if (value !== null) onChange(null);
      return;
    }
    if (modifierKeys.has(event.key)) return setHeld(writtenModifiers(event, platform));
    setHeld(null);
    const accelerator = acceleratorOf(event);
    if (accelerator === null) return setRemark(unusable(event, platform));
    if (isEveryday(accelerator)) return setRemark(needed(accelerator, platform));
    setRemark(null);
    onChange(accelerator);
  };
  const clear = () => {
    // The button goes with the shortcut, and would take the focus along.
    field.current?.focus();
    onChange(null);
  };
  const leave = () => {
    setHeld(null);
    setRemark(null);
  };

  return (
    <Field label={label} hint={hint} error={remark ?? error}>
      <div className={styles.shortcut}>
        <TextInput
          ref={field}
          className={styles.keys}
          value={held ?? (value === null ? '' : writtenShortcut(value, platform))}
          // What comes past the keyboard, such as a paste, changes nothing.
          onChange={() => {}}
          placeholder="None"
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          onKeyDown={pressed}
          onKeyUp={(event) => held !== null && setHeld(writtenModifiers(event, platform))}
          onBlur={leave}
        />
        {value !== null && (
          <Button aria-label={`Clear the ${label.toLowerCase()}`} onClick={clear}>
            Clear
          </Button>
        )}
      </div>
    </Field>
  );
}

const modifierKeys = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta']);

const beside: Record<Platform, string> = {
  darwin: '⌃, ⌥ or ⌘',
  win32: 'Ctrl, Alt or Win',
  linux: 'Ctrl, Alt or Super',
};

/** Why the keys make no shortcut. */
function unusable(press: KeyboardEvent, platform: Platform): string {
  const withCtrl = acceleratorOf({
    code: press.code,
    ctrlKey: true,
    altKey: false,
    shiftKey: false,
    metaKey: false,
  });
  return withCtrl === null
    ? 'A shortcut cannot have this key. Choose a letter, a digit, a sign, an arrow, Space or a function key.'
    : `Press it together with ${beside[platform]}.`;
}

const needed = (accelerator: string, platform: Platform): string =>
  `Other programs need ${writtenShortcut(accelerator, platform)} themselves. Add ${platform === 'darwin' ? '⇧ or ⌥' : 'Shift or Alt'} to it.`;
