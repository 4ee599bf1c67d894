import type { ReactNode } from 'react';

/** A link out of the app. Only https addresses become links; anything else stays text. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  if (!URL.canParse(href) || new URL(href).protocol !== 'https:') return children;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
