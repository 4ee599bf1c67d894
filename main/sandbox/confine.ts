import type { Fetch } from '../engine/network/requester.ts';
import type { Provider } from '../providers/contract/provider.ts';

// The demo must never contact a real provider: it offers those that the sandbox emulates, and reaches nothing else.

/** The providers that have an endpoint in the sandbox. */
export function emulated(
  providers: readonly Provider[],
  endpoints: Readonly<Record<string, string>>,
): readonly Provider[] {
  return providers.filter(({ id }) => Object.hasOwn(endpoints, id));
}

/** Allows requests to one origin, and refuses any other before anything is sent. */
export function onlyTo(origin: string, fetch: Fetch): Fetch {
  return async (url, init) => {
    if (new URL(url).origin !== origin) throw new Error('The demo may contact only its sandbox.');
    return fetch(url, init);
  };
}
