import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  label: string;
  /** What is seen, if screen readers need more. */
  shown?: string;
  icon?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}

export interface MenuProps {
  /** A `Button`; the menu opens below it. */
  trigger: ReactElement;
  items: MenuItem[];
}

/** A menu of commands behind a button. */
export function Menu({ trigger, items }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={6} align="end">
          <Base.Popup className={styles.popup}>
            {items.map((item) => (
              <Base.Item
                key={item.label}
                className={[styles.item, item.danger && styles.danger].filter(Boolean).join(' ')}
                {...(item.shown !== undefined && { 'aria-label': item.label })}
                disabled={item.disabled ?? false}
                onClick={item.onSelect}
              >
                {item.icon}
                {item.shown ?? item.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
