import type { ProviderInfo } from '../../shared/model/index.ts';

/** The hosts that the catalogue links to. */
export function linkHosts(providers: readonly ProviderInfo[]): ReadonlySet<string> {
  const links = providers.flatMap(({ homepage, credentialPage, billingPage, docs, plans }) => [
    homepage,
    credentialPage,
    billingPage,
    docs.url,
    ...plans.map(({ source }) => source.url),
  ]);
  return new Set(links.flatMap((link) => (link === null ? [] : [new URL(link).hostname])));
}

/** True for an https link, without a login or a port, to one of the hosts. */
export function mayOpenExternally(url: string, hosts: ReadonlySet<string>): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  return protocol === 'https:' && !username && !password && !port && hosts.has(hostname);
}
