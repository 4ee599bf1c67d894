import open from 'open';
import { accountPage } from '../../shared/desktop/pages.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import type { OpenAction } from '../engine/channels/define.ts';

/**
 * Where a click on a notification leads in browser mode: to one of our pages, without the token because the browser is
 * already signed in, or to the provider's billing page if the catalogue has one.
 */
export function addressFor(
  to: { account: string | null; action: OpenAction },
  origin: string,
  known: { accounts: readonly AccountState[]; providers: readonly ProviderInfo[] },
): string {
  const account = known.accounts.find(({ id }) => id === to.account);
  const provider = known.providers.find(({ id }) => id === account?.provider);
  if (to.action === 'billing' && provider?.billingPage) return provider.billingPage;
  const about = to.action === 'spend' ? '/spend' : null;
  const page = account === undefined ? about : accountPage(account.id);
  return `${origin}/#${page ?? '/alerts'}`;
}

/** Opens an address in the user's browser. If there is none, nothing happens. */
export async function openInBrowser(address: string): Promise<void> {
  const child = await open(address).catch(() => null);
  child?.once('error', () => {});
}
