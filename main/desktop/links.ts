import { type ProviderInfo, sourceSchema } from '../../shared/model/index.ts';

/**
 * The hosts that the catalogue links to: the providers' pages, and the sources of all facts, wherever they are in it.
 */
export function linkHosts(providers: readonly ProviderInfo[], rateCards: readonly unknown[]): Set<string> {
  const pages = providers.flatMap(({ homepage, credentialPage, billingPage }) =>
    [homepage, credentialPage, billingPage].filter((page) => page !== null),
  );
  const links = [...pages, ...sourcesIn(providers), ...sourcesIn(rateCards)].map((link) => new URL(link));
  return new Set(links.filter(({ protocol }) => protocol === 'https:').map(({ hostname }) => hostname));
}

function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const source = 'readOn' in value ? sourceSchema.safeParse(value) : null;
  return source?.success ? [source.data.url] : Object.values(value).flatMap(sourcesIn);
}

/** True for an https link, without a login or a port, to one of the hosts. */
export function mayOpenExternally(url: string, hosts: ReadonlySet<string>): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  return protocol === 'https:' && !username && !password && !port && hosts.has(hostname);
}

/**
 * Opens external links, but only to the hosts that `load` returns. They are loaded with the first link, because that
 * loads the rate cards, which are long.
 */
export function createLinkOpener(
  load: () => Promise<ReadonlySet<string>>,
  open: (url: string) => void,
): (url: string) => void {
  let hosts: Promise<ReadonlySet<string>> | undefined;
  return (url) => {
    hosts ??= load();
    hosts.then(
      (known) => {
        if (mayOpenExternally(url, known)) open(url);
      },
      // Nothing opens; the next link tries again.
      () => {
        hosts = undefined;
      },
    );
  };
}
