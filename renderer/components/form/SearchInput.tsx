import { Search } from 'lucide-react';
import { type ComponentPropsWithRef, type KeyboardEvent, type RefObject, useRef } from 'react';
import fieldStyles from './Field.module.css';
import styles from './SearchInput.module.css';

/** A one-line input without label, hint or error around it. It needs an `aria-label`. */
export function Input({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return <input {...rest} className={[fieldStyles.control, className].filter(Boolean).join(' ')} />;
}

/** A field that filters the list below it; it needs an `aria-label`. */
export function SearchInput(props: ComponentPropsWithRef<'input'>) {
  return (
    <div className={styles.search}>
      <Search aria-hidden="true" />
      <Input type="search" autoComplete="off" spellCheck={false} placeholder="Search" {...props} />
    </div>
  );
}

/** The arrow keys move from a search field down the buttons or links of its list and back up. Give `move` to both. */
export function useListKeys(): {
  input: RefObject<HTMLInputElement | null>;
  list: RefObject<HTMLDivElement | null>;
  move: (event: KeyboardEvent) => void;
} {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button, a') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) input.current?.focus();
    else buttons[next]?.focus();
  };
  return { input, list, move };
}
