import type { ComponentPropsWithRef } from 'react';
import { addressOf, openDashboard } from './shell.ts';

/** A link to a page of the dashboard, in the desktop app or a browser. */
export function DashboardLink({ to, ...rest }: ComponentPropsWithRef<'a'> & { to: string }) {
  return (
    <a
      {...rest}
      href={addressOf(to)}
      onClick={(event) => {
        event.preventDefault();
        openDashboard(to);
      }}
    />
  );
}
