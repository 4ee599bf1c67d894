import { ArrowUpRight } from 'lucide-react';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { ExternalLink } from '../controls/ExternalLink.tsx';
import styles from './TopUpLink.module.css';

/** Where to buy credits; nothing if no such page is known. */
export function TopUpLink({ provider }: { provider: ProviderInfo | undefined }) {
  if (provider === undefined || provider.billingPage === null) return null;
  return (
    <span className={styles.link}>
      <ExternalLink href={provider.billingPage}>
        Top up at {provider.name}
        <ArrowUpRight aria-hidden="true" />
      </ExternalLink>
    </span>
  );
}
