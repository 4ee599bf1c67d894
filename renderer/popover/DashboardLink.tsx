import type { ComponentPropsWithRef } from 'react';
import { addressOf, openDashboard } from './shell.ts';

/** Leads to a page of the dashboard, in whichever shell. */
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
