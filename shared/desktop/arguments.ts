/** The arguments of a start, the first or a second one. */
export interface StartArguments {
  /** Start in the tray. */
  hidden: boolean;
  demo: boolean;
  /** The page to open, from a link such as `fuelgauge://account/a1`; null: none. */
  page: string | null;
}

/** Reads a command line; ignores what is not ours, such as Chromium's own switches. */
export function startArguments(argv: readonly string[]): StartArguments {
  const links = argv.map(pageOfLink).filter((page) => page !== null);
  // Windows starts the app with `-Embedding` to tell it of a clicked notification, which says by itself what is to be seen.
  const hidden = argv.includes('--hidden') || argv.includes('-Embedding');
  return { hidden, demo: argv.includes('--demo'), page: links[0] ?? null };
}

/** The page of a `fuelgauge://` link; null for anything else. A link can open a page and nothing more. */
export function pageOfLink(link: string): string | null {
  if (!/^fuelgauge:\/\//i.test(link) || !URL.canParse(link)) return null;
  const { hostname, pathname } = new URL(link);
  const [, ...name] = pathname.split('/');
  if (hostname === 'account') return namedPage(name);
  return pathname === '' || pathname === '/' ? (plainPages.get(hostname) ?? null) : null;
}

/** The page of an account that a link calls by its id, label or provider, or `provider/label`. */
function namedPage(parts: readonly string[]): string | null {
  const name = decoded(parts.join('/'));
  return parts.length <= 2 && /^\p{Alphabetic}[\p{L}\p{N} ._/-]{0,119}$/u.test(name)
    ? `/account/${encodeURIComponent(name)}`
    : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const plainPages = new Map([
  ['', '/'],
  ['open', '/'],
  ['alerts', '/alerts'],
  ['timeline', '/timeline'],
  ['settings', '/settings'],
]);
