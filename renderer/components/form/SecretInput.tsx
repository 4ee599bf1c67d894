import { Eye, EyeOff } from 'lucide-react';
import { type ClipboardEventHandler, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { TextInput } from './Field.tsx';
import styles from './SecretInput.module.css';

export interface SecretInputProps {
  value: string;
  onChange(value: string): void;
  onPaste?: ClipboardEventHandler<HTMLInputElement> | undefined;
  /** What it is, for the label of the button that shows it. */
  name: string;
}

/**
 * A password input with a button that shows what you typed. Browsers and password managers do not offer to save it, and no
 * attribute of the page holds it: React would write a controlled value into one.
 */
export function SecretInput({ value, onChange, onPaste, name }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (input.current !== null && input.current.value !== value) input.current.value = value;
  });
  return (
    <div className={styles.secret}>
      <TextInput
        ref={input}
        type={shown ? 'text' : 'password'}
        defaultValue=""
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={onPaste}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
      />
      <Button
        aria-label={shown ? `Hide the ${name}` : `Show the ${name}`}
        aria-pressed={shown}
        icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
