import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
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
  /** An Electron accelerator; null for none. */
  value: string | null;
  onChange: (accelerator: string | null) => void;
  /** Why the value, or the last one you tried, does not work. */
  error: string | null;
  platform: Platform;
}

/**
 * Records a shortcut as you press it. Escape and Backspace clear it, Tab leaves the field. It is a text field, so that
 * screen readers pass the keys through, but you cannot type in it.
 */
export function ShortcutInput({ label, hint, value, onChange, error, platform }: ShortcutInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const [remark, setRemark] = useState<string | null>(null);
  const [isRecording, setRecording] = useState(false);
  // Pressing the present shortcut here is not meant to open the popover.
  useEffect(() => {
    if (!isRecording) return;
    window.fuelgauge?.recordShortcut(true);
    return () => window.fuelgauge?.recordShortcut(false);
  }, [isRecording]);

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
    // The button disappears with the shortcut, and the focus with it.
    field.current?.focus();
    onChange(null);
  };
  const leave = () => {
    setRecording(false);
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
          // Ignores input other than keys, such as a paste.
          onChange={() => {}}
          placeholder="None"
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          onKeyDown={pressed}
          onKeyUp={(event) => held !== null && setHeld(writtenModifiers(event, platform))}
          onFocus={() => setRecording(true)}
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

/** Why the keys cannot be a shortcut. */
function unusable(press: KeyboardEvent, platform: Platform): string {
  const withCtrl = acceleratorOf({
    code: press.code,
    ctrlKey: true,
    altKey: false,
    shiftKey: false,
    metaKey: false,
  });
  return withCtrl === null
    ? 'You can’t use this key. Choose a letter, a digit, a symbol, an arrow, Space or a function key.'
    : `Combine it with ${beside[platform]}.`;
}

const needed = (accelerator: string, platform: Platform): string =>
  `Other programs need ${writtenShortcut(accelerator, platform)}. Add ${platform === 'darwin' ? '⇧ or ⌥' : 'Shift or Alt'}.`;
