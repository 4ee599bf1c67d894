import type { ProviderInfo } from '../../shared/model/index.ts';

/** The origin of our own pages. */
export const appOrigin = 'app://fuelgauge';

/** The pages load from their own build alone and connect to nothing: everything else comes over IPC. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function isOwnPage(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}

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
