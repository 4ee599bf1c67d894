import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { useAttention } from '../components/alerts/useAttention.ts';
import styles from './Sidebar.module.css';
import { SidebarAccounts } from './SidebarAccounts.tsx';

/** Links to every page and account. A bar at the top of narrow windows. */
export function Sidebar() {
  return (
    <nav className={styles.sidebar} aria-label="Main">
      <p className={styles.name}>Fuelgauge</p>
      <ul className={styles.pages}>
        <Item to="/" text="Overview" />
        <Item to="/timeline" text="Timeline" />
        <Item to="/spend" text="Spend" />
        <Item to="/estimate" text="Estimate" />
        <Item to="/alerts" text="Alerts">
          <AlertCount />
        </Item>
      </ul>
      <SidebarAccounts />
      <ul className={styles.pages}>
        <Item to="/providers" text="Providers" />
        <Item to="/hosts" text="Hosts contacted" />
        <Item to="/settings" text="Settings" />
      </ul>
    </nav>
  );
}

function Item({ to, text, children }: { to: string; text: string; children?: ReactNode }) {
  // Pages below this one count, too.
  const [here] = useRoute(to === '/' ? to : `${to}/*?`);
  return (
    <li>
      <Link href={to} className={styles.item} aria-current={here ? 'page' : undefined}>
        {text}
        {children}
      </Link>
    </li>
  );
}

/** How many alerts need attention. */
function AlertCount() {
  const count = useAttention();
  if (count === 0) return null;
  return (
    <>
      <span className={styles.count} aria-hidden="true">
        {count}
      </span>
      <span className="visually-hidden">
        {count === 1 ? ', 1 needs attention' : `, ${count} need attention`}
      </span>
    </>
  );
}
