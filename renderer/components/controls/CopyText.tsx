import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './CopyText.module.css';

/** A read-only text that selects as a whole, with a button to copy it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without access to the clipboard, select the text so that you can copy it by keyboard.
      field.current?.select();
    }
  };
  return (
    <div className={styles.copy}>
      <textarea
        ref={field}
        className={styles.text}
        aria-label={label}
        readOnly
        rows={1}
        value={text}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={() => void copy()}
        aria-label={`Copy ${label.toLowerCase()}`}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
