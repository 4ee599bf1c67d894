import open from 'open';
import { accountPage } from '../../shared/desktop/pages.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';

/**
 * Where a click on a notification leads in browser mode: a page of ours, without the token, which a browser that was let
 * in before does not need; or the provider's billing page, where the catalogue has one.
 */
export function addressFor(
  to: { account: string | null; action: 'open' | 'billing' },
  origin: string,
  known: { accounts: readonly AccountState[]; providers: readonly ProviderInfo[] },
): string {
  const account = known.accounts.find(({ id }) => id === to.account);
  const provider = known.providers.find(({ id }) => id === account?.provider);
  if (to.action === 'billing' && provider?.billingPage) return provider.billingPage;
  const page = account === undefined ? null : accountPage(account.id);
  return `${origin}/#${page ?? '/alerts'}`;
}

/** Opens an address in your own browser; without one, nothing happens. */
export async function openInBrowser(address: string): Promise<void> {
  const child = await open(address).catch(() => null);
  child?.once('error', () => {});
}
