import { Eye, EyeOff } from 'lucide-react';
import { type ClipboardEventHandler, useState } from 'react';
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

/** A password input with a button that shows what you typed. Browsers and password managers do not offer to save it. */
export function SecretInput({ value, onChange, onPaste, name }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.secret}>
      <TextInput
        type={shown ? 'text' : 'password'}
        value={value}
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
